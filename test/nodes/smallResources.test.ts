import type { INodeParameters } from 'n8n-workflow';

import { readBinary, storeBinary } from '../support/binaryMode';
import { itemsOf, jsonOf, locator, runNode } from '../support/runNode';
import { seedContact } from '../support/lexware/resources/contacts';
import { categories } from '../support/lexware/resources/postingCategories';
import { seedRecurringTemplate } from '../support/lexware/resources/recurringTemplates';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const call = (
	key: string,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
) => ({ url: lexware.url, key, resource, operation, parameters });

describe('lists that the API hands out whole', () => {
	const all = async (resource: string) =>
		(await itemsOf(call('lists', resource, 'getAll', { returnAll: true }))).map(({ json }) => json);

	it('gives the countries', async () => {
		expect(await all('country')).toContainEqual(
			expect.objectContaining({ countryCode: 'DE', taxClassification: 'de' }),
		);
		expect(await itemsOf(call('lists', 'country', 'getAll', { limit: 3 }))).toHaveLength(3);
	});

	it('gives the payment conditions', async () => {
		expect(await all('paymentCondition')).toEqual(
			JSON.parse(JSON.stringify(lexware.account('lists').paymentConditions)),
		);
	});

	it('gives the posting categories', async () => {
		expect(await all('postingCategory')).toEqual(categories);
	});

	it('gives the print layouts', async () => {
		expect(await all('printLayout')).toEqual(lexware.account('lists').printLayouts);
	});
});

describe('payment', () => {
	const invoice = async (finalize: boolean) => {
		const { id } = await jsonOf(
			call('payment', 'invoice', 'create', {
				finalize,
				recipient: 'address',
				address: { entry: { name: 'Müller', countryCode: 'DE' } },
				lineItems: {
					entry: [{ type: 'custom', name: 'Rat', quantity: 1, unitName: 'Std', unitPrice: 100 }],
				},
			}),
		);
		return String(id);
	};

	it('tells what is open on an invoice', async () => {
		const voucherId = await invoice(true);
		const payments = call('payment', 'payment', 'get', { voucherId: locator(voucherId) });
		expect(await jsonOf(payments)).toMatchObject({
			voucherId,
			hasPaymentData: true,
			openAmount: 119,
			paymentStatus: 'openRevenue',
		});
	});

	it('takes a draft for what it is', async () => {
		const voucherId = await invoice(false);
		const payments = call('payment', 'payment', 'get', { voucherId: locator(voucherId) });
		expect(await jsonOf(payments)).toEqual({ voucherId, hasPaymentData: false });
	});
});

describe('recurringTemplate', () => {
	const seed = (key: string, id: string, nextExecutionDate: string) =>
		seedRecurringTemplate(lexware.account(key), id, nextExecutionDate);
	const [first, second] = [
		'00000001-0000-4000-8000-000000000001',
		'00000001-0000-4000-8000-000000000002',
	] as const;

	it('is listed in the order asked for, and read', async () => {
		seed('template', first, '2026-02-01');
		seed('template', second, '2026-03-01');
		const sort = { entry: { property: 'nextExecutionDate', direction: 'DESC' } };
		const listed = await itemsOf(call('template', 'recurringTemplate', 'getAll', { sort }));
		expect(listed.map(({ json }) => json.id)).toEqual([second, first]);
		const read = await jsonOf(
			call('template', 'recurringTemplate', 'get', { recurringTemplateId: locator(first) }),
		);
		expect(read).toMatchObject({ id: first, executionStatus: 'ACTIVE', totalGrossAmount: 119 });
		expect(read).toEqual(listed[1]?.json);
	});
});

