import {
	closeWrite,
	effectMs,
	hasRival,
	isTaken,
	loseWrite,
	openWrite,
	takeId,
	type Creation,
} from '../../nodes/LexwareOffice/operation/processWrites';

describe('the ids that writes of this process have made', () => {
	it('belong to one write each', () => {
		expect(isTaken('one')).toBe(false);
		expect(takeId('one')).toBe(true);
		expect(isTaken('one')).toBe(true);
		expect(takeId('one')).toBe(false);
	});

	it('are remembered up to ten thousand', () => {
		const ids = Array.from({ length: 10_000 }, (_, i) => `id ${i}`);
		takeId('before');
		for (const id of ids) expect(takeId(id)).toBe(true);
		expect(isTaken('before')).toBe(false);
		expect(ids.every(isTaken)).toBe(true);
		takeId('after');
		expect([isTaken('id 0'), isTaken('id 1'), isTaken('after')]).toEqual([false, true, true]);
	});
});

describe('a record that may be the work of another write', () => {
	const creation = (account = 'a', path = '/v1/invoices'): Creation => ({
		account,
		request: { method: 'POST', path, body: { title: account } },
	});
	const always = () => true;
	const clock = jest.spyOn(Date, 'now');
	const opened: string[] = [];
	const open = (id: string, other: Creation) => {
		opened.push(id);
		openWrite(id, other);
	};

	afterEach(() => {
		for (const id of opened.splice(0)) closeWrite(id);
		clock.mockReset();
	});

	afterAll(() => clock.mockRestore());

	it('is one while another creation of the same route in the same books is under way', () => {
		open('other', creation());
		expect(hasRival('own', creation(), always)).toBe(true);
		closeWrite('other');
		expect(hasRival('own', creation(), always)).toBe(false);
	});

	it.each<[string, Creation]>([
		['in other books', creation('b')],
		['of another route', creation('a', '/v1/quotations')],
	])('is none %s', (_, other) => {
		open('other', other);
		expect(hasRival('own', creation(), always)).toBe(false);
	});

	it('is none by itself, nor with other content', () => {
		open('own', creation());
		expect(hasRival('own', creation(), always)).toBe(false);
		open('other', creation());
		const seen: unknown[] = [];
		const never = (request: unknown) => seen.push(request) < 0;
		expect(hasRival('own', creation(), never)).toBe(false);
		expect(seen).toEqual([creation().request]);
	});

	it('is one as long as a lost creation can still take effect', () => {
		const lostAt = 1_800_000_000_000;
		clock.mockReturnValue(lostAt);
		opened.push('lost');
		loseWrite('lost', creation());
		clock.mockReturnValue(lostAt + effectMs);
		expect(hasRival('own', creation(), always)).toBe(true);
		clock.mockReturnValue(lostAt + effectMs + 1);
		expect(hasRival('own', creation(), always)).toBe(false);
	});
});
