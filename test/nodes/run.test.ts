import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { seedContact } from '../support/lexware/resources/contacts';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { fast, locator } from '../support/runNode';
import { runWorkflow } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode, type NodeSettings } from '../support/workflows';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

interface Scene {
	key: string;
	items: IDataObject[];
	parameters: INodeParameters;
	settings?: NodeSettings;
	mode?: WorkflowExecuteMode;
	timezone?: string;
	quota?: { requestsPerWindow: number; windowMs: number };
}

async function run({ key, items, parameters, settings, quota = fast, ...setting }: Scene) {
	const { of, run: whole } = await runWorkflow(oneNode(items, parameters, settings), {
		packages: [thisPackage()],
		credentials: credentialFor(lexware.url, key, quota),
		...setting,
	});
	return { ...of('Lexware Office'), whole };
}

const missingId = '00000000-0000-0000-0000-000000000000';

const seed = (key: string, ...names: string[]) =>
	names.map((name) => {
		const body = { version: 0, roles: { customer: {} }, company: { name } };
		return seedContact(lexware.account(key), body).id;
	});

const getContact: INodeParameters = {
	resource: 'contact',
	operation: 'get',
	contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};
const createContact: INodeParameters = {
	resource: 'contact',
	operation: 'create',
	companyName: '={{ $json.company }}',
};
const createInvoice: INodeParameters = {
	resource: 'invoice',
	operation: 'create',
	recipient: 'address',
	address: { entry: { name: 'Muster AG', countryCode: 'DE' } },
	lineItems: { entry: [{ name: 'Beratung', unitName: 'Std', unitPrice: 80 }] },
};

const namesOf = (key: string) =>
	[...lexware.account(key).contacts.values()].map(({ company }) => company?.name);
const documentsOf = (key: string) =>
	[...lexware.account(key).documents.values()].map(({ record }) => record);

describe('reads', () => {
	it('run ahead of each other, and come out in the order of their items', async () => {
		const key = 'ahead';
		const ids = seed(key, ...Array.from({ length: 12 }, (_, n) => `Kunde ${n}`));
		lexware.setLatency({ oneWay: [150, 400] }, key);
		const items = [...ids].reverse().map((id) => ({ id }));
		const quota = { requestsPerWindow: 20, windowMs: 1000 };
		const { items: outputs } = await run({ key, items, parameters: getContact, quota });
		expect(outputs.map(({ json }) => json.id)).toEqual(items.map(({ id }) => id));
		expect(outputs.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		const arrivals = lexware.log.arrivals(key);
		const [first] = arrivals.map(({ doneAt = 0 }) => doneAt).sort((one, other) => one - other);
		expect(arrivals.filter(({ at }) => at < (first ?? 0)).length).toBeGreaterThan(3);
	});

	it('of lists give every row the item it was asked for by', async () => {
		const key = 'paired-lists';
		seed(key, 'Anna AG', 'Anna GmbH', 'Berta AG');
		const { items: outputs } = await run({
			key,
			items: [{ name: 'Berta' }, { name: 'Anna' }, { name: 'Cäsar' }],
			parameters: {
				resource: 'contact',
				operation: 'getAll',
				filters: { name: '={{ $json.name }}' },
			},
		});
		expect(outputs.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Berta AG', { item: 0 }],
			['Anna AG', { item: 1 }],
			['Anna GmbH', { item: 1 }],
		]);
	});
});

describe('writes', () => {
	it('go one after another, in the order of their items', async () => {
		const key = 'writes';
		lexware.setLatency({ oneWay: [1, 15] }, key);
		const items = ['D', 'C', 'B', 'A', 'E'].map((company) => ({ company }));
		await run({ key, items, parameters: createContact });
		expect(namesOf(key)).toEqual(['D', 'C', 'B', 'A', 'E']);
		expect(lexware.log.maxConcurrentWrites(key)).toBe(1);
	});

	it('end at the first that is refused, with what came of those before', async () => {
		const key = 'refused';
		lexware.faults.add({ key, nth: 2, fault: 'paymentRequired' });
		const items = ['A', 'B', 'C'].map((company) => ({ company }));
		const { error, items: outputs } = await run({ key, items, parameters: createContact });
		expect(error?.message).toBe('The Lexware Office contract does not cover this request');
		expect(error?.description).toContain('1 item is done, of 3.');
		expect(error?.context.itemIndex).toBe(1);
		expect(outputs).toEqual([]);
		expect(namesOf(key)).toEqual(['A']);
	});
});

