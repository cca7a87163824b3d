// Every operation of the table, carried out once in the real engine: what arrives at the API, and what comes back.
import { resources } from '../../nodes/LexwareOffice/resources';
import { readBinary } from '../support/binaryMode';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { testClient } from '../support/lexware/testClient';
import { rows } from '../support/operationRows';
import type { Course, Row } from '../support/operationRows/row';
import { itemsOf } from '../support/runNode';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		accountDefaults: { checksCallbacks: false },
	});
});

afterAll(async () => {
	await lexware.close();
});

const operations = resources.flatMap(({ value, operations: own }) =>
	own.map((operation) => `${value}.${operation.value}`),
);

/** The one operation that sends nothing. */
const silent = 'quota.getStatus';

const isWrite = (line: string) => !line.startsWith('GET ');

/** A row could otherwise pass by asking for nothing. */
function checkRow(name: string, arrives: string[], { gives, leaves }: Course): void {
	expect(arrives.length > 0).toBe(name !== silent);
	expect(gives).not.toHaveLength(0);
	for (const members of gives) {
		expect(Object.keys(members)).not.toHaveLength(0);
		expect(Object.values(members)).not.toContain(undefined);
	}
	expect(leaves !== undefined).toBe(arrives.some(isWrite));
	if (leaves) expect(Object.keys(leaves.like)).not.toHaveLength(0);
}

async function carryOut(name: string, row: Row) {
	const [resource = '', operation = ''] = name.split('.');
	const account = lexware.account(name);
	const course = await row({ account, api: testClient(lexware.url, name) });
	const before = lexware.log.lines(name).length;
	const { parameters, binary } = course;
	const run = { url: lexware.url, key: name, resource, operation, parameters, binary };
	const items = await itemsOf(run);
	return { course, items, arrived: lexware.log.lines(name).slice(before) };
}

describe('the real engine', () => {
	it('has a row for every operation, and for no other', () => {
		expect(Object.keys(rows).sort()).toEqual([...operations].sort());
	});

	it.each(Object.entries(rows))('carries out %s', async (name, row) => {
		const { course, items, arrived } = await carryOut(name, row);
		const [first] = items;
		const { arrives, gives, leaves, file } = course;
		const expected = typeof arrives === 'function' ? arrives(first?.json ?? {}) : arrives;
		checkRow(name, expected, course);
		expect(arrived).toEqual(expected);
		expect(items.map(({ json }) => json)).toMatchObject(gives);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
		if (leaves) expect(leaves.find(first?.json ?? {})).toMatchObject(leaves.like);
		expect(first?.binary !== undefined).toBe(file !== undefined);
		if (!file || !first?.binary?.data) return;
		const { fileName, mimeType, start } = file;
		expect(first.binary.data).toMatchObject({ fileName, mimeType });
		const content = await readBinary(first.binary.data);
		expect(content.subarray(0, start.length).toString()).toBe(start);
	});
});
