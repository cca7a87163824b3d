import { FairQueue } from '../../nodes/LexwareOffice/transport/fairQueue';
import type { Execution } from '../../nodes/LexwareOffice/transport/slot';

interface Job {
	name: string;
	execution: Execution;
	isWrite: boolean;
	order: number;
}

let nextOrder = 0;
const execution = (urgent = false): Execution => ({ maxWaitMs: 1000, urgent });

function job(owner: Execution, name: string, isWrite = false): Job {
	return { name, execution: owner, isWrite, order: nextOrder++ };
}

function fill(queue: FairQueue<Job>, owner: Execution, names: string): void {
	for (const name of names.split(' ')) queue.push(job(owner, name, name.startsWith('w')), false);
}

function pickAll(queue: FairQueue<Job>, count = Infinity): string {
	const names: string[] = [];
	while (names.length < count) {
		const picked = queue.pick(false);
		if (!picked) break;
		names.push(picked.name);
	}
	return names.join(' ');
}

describe('the fair queue', () => {
	it('serves one execution in the order of asking', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'a b c');
		expect(pickAll(queue)).toBe('a b c');
		expect(queue.size).toBe(0);
	});

	it('goes round the executions of a class', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'a1 a2 a3');
		fill(queue, execution(), 'b1 b2');
		fill(queue, execution(), 'c1');
		expect(pickAll(queue)).toBe('a1 b1 c1 a2 b2 a3');
	});

	it('keeps the round when executions ask one request at a time', () => {
		const queue = new FairQueue<Job>();
		const [a, b] = [execution(), execution()];
		fill(queue, a, 'a1');
		fill(queue, b, 'b1');
		expect(pickAll(queue, 1)).toBe('a1');
		fill(queue, a, 'a2');
		expect(pickAll(queue)).toBe('b1 a2');
	});

	it('lets urgent requests go first, but after three of them one of the next class', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'few1 few2');
		fill(queue, execution(true), 'u1 u2 u3 u4 u5 u6 u7');
		expect(pickAll(queue)).toBe('u1 u2 u3 few1 u4 u5 u6 few2 u7');
	});

	it('lets executions with few requests go before bulk runs, and starves nobody', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'b1 b2 b3 b4 b5 b6 b7');
		fill(queue, execution(), 'f1 f2');
		fill(queue, execution(true), 'u1 u2 u3 u4 u5 u6 u7 u8 u9 u10 u11 u12 u13');
		expect(pickAll(queue, 17)).toBe('u1 u2 u3 f1 u4 u5 u6 f2 u7 u8 u9 b1 u10 u11 u12 b2 u13');
	});

	it('does not count picks of a class while nobody else waits', () => {
		const queue = new FairQueue<Job>();
		const urgent = execution(true);
		fill(queue, urgent, 'u1 u2 u3 u4');
		expect(pickAll(queue, 4)).toBe('u1 u2 u3 u4');
		fill(queue, execution(), 'f1');
		fill(queue, urgent, 'u5 u6');
		expect(pickAll(queue)).toBe('u5 u6 f1');
	});

	it('counts what an execution has asked for in all, not what is queued now', () => {
		const queue = new FairQueue<Job>();
		const bulk = execution();
		for (const name of ['b1', 'b2', 'b3', 'b4', 'b5']) {
			fill(queue, bulk, name);
			queue.pick(false);
		}
		fill(queue, bulk, 'b6');
		fill(queue, execution(), 'f1');
		expect(pickAll(queue)).toBe('f1 b6');
	});

	it('puts requests that come back before later ones of their execution, in their old order', () => {
		const queue = new FairQueue<Job>();
		const owner = execution();
		fill(queue, owner, 'a b c d');
		const [a, b] = [queue.pick(false)!, queue.pick(false)!];
		queue.push(b, true);
		queue.push(a, true);
		expect(pickAll(queue)).toBe('a b c d');
	});

	it('passes over executions whose turn is a write while one is in flight', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'w1 r1');
		fill(queue, execution(), 'r2 w2');
		expect(queue.pick(true)?.name).toBe('r2');
		expect(queue.pick(true)).toBeUndefined();
		expect(pickAll(queue)).toBe('w1 w2 r1');
	});

	it('gives nothing while only writes wait and one is in flight', () => {
		const queue = new FairQueue<Job>();
		for (let i = 0; i < 1000; i++) fill(queue, execution(), 'w');
		expect(queue.pick(true)).toBeUndefined();
		expect(queue.size).toBe(1000);
	});

	it('drops an execution as a whole', () => {
		const queue = new FairQueue<Job>();
		const stopped = execution();
		fill(queue, stopped, 'a w1 b');
		fill(queue, execution(), 'c');
		expect(queue.remove(stopped).map(({ name }) => name)).toEqual(['a', 'w1', 'b']);
		expect(queue.has(stopped)).toBe(false);
		expect(queue.remove(stopped)).toEqual([]);
		expect(queue.size).toBe(1);
		expect(pickAll(queue)).toBe('c');
	});

	it('takes single requests out of the middle', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'a b c');
		fill(queue, execution(), 'd');
		const taken = queue.takeWhere(({ name }) => name === 'b' || name === 'd');
		expect(taken.map(({ name }) => name)).toEqual(['b', 'd']);
		expect(pickAll(queue)).toBe('a c');
		expect(queue.size).toBe(0);
	});

	it('tells whether anything may leave', () => {
		const queue = new FairQueue<Job>();
		const [writer, reader, stopped] = [execution(), execution(), execution()];
		const answers = () => [queue.canPick(false), queue.canPick(true)];
		expect(answers()).toEqual([false, false]);
		fill(queue, writer, 'w1');
		expect(answers()).toEqual([true, false]);
		fill(queue, reader, 'r1');
		expect(answers()).toEqual([true, true]);
		expect(queue.pick(true)?.name).toBe('r1');
		expect(answers()).toEqual([true, false]);
		fill(queue, stopped, 'r2 w2');
		expect(answers()).toEqual([true, true]);
		queue.remove(stopped);
		expect(answers()).toEqual([true, false]);
		expect(queue.pick(false)?.name).toBe('w1');
		expect(answers()).toEqual([false, false]);
	});

	it('takes five requests for few, and six for a bulk run', () => {
		const queue = new FairQueue<Job>();
		fill(queue, execution(), 'b1 b2 b3 b4 b5 b6');
		fill(queue, execution(), 'f1 f2 f3 f4 f5');
		expect(pickAll(queue, 5)).toBe('f1 f2 f3 b1 f4');
	});

	it('does not count a request that comes back as another one', () => {
		const queue = new FairQueue<Job>();
		const few = execution();
		fill(queue, few, 'f1 f2 f3 f4 f5');
		queue.push(queue.pick(false)!, true);
		fill(queue, execution(), 'b1 b2 b3 b4 b5 b6');
		expect(pickAll(queue, 2)).toBe('f1 f2');
	});

	it('keeps the turn of an execution that asks for more', () => {
		const queue = new FairQueue<Job>();
		const [a, b] = [execution(), execution()];
		fill(queue, a, 'a1');
		fill(queue, b, 'b1');
		fill(queue, a, 'a2');
		expect(pickAll(queue)).toBe('a1 b1 a2');
	});

	it('puts a request that comes back behind all when those after it are gone', () => {
		const queue = new FairQueue<Job>();
		const owner = execution();
		fill(queue, owner, 'a b c');
		const [, , c] = [queue.pick(false), queue.pick(false), queue.pick(false)!];
		queue.push(job(owner, 'd'), false);
		queue.push(c, true);
		expect(pickAll(queue)).toBe('c d');
		fill(queue, owner, 'e f');
		const [e, f] = [queue.pick(false)!, queue.pick(false)!];
		queue.push(e, true);
		queue.push(f, true);
		expect(pickAll(queue)).toBe('e f');
	});
});
