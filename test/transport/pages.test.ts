// Lists that others change while they are read.
import fc from 'fast-check';

import { readPages } from '../../nodes/LexwareOffice/transport/pages';
import type { ApiRequest } from '../../nodes/LexwareOffice/transport/request';
import { answer } from '../resources/requestOf';

const size = 25;
const list: ApiRequest = { method: 'GET', path: '/v1/contacts' };

/** What happens to the rows between two requests. */
interface Change {
	kind: 'add' | 'remove' | 'move';
	/** Where in the list, from 0 to 1, and where to. */
	at: number;
	to: number;
}

/** A list of so many rows, changed before its requests: the first change before the second of them. */
function listOf(count: number, changes: Array<Change | undefined>) {
	const rows = Array.from({ length: count }, (_, n) => `row ${n}`);
	const always = new Set(rows);
	const pages: number[] = [];
	const send = async ({ query }: ApiRequest) => {
		const change = pages.length > 0 ? changes[pages.length - 1] : undefined;
		if (change) apply(change, rows, always);
		const page = Number(query?.page);
		pages.push(page);
		const content = rows.slice(page * size, (page + 1) * size).map((id) => ({ id }));
		const last = (page + 1) * size >= rows.length;
		return answer(200, { content, last, totalElements: rows.length });
	};
	const read = async (limit?: number) => {
		const records = await readPages(send, list, { pageSize: size, limit });
		return records.map(({ id }) => String(id));
	};
	return { read, pages, always };
}

let added = 0;

function apply({ kind, at, to }: Change, rows: string[], always: Set<string>): void {
	const indexOf = (share: number) => Math.floor(share * rows.length);
	if (kind === 'add') {
		rows.splice(indexOf(at), 0, `added ${++added}`);
		return;
	}
	const [row] = rows.splice(indexOf(at), 1);
	if (row === undefined) return;
	if (kind === 'move') rows.splice(indexOf(to), 0, row);
	else always.delete(row);
}

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const changesOf = (...kinds: Array<Change['kind']>) =>
	fc.record({ kind: fc.constantFrom(...kinds), at: share, to: share });
const missing = (always: Set<string>, ids: string[]) =>
	[...always].filter((id) => !ids.includes(id));

describe('a list that changes while it is read', () => {
	it('comes complete and each row once, whatever is added and removed', async () => {
		const change = fc.option(changesOf('add', 'remove'), { nil: undefined });
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 220 }),
				fc.array(change, { maxLength: 40 }),
				async (count, changes) => {
					const { read, always, pages } = listOf(count, changes);
					const ids = await read();
					expect(missing(always, ids)).toEqual([]);
					expect(new Set(ids).size).toBe(ids.length);
					// Two more for every removal, and the list once more at most.
					const removals = changes.filter((one) => one?.kind === 'remove').length;
					expect(pages.length).toBeLessThanOrEqual(2 * (Math.ceil(260 / size) + removals));
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('comes complete when a row moves, wherever from and to', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 26, max: 220 }),
				changesOf('move'),
				fc.nat({ max: 8 }),
				async (count, change, after) => {
					const { read, always } = listOf(count, [...Array<undefined>(after), change]);
					const ids = await read();
					expect(missing(always, ids)).toEqual([]);
					expect(new Set(ids).size).toBe(ids.length);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('fills a limit with the first rows that stayed', async () => {
		const { read, always, pages } = listOf(100, [{ kind: 'remove', at: 0, to: 0 }]);
		const ids = await read(50);
		expect(pages).toEqual([0, 1, 0, 1]);
		expect(ids).toHaveLength(50);
		expect(missing(new Set([...always].slice(0, 49)), ids)).toEqual([]);
	});

	it('costs one request more for a row added before those that were read', async () => {
		const { read, pages } = listOf(100, [{ kind: 'add', at: 0, to: 0 }]);
		expect(await read()).toHaveLength(101);
		expect(pages).toEqual([0, 1, 2, 3, 4, 0]);
	});

	it('costs two requests more for a row removed among them', async () => {
		const { read, pages } = listOf(100, [undefined, { kind: 'remove', at: 0, to: 0 }]);
		expect(await read()).toHaveLength(100);
		expect(pages).toEqual([0, 1, 2, 1, 2, 3]);
	});

	it('costs nothing more when nothing moves', async () => {
		const { read, pages } = listOf(100, [{ kind: 'add', at: 0.999, to: 0 }]);
		expect(await read()).toHaveLength(101);
		expect(pages).toEqual([0, 1, 2, 3, 4]);
	});
});