describe('eventSubscription', () => {
	it('is made, listed, read and deleted', async () => {
		lexware.account('events');
		const server = await startLexware({
			quota: { policy: 'none', requests: 1, windowMs: 1 },
			accounts: { events: { checksCallbacks: false } },
		});
		const run = (operation: string, parameters: INodeParameters = {}) => ({
			...call('events', 'eventSubscription', operation, parameters),
			url: server.url,
		});
		const wanted = { eventType: 'invoice.created', callbackUrl: 'https://n8n.example.com/hook' };
		const { id } = await jsonOf(run('create', wanted));
		const listed = await itemsOf(run('getAll'));
		expect(listed.map(({ json }) => json)).toMatchObject([{ subscriptionId: id, ...wanted }]);
		const eventSubscriptionId = locator(id);
		expect(await jsonOf(run('get', { eventSubscriptionId }))).toMatchObject(wanted);
		const { error } = await runNode(run('create', wanted));
		expect(error?.message).toBe('Lexware answered: Event subscription already exists');
		expect(await jsonOf(run('delete', { eventSubscriptionId }))).toEqual({ deleted: true });
		expect(server.account('events').eventSubscriptions.size).toBe(0);
		await server.close();
	});

	it('are checked with one request, until the key that made them is revoked', async () => {
		const server = await startLexware({
			quota: { policy: 'none', requests: 1, windowMs: 1 },
			accountDefaults: { checksCallbacks: false },
		});
		const callbackUrl = 'https://n8n.example.com/webhook/a/webhook';
		const run = (key: string, operation: string, parameters: INodeParameters) => ({
			...call(key, 'eventSubscription', operation, { callbackUrl, ...parameters }),
			url: server.url,
		});
		const eventTypes = ['contact.created', 'invoice.created'];
		for (const eventType of eventTypes) await jsonOf(run('old', 'create', { eventType }));
		server.log.clear();
		expect(await jsonOf(run('old', 'check', { eventTypes }))).toMatchObject({ isComplete: true });
		expect(server.log.lines('old')).toEqual(['GET /v1/event-subscriptions 200']);
		server.rejectKey('old');
		expect(server.account('old').eventSubscriptions.size).toBe(0);
		const { error } = await runNode(run('old', 'check', { eventTypes }));
		expect(error?.message).toContain('does not accept the API key');
		expect(await jsonOf(run('new', 'check', { eventTypes }))).toMatchObject({
			isComplete: false,
			message: 'Not subscribed to 2 of 2 expected events: contact.created, invoice.created',
			missing: eventTypes,
			present: [],
		});
		await server.close();
	});
});

describe('customRequest', () => {
	it('reads with a query, which is encoded', async () => {
		const key = 'custom';
		const body = { version: 0, roles: { customer: {} }, company: { name: 'Müller & Söhne' } };
		seedContact(lexware.account(key), body);
		const queryParameters = { entry: [{ name: 'name', value: 'Müller &amp; Söhne' }] };
		const list = await jsonOf(
			call(key, 'customRequest', 'send', { path: '/contacts', queryParameters }),
		);
		expect(list).toMatchObject({ totalElements: 1, content: [{ company: body.company }] });
	});

	it('writes JSON, with the words of the API when it refuses', async () => {
		const send = (requestBody: string) =>
			call('custom-write', 'customRequest', 'send', {
				method: 'POST',
				path: 'v1/articles',
				requestBody,
			});
		const article = '{"title":"Std","type":"SERVICE","unitName":"h",';
		const made = await jsonOf(
			send(`${article}"price":{"leadingPrice":"NET","netPrice":1,"taxRate":19}}`),
		);
		expect(lexware.account('custom-write').articles.get(String(made.id))?.title).toBe('Std');
		const { error } = await runNode(send(`${article}"price":{}}`));
		expect([error?.message, error?.description].join('\n')).toContain(
			'Lexware answered: price.leadingPrice: ',
		);
	});

	it('sends a file and gets it back', async () => {
		const key = 'custom-file';
		const content = Buffer.from('%PDF-1.7 custom');
		const { id } = await jsonOf({
			...call(key, 'customRequest', 'send', {
				method: 'POST',
				path: '/files',
				bodyType: 'file',
				formFields: { entry: [{ name: 'type', value: 'voucher' }] },
			}),
			binary: { data: await storeBinary(content, 'Beleg.pdf', 'application/pdf') },
		});
		const [item] = await itemsOf(
			call(key, 'customRequest', 'send', { path: `/files/${String(id)}`, responseFormat: 'file' }),
		);
		const file = item?.binary?.data;
		expect(file && (await readBinary(file)).equals(content)).toBe(true);
	});

	it('stays on the host of the account', async () => {
		for (const path of ['https://example.com/x', '//example.com/x', '/../x']) {
			const { error } = await runNode(call('custom-host', 'customRequest', 'send', { path }));
			expect(error?.message).toMatch(/^'Path' is /);
		}
		expect(lexware.log.arrivals('custom-host')).toHaveLength(0);
	});

	it('says in a manual run that a deletion is for good', async () => {
		const key = 'custom-delete';
		const { id } = await jsonOf(
			call(key, 'article', 'create', { title: 'Std', type: 'SERVICE', netPrice: 1 }),
		);
		const { hints } = await runNode(
			call(key, 'customRequest', 'send', { method: 'DELETE', path: `/articles/${String(id)}` }),
		);
		expect(hints.map(({ message }) => message)).toEqual([
			'1 record was deleted and cannot be undone',
		]);
	});
});