describe('a node that continues on fail', () => {
	const items = (good: string) => [{ id: good }, { id: 'x' }, { id: missingId }, { id: good }];
	const messages = [
		expect.stringMatching(/^'Contact' is 'x', which is not an ID/),
		`Contact ${missingId} was not found`,
	];

	it('keeps the place of what failed, in one output', async () => {
		const key = 'regular-output';
		const [id = ''] = seed(key, 'Anna AG');
		const { items: outputs, error } = await run({
			key,
			items: items(id),
			parameters: getContact,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(outputs.map(({ json }) => json.name ?? json.error)).toEqual([
			'Anna AG',
			...messages,
			'Anna AG',
		]);
		expect(outputs.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
			{ item: 3 },
		]);
	});

	it('gives what failed to the error output, each with its item', async () => {
		const key = 'error-output';
		const [id = ''] = seed(key, 'Anna AG');
		const outcome = await run({
			key,
			items: items(id),
			parameters: getContact,
			settings: { onError: 'continueErrorOutput' },
		});
		expect(outcome.items.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Anna AG', { item: 0 }],
			['Anna AG', { item: 3 }],
		]);
		expect(outcome.errorItems.map(({ json }) => json.error)).toEqual(messages);
		expect(outcome.errorItems.map(({ pairedItem }) => pairedItem)).toMatchObject([
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('writes the items behind one that was refused', async () => {
		const key = 'go-on';
		lexware.faults.add({ key, nth: 2, fault: 'forbidden' });
		const { items: outputs } = await run({
			key,
			items: ['A', 'B', 'C'].map((company) => ({ company })),
			parameters: createContact,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(namesOf(key)).toEqual(['A', 'C']);
		expect(outputs.map(({ json }) => json.error)).toEqual([
			undefined,
			'The API key may not do this',
			undefined,
		]);
	});
});

describe('a run', () => {
	it.each<[string, INodeParameters, IDataObject, string]>([
		['contacts', createContact, { company: '' }, "'Company Name' is empty"],
		[
			'invoices',
			{ ...createInvoice, voucherDate: '={{ $json.day }}' },
			{ day: '2026-02-30' },
			"'Voucher Date' is '2026-02-30', which is not a date; write it as 2026-11-24 or 24.11.2026",
		],
	])(
		'writes none of its %s when the last item has bad input',
		async (what, parameters, last, message) => {
			const key = `unsent-${what}`;
			const good = { company: 'A', day: '2026-02-28' };
			const { error } = await run({ key, items: [good, good, last], parameters });
			expect(error?.message).toBe(message);
			expect(error?.description).toContain('Nothing was sent.');
			expect(error?.context.itemIndex).toBe(2);
			expect(lexware.log.arrivals(key)).toEqual([]);
		},
	);

	it('names everything that is wrong with an item at once', async () => {
		const key = 'all-findings';
		const { error } = await run({
			key,
			items: [{}],
			parameters: {
				...createInvoice,
				voucherDate: 'soon',
				address: { entry: { countryCode: 'DE' } },
				lineItems: { entry: [{ name: 'x', unitName: 'Std', unitPrice: '1.234,56' }] },
			},
		});
		expect([error?.message, ...(error?.description ?? '').split('\n')]).toEqual([
			expect.stringMatching(/^'Address → Name' is empty/),
			expect.stringMatching(/^'Voucher Date' is 'soon'/),
			expect.stringMatching(/^'Line Items 1 → Unit Price' is '1\.234,56', which is not a number/),
			'Nothing was sent.',
		]);
	});

	it('reads a day as Berlin does, in an n8n that is set to New York', async () => {
		const key = 'new-york';
		const days = ['2026-11-24', '2026-11-24T20:00:00', '24.11.2026', '2026-12-31T23:30:00Z'];
		await run({
			key,
			items: [...days.map((day) => ({ day })), { evening: '2026-11-24T20:00:00' }],
			parameters: {
				...createInvoice,
				// As an instant of New York: the next day in Berlin.
				voucherDate: '={{ $json.day ?? DateTime.fromISO($json.evening) }}',
			},
			timezone: 'America/New_York',
		});
		expect(documentsOf(key).map(({ voucherDate }) => voucherDate)).toEqual([
			'2026-11-24T00:00:00.000+01:00',
			'2026-11-24T00:00:00.000+01:00',
			'2026-11-24T00:00:00.000+01:00',
			'2027-01-01T00:00:00.000+01:00',
			'2026-11-25T00:00:00.000+01:00',
		]);
	});

	it.each<WorkflowExecuteMode>(['manual', 'trigger'])(
		'says in manual mode only what cannot be undone: %s',
		async (mode) => {
			const { hints } = await run({
				key: `hints-${mode}`,
				items: [{}, {}],
				parameters: { ...createInvoice, finalize: true },
				mode,
			});
			expect(documentsOf(`hints-${mode}`).map(({ voucherStatus }) => voucherStatus)).toEqual([
				'open',
				'open',
			]);
			expect(hints.map(({ message }) => message)).toEqual(
				mode === 'manual' ? ['2 documents were issued and cannot be undone'] : [],
			);
		},
	);

	it('without items does nothing', async () => {
		const { error } = await run({ key: 'none', items: [], parameters: getContact });
		expect(error).toBeUndefined();
		expect(lexware.log.arrivals('none')).toEqual([]);
	});

	it('shows no item of another as its own: each gets what its own expression gave', async () => {
		const key = 'expressions';
		const ids = seed(key, 'A', 'B', 'C');
		const { items: outputs } = await run({
			key,
			items: ids.map((id, at) => ({ id, note: `note ${at}` })),
			parameters: {
				...getContact,
				operation: 'update',
				updateFields: { note: '={{ $json.note }}' },
			},
		});
		expect(outputs.map(({ json }) => json.id)).toEqual(ids);
		expect([...lexware.account(key).contacts.values()].map(({ note }) => note)).toEqual([
			'note 0',
			'note 1',
			'note 2',
		]);
	});
});

describe('a document', () => {
	const json = {
		address: { name: 'Muster AG', countryCode: 'DE' },
		voucherDate: '2026-01-15',
		lineItems: [
			{
				type: 'custom',
				name: 'Beratung',
				quantity: 1,
				unitName: 'Std',
				unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
			},
		],
		taxConditions: { taxType: 'net' },
		totalPrice: { currency: 'EUR' },
		shippingConditions: { shippingType: 'none' },
	};
	const jsonBody = (more: object) => ({
		resource: 'invoice',
		operation: 'create',
		inputMode: 'json',
		jsonBody: JSON.stringify({ ...json, ...more }),
	});

	it.each<[string, INodeParameters]>([
		['by default', createInvoice],
		['with JSON', jsonBody({})],
		['with JSON that says otherwise', jsonBody({ finalize: true, voucherStatus: 'open' })],
	])('is a draft %s', async (what, parameters) => {
		const key = `draft ${what}`.replace(/ /g, '-');
		const { error, hints } = await run({ key, items: [{ finalize: true }], parameters });
		expect(error).toBeUndefined();
		expect(documentsOf(key).map(({ voucherStatus }) => voucherStatus)).toEqual(['draft']);
		expect(lexware.log.arrivals(key).map(({ query }) => query)).toEqual([{}]);
		expect(hints).toEqual([]);
	});

	it.each([
		['an expression', '={{ $json.finalize }}'],
		['an expression that is always true', '={{ true }}'],
		// n8n keeps this one an expression even where none is allowed.
		['an AI agent', "={{ $fromAI('finalize', '', 'boolean') }}"],
		[
			'an AI agent, as the editor writes it',
			"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Finalize', ``, 'boolean') }}",
		],
	])('is not issued by %s', async (what, finalize) => {
		const key = `issue ${what}`.replace(/[ ,]/g, '-');
		const { error } = await run({
			key,
			items: [{ finalize: true }],
			parameters: { ...createInvoice, finalize },
		});
		expect(error?.message).toBe(
			"'Finalize' is an expression, and has to be set in the node itself",
		);
		expect(lexware.log.arrivals(key)).toEqual([]);
	});

	it('is not deleted by an expression that chooses the operation', async () => {
		const key = 'chosen';
		const { error } = await run({
			key,
			items: [{ operation: 'delete' }],
			parameters: {
				resource: 'article',
				operation: "={{ $fromAI('operation') }}",
				articleId: locator(missingId),
				// What n8n itself asks for while it does not know the operation.
				title: 'x',
				articleNumber: 'x',
			},
		});
		expect(error?.message).toContain('has no operation');
		expect(lexware.log.arrivals(key)).toEqual([]);
	});
});

describe('a write with an answer that cannot be read', () => {
	it('is not repeated, and says that nobody knows', async () => {
		const key = 'unreadable';
		lexware.faults.add({ key, method: 'POST', fault: 'brokenJson' });
		const { error } = await run({ key, items: [{ company: 'A' }], parameters: createContact });
		expect(error?.message).toMatch(
			/^It is unknown whether Lexware Office carried this out: status 200/,
		);
		expect(error?.description).toContain('Look in Lexware Office');
		expect(namesOf(key)).toEqual(['A']);
		expect(lexware.log.arrivals(key).filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('keeps its sentence when the connection broke, where n8n would advise to retry', async () => {
		const key = 'reset';
		lexware.faults.add({ key, method: 'POST', fault: { kind: 'reset', after: true } });
		const { error } = await run({ key, items: [{ company: 'A' }], parameters: createContact });
		expect(error?.message).toBe(
			'It is unknown whether Lexware Office carried this out: ECONNRESET',
		);
		expect(lexware.log.executedWrites(key)).toHaveLength(1);
	});
});
