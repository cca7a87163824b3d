import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/LexwareOffice/resources';
import { optionsFor, takesKey } from '../../nodes/LexwareOffice/operation/runOptions';
import { article, contact, documents, invoice, voucher, type Creation } from '../support/creations';
import { provideStore, type DeduplicationStore } from '../support/deduplication';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { jsonOf, runNode, type Run } from '../support/runNode';

let lexware: LexwareServer;
let store: DeduplicationStore;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const orderNumber = 'order 4711';

function creationOf(key: string, creation: Creation, more: INodeParameters = {}): Run {
	const { resource, parameters } = creation;
	const options = { idempotencyKey: orderNumber };
	const url = lexware.url;
	return {
		url,
		key,
		resource,
		operation: 'create',
		parameters: { ...parameters, options, ...more },
	};
}

const written = (key: string) => lexware.log.executedWrites(key).length;

describe('without n8n’s store', () => {
	it('nothing is sent, and the item says why', async () => {
		const { error } = await runNode(creationOf('no-store', invoice));
		expect(error?.message).toContain("'Options → Idempotency Key' could not be checked");
		expect(error?.description).toContain('Nothing was sent.');
		expect(lexware.log.arrivals('no-store')).toEqual([]);
	});
});

describe('an item with an idempotency key', () => {
	beforeAll(async () => {
		store = await provideStore();
	});

	it.each([...documents, voucher, article, contact])(
		'is not created again by a later execution, which gives its id: $resource',
		async (creation) => {
			const key = `again-${creation.resource}`;
			const first = await jsonOf(creationOf(key, creation));
			expect(first.alreadyCreated).toBeUndefined();
			const again = await jsonOf(creationOf(key, creation));
			expect(again).toMatchObject({
				id: first.id,
				resourceUri: first.resourceUri,
				version: first.version,
				alreadyCreated: true,
			});
			expect(written(key)).toBe(1);
		},
	);

	it('says that it is there without an id when several records have its content', async () => {
		const key = 'several';
		await jsonOf(creationOf(key, invoice, { options: {} }));
		await jsonOf(creationOf(key, invoice));
		expect(await jsonOf(creationOf(key, invoice))).toEqual({ alreadyCreated: true });
		expect(written(key)).toBe(2);
	});

	it('is created twice in the books of two accounts, and as two kinds of record', async () => {
		await jsonOf(creationOf('account-1', invoice));
		await jsonOf(creationOf('account-2', invoice));
		await jsonOf(creationOf('account-2', article));
		expect([written('account-1'), written('account-2')]).toEqual([1, 2]);
	});

	it('is created once when two items of one execution have the same key', async () => {
		const key = 'twice-in-one';
		const { items, error } = await runNode({ ...creationOf(key, invoice), items: [{}, {}] });
		expect(error).toBeUndefined();
		expect(items[0]?.json.alreadyCreated).toBeUndefined();
		expect(items[1]?.json).toMatchObject({ id: items[0]?.json.id, alreadyCreated: true });
		expect(written(key)).toBe(1);
	});

	it('is free again after its creation was refused', async () => {
		const key = 'refused';
		lexware.faults.add({ key, method: 'POST', fault: 'conflict' });
		expect((await runNode(creationOf(key, invoice))).error).toBeDefined();
		expect(await jsonOf(creationOf(key, invoice))).not.toHaveProperty('alreadyCreated');
		expect(written(key)).toBe(1);
	});

	it('is not created by a later execution when it is unknown whether an earlier one did', async () => {
		const key = 'unknown';
		lexware.faults.add({ key, method: 'POST', fault: { kind: 'reset', after: true } });
		const stop = { options: { idempotencyKey: orderNumber, onUnknownOutcome: 'stop' } };
		const { error } = await runNode(creationOf(key, invoice, stop));
		expect(error?.message).toContain('It is unknown whether');
		const [id] = lexware.account(key).documents.keys();
		expect(await jsonOf(creationOf(key, invoice))).toMatchObject({ id, alreadyCreated: true });
		expect(written(key)).toBe(1);
	});

	it('is created once when Retry On Fail comes back to it', async () => {
		const key = 'retried';
		lexware.faults.add({ key, method: 'POST', nth: 2, fault: 'conflict' });
		const { items, error } = await runNode({
			...creationOf(key, invoice, { options: { idempotencyKey: '={{ $json.order }}' } }),
			items: [{ order: 1 }, { order: 2 }, { order: 3 }],
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.alreadyCreated)).toEqual(Array(3).fill(undefined));
		expect(written(key)).toBe(3);
	});

	it('says when its key could not be freed after a refusal', async () => {
		const key = 'kept';
		lexware.faults.add({ key, method: 'POST', fault: 'conflict' });
		const remove = jest.spyOn(store, 'removeProcessed').mockRejectedValue(new Error('down'));
		const { error } = await runNode(creationOf(key, invoice));
		remove.mockRestore();
		expect(error?.description).toContain('give the item another key before it runs again');
	});

	it('stops before anything is sent when the key came out empty', async () => {
		for (const idempotencyKey of ['', '={{ $json.missing }}', '={{ null }}', '  ']) {
			const { error } = await runNode(
				creationOf('empty', invoice, { options: { idempotencyKey } }),
			);
			expect(error?.message).toBe("'Options → Idempotency Key' is empty");
		}
		expect(lexware.log.arrivals('empty')).toEqual([]);
	});

	it('is kept as a hash only', () => {
		expect(store.contents).not.toContain(orderNumber);
	});
});

describe('the table', () => {
	const operations = resources.flatMap(({ operations: all }) => all);

	it('can look for what each of its creates has written', () => {
		const creates = operations.filter(takesKey);
		expect(creates.length).toBeGreaterThan(8);
		expect(creates.filter(({ findWritten }) => !findWritten)).toEqual([]);
	});

	it('has one set of options per operation, whatever the resource', () => {
		const sets = new Map<string, Set<string>>();
		for (const operation of operations) {
			const known = sets.get(operation.value) ?? new Set();
			sets.set(operation.value, known.add(JSON.stringify(optionsFor(operation))));
		}
		for (const set of sets.values()) expect(set.size).toBe(1);
	});
});
