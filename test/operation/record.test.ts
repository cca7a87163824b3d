import {
	memberAt,
	mergeRecord,
	omitEmpty,
	pickMembers,
} from '../../nodes/LexwareOffice/operation/record';

describe('a new record', () => {
	it.each([
		['empty texts, null and absent members', { a: '', b: null, c: undefined, d: 1 }, { d: 1 }],
		['objects that became empty', { a: { b: { c: '' } }, d: 1 }, { d: 1 }],
		['members of inner objects', { a: { b: '', c: 1 } }, { a: { c: 1 } }],
	])('goes without %s', (_, record, kept) => {
		expect(omitEmpty(record)).toEqual(kept);
	});

	it.each([
		['an object that was given empty', { roles: { customer: {} } }],
		['zero, false and empty lists', { a: 0, b: false, c: [] }],
		['what is in a list', { a: [{ b: '' }, null] }],
		['a text of blanks', { a: ' ' }],
	])('keeps %s', (_, record) => {
		expect(omitEmpty(record)).toEqual(record);
	});
});

describe('changes laid over a record', () => {
	const record = {
		id: '1',
		version: 3,
		roles: { customer: { number: 10001 } },
		company: { name: 'Berta AG', taxNumber: '12/345', contactPersons: [{ lastName: 'Alt' }] },
		note: 'old',
	};

	it.each([
		['nothing', {}, {}],
		['an absent member', { note: undefined }, {}],
		['a text', { note: 'new' }, { note: 'new' }],
		[
			'a member of an inner object',
			{ company: { name: 'Cäsar AG' } },
			{ company: { ...record.company, name: 'Cäsar AG' } },
		],
		[
			'an empty object, as a role is given',
			{ roles: { customer: {}, vendor: {} } },
			{ roles: { customer: { number: 10001 }, vendor: {} } },
		],
		[
			'a list, which replaces the whole list',
			{ company: { contactPersons: [{ lastName: 'Neu' }] } },
			{ company: { ...record.company, contactPersons: [{ lastName: 'Neu' }] } },
		],
		[
			'an object where there was none',
			{ person: { lastName: 'X' } },
			{ person: { lastName: 'X' } },
		],
		['an object in place of a text', { note: { a: 1 } }, { note: { a: 1 } }],
		['a text in place of an object', { company: 'Berta' }, { company: 'Berta' }],
		['zero and false', { version: 0, archived: false }, { version: 0, archived: false }],
	])('(%s) keep what they do not mention', (_, changes, changed) => {
		expect(mergeRecord(record, changes)).toEqual({ ...record, ...changed });
	});

	it.each([[''], [null]])('empty a member with %j', (empty) => {
		const merged = mergeRecord(record, { note: empty, company: { taxNumber: empty } });
		expect(merged).not.toHaveProperty('note');
		expect(merged.company).toEqual({ name: 'Berta AG', contactPersons: [{ lastName: 'Alt' }] });
	});

	it('leave both originals as they were', () => {
		const before = structuredClone(record);
		const changes = { company: { name: 'Cäsar AG' } };
		mergeRecord(record, changes);
		expect(record).toEqual(before);
		expect(changes).toEqual({ company: { name: 'Cäsar AG' } });
	});

	it('touch no prototype', () => {
		const merged = mergeRecord({}, JSON.parse('{"__proto__": {"polluted": true}, "note": "x"}'));
		expect({}).not.toHaveProperty('polluted');
		expect(Object.entries(merged)).toContainEqual(['note', 'x']);
	});
});

describe('members of a record', () => {
	const record = { a: { b: [{ c: 0 }, { c: 'x' }] }, n: null, empty: '' };

	it.each([
		['a.b.0.c', 0],
		['a.b.1.c', 'x'],
		['n', null],
		['a.b.2.c', undefined],
		['a.x.y', undefined],
		['n.x', undefined],
		['empty.x', undefined],
	])('are found at %s', (dottedPath, value) => {
		expect(memberAt(record, dottedPath)).toBe(value);
	});

	it('are picked in the given order; what is missing is null, so that all items have one shape', () => {
		const picked = pickMembers(record, { x: 'a.b.1.c', zero: 'a.b.0.c', none: 'a.x', n: 'n' });
		expect(Object.entries(picked)).toEqual([
			['x', 'x'],
			['zero', 0],
			['none', null],
			['n', null],
		]);
	});

	it('are picked from the first place that has one', () => {
		expect(pickMembers(record, { x: ['none', 'n', 'a.b.1.c', 'a.b.0.c'] })).toEqual({ x: 'x' });
	});
});
