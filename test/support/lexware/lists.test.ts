/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createVerify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seedRecurringTemplate } from './resources/recurringTemplates';
import { seedVoucherRows } from './seed';
import { startLexware, type LexwareServer } from './server';
import { testClient, type TestClient } from './testClient';

let lexware: LexwareServer;
let client: TestClient;

beforeEach(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
	client = testClient(lexware.url, 'a');
});

afterEach(async () => await lexware.close());

interface Page {
	content: Array<{ id: string; voucherStatus: string; voucherNumber: string }>;
	totalElements: number;
	totalPages: number;
	last: boolean;
	sort: Array<{ property: string; direction: string }>;
}

const page = async (query: string) => {
	const { data, status } = await client.get(`/voucherlist?${query}`);
	expect(status).toBe(200);
	return data as Page;
};

describe('the voucher list', () => {
	const all = 'voucherType=any&voucherStatus=any';

	it.each<[string, string]>([
		['', 'Missing required request parameters: voucherType, voucherStatus'],
		['voucherType=any', 'Missing required request parameters: voucherStatus'],
		[
			'voucherType=dunning&voucherStatus=any',
			"Invalid value 'dunning' received for request parameter 'voucherType'",
		],
		[
			'voucherType=any&voucherStatus=paymentordered',
			"Invalid value 'paymentordered' received for request parameter 'voucherStatus'",
		],
		[
			'voucherType=any&voucherStatus=open,overdue',
			"Invalid value 'overdue' received for request parameter 'voucherStatus'",
		],
		[`${all}&size=251`, "parameter 'size' must be equal or lower than 250"],
		[`${all}&sort=contactName,ASC`, "parameter 'sort' is invalid"],
		[`${all}&sort=voucherDate,UP`, "parameter 'sort' is invalid"],
		[
			`${all}&voucherDateFrom=15.01.2026`,
			"Invalid value '15.01.2026' received for request parameter 'voucherDateFrom'",
		],
		[`${all}&archived=no`, "Invalid value 'no' received for request parameter 'archived'"],
	])('refuses %p', async (query, message) => {
		const { status, data } = await client.get(`/voucherlist?${query}`);
		expect(status).toBe(400);
		expect(data).toMatchObject({ status: 400, message });
	});

	it('pages through many rows without losing one, up to the window', async () => {
		seedVoucherRows(lexware.account('a'), 25_000);
		const ids = new Set<string>();
		for (let number = 0; number < 40; number++) {
			const { content, last, totalElements } = await page(
				`${all}&size=250&page=${number}&sort=createdDate,ASC`,
			);
			for (const { id } of content) ids.add(id);
			expect(totalElements).toBe(10_000);
			expect(last).toBe(number === 39);
		}
		expect(ids.size).toBe(10_000);
		const beyond = await client.get(`/voucherlist?${all}&size=250&page=40`);
		expect(beyond.status).toBe(400);
		expect(beyond.data).toMatchObject({ message: 'Maximum search window size exceeded' });
	});

	it('sorts by date, newest first, unless asked otherwise', async () => {
		seedVoucherRows(lexware.account('a'), 100);
		const { sort, content } = await page(`${all}&size=1`);
		expect(sort[0]).toMatchObject({ property: 'voucherDate', direction: 'DESC' });
		expect(Number(content[0]?.voucherNumber.slice(2))).toBeGreaterThan(80);
		const ascending = await page(`${all}&size=1&sort=voucherNumber,ASC`);
		expect(ascending.content[0]?.voucherNumber).toBe('AG00003');
	});

	it.each([
		['voucherType=invoice,creditnote&voucherStatus=any', 60],
		['voucherType=any&voucherStatus=paid', 20],
		['voucherType=any&voucherStatus=open,paidoff', 60],
		[`${all}&voucherNumber=re00001`, 1],
		[`${all}&voucherDateFrom=2024-01-02&voucherDateTo=2024-01-02`, 40],
		[`${all}&createdDateTo=2024-01-01`, 40],
		[`${all}&contactId=00000002-0000-4000-8000-000000000005`, 1],
		[`${all}&contactId=00000002-0000-4000-8000-0000000000ff`, 0],
		[`${all}&archived=true`, 0],
		['voucherType=any&voucherStatus=blank', 0],
	])('%s finds %d of 100 rows', async (query, found) => {
		seedVoucherRows(lexware.account('a'), 100);
		expect((await page(query)).totalElements).toBe(found);
	});

	it('shows open rows past their due date as overdue', async () => {
		const body = {
			voucherDate: '2026-01-15T00:00:00.000Z',
			address: { name: 'Muster AG', countryCode: 'DE' },
			lineItems: [{ type: 'text', name: 'Nur Text' }],
			totalPrice: { currency: 'EUR' },
			taxConditions: { taxType: 'net' },
			shippingConditions: { shippingType: 'none' },
		};
		for (const voucherDate of ['2020-01-01T00:00:00.000Z', '2090-01-01T00:00:00.000Z']) {
			await client.post('/invoices?finalize=true', { ...body, voucherDate });
		}
		const statusesFor = async (status: string) => {
			const { content } = await page(`voucherType=invoice&voucherStatus=${status}`);
			return content.map(({ voucherStatus }) => voucherStatus);
		};
		expect(await statusesFor('open')).toEqual(['open', 'overdue']);
		expect(await statusesFor('overdue')).toEqual(['overdue']);
	});
});

describe('articles', () => {
	const article = {
		title: 'Stunde',
		type: 'SERVICE',
		unitName: 'Std',
		price: { leadingPrice: 'NET', netPrice: 80, taxRate: 19 },
	};

	const create = async (change: object = {}) => {
		const { data, status } = await client.post('/articles', { ...article, ...change });
		expect(status).toBe(201);
		return data as { id: string; version: number };
	};

	it('know both prices and keep empty members as null', async () => {
		const { id, version } = await create();
		expect(version).toBe(0);
		expect((await client.get(`/articles/${id}`)).data).toMatchObject({
			price: { netPrice: 80, grossPrice: 95.2 },
			gtin: null,
			note: null,
		});
	});

	it.each<[string, object, number, string | undefined]>([
		['type: service', { type: 'service' }, 400, undefined],
		['no unit', { unitName: undefined }, 406, 'NOTNULL'],
		['an empty title', { title: ' ' }, 406, 'NOTBLANK'],
		['a wrong check digit', { gtin: '40123456' }, 406, 'VALIDGTIN'],
		['no net price', { price: { leadingPrice: 'NET', grossPrice: 1, taxRate: 7 } }, 406, 'NOTNULL'],
		['16 %', { price: { ...article.price, taxRate: 16 } }, 406, 'INVALID'],
	])('refuse %s', async (_name, change, status, violation) => {
		const answer = await client.post('/articles', { ...article, ...change });
		const { details } = answer.data as { details?: Array<{ violation: string }> };
		expect([answer.status, details?.[0]?.violation]).toEqual([status, violation]);
	});

	it('accept GTINs of every length', async () => {
		for (const gtin of ['40123455', '4006381333931', '036000291452', '14006381333938']) {
			await create({ gtin });
		}
	});

	it('have numbers of their own', async () => {
		await create({ articleNumber: 'A-1' });
		const { data } = await client.post('/articles', { ...article, articleNumber: 'A-1' });
		expect(data).toMatchObject({
			details: [{ field: 'materialNumber', violation: 'MATERIAL_NUMBER_ALREADY_EXISTS' }],
		});
	});

	it('refuse a stale version with 409', async () => {
		const { id } = await create();
		expect((await client.put(`/articles/${id}`, article)).status).toBe(406);
		expect((await client.put(`/articles/${id}`, { ...article, version: 0 })).status).toBe(200);
		expect((await client.put(`/articles/${id}`, { ...article, version: 0 })).status).toBe(409);
	});

	it('are gone after deletion', async () => {
		const { id } = await create();
		expect((await client.remove(`/articles/${id}`)).status).toBe(204);
		expect((await client.remove(`/articles/${id}`)).status).toBe(404);
	});

	it('are deleted even when an empty body claims to be JSON', async () => {
		const { id } = await create();
		const answer = await fetch(`${lexware.url}/v1/articles/${id}`, {
			method: 'DELETE',
			headers: { authorization: 'Bearer a', 'content-type': 'application/json' },
		});
		expect(answer.status).toBe(204);
	});

	it('refuse pages below 25', async () => {
		expect((await client.get('/articles?size=24')).status).toBe(406);
		expect((await client.get('/articles?size=25')).status).toBe(200);
	});
});

describe('recurring templates', () => {
	it('are listed without the tax of their total, sorted by a date of their settings', async () => {
		seedRecurringTemplate(lexware.account('a'), 'a', '2026-03-01');
		seedRecurringTemplate(lexware.account('a'), 'b', '2026-02-01');
		const { data } = await client.get('/recurring-templates?size=1&sort=nextExecutionDate,ASC');
		expect(data).toMatchObject({
			totalPages: 2,
			content: [{ id: 'b', address: { name: 'Berta AG' } }],
		});
		const { content } = data as { content: Array<{ totalPrice: object }> };
		expect(content[0]?.totalPrice).not.toHaveProperty('totalTaxAmount');
		expect((await client.get('/recurring-templates/a')).data).toMatchObject({
			totalPrice: { totalTaxAmount: 19 },
		});
	});
});

describe('lists without pages', () => {
	it.each(['countries', 'payment-conditions', 'posting-categories', 'print-layouts'])(
		'%s is an array',
		async (path) => {
			const { data } = await client.get(`/${path}`);
			expect(Array.isArray(data) && data.length > 0).toBe(true);
		},
	);

	it('countries contain extension codes', async () => {
		const { data } = await client.get('/countries');
		expect(data).toContainEqual(
			expect.objectContaining({ countryCode: 'ES_CN', taxClassification: 'thirdPartyCountry' }),
		);
	});
});

describe('event subscriptions', () => {
	let receiver: Server;
	let callbackUrl: string;
	let status: number;
	const methods: string[] = [];
	let received: { body: string; signature: string };

	beforeEach(async () => {
		status = 200;
		methods.length = 0;
		receiver = createServer((request, response) => {
			methods.push(request.method ?? '');
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				received = {
					body: Buffer.concat(chunks).toString(),
					signature: String(request.headers['x-lxo-signature']),
				};
				response.writeHead(status).end();
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});

	afterEach(() => {
		receiver.closeAllConnections();
		receiver.close();
	});

	it('are made after a HEAD request, read under another name, and deleted', async () => {
		const made = await client.post('/event-subscriptions', {
			eventType: 'invoice.status.changed',
			callbackUrl,
		});
		expect(made.status).toBe(201);
		expect(methods).toEqual(['HEAD']);
		const { id } = made.data as { id: string };
		const { data } = await client.get('/event-subscriptions');
		expect(data).toEqual({
			content: [expect.objectContaining({ subscriptionId: id, callbackUrl }) as object],
		});
		expect((await client.remove(`/event-subscriptions/${id}`)).status).toBe(204);
		expect((await client.get(`/event-subscriptions/${id}`)).status).toBe(404);
	});

	it('exist once per event and URL', async () => {
		const subscription = { eventType: 'contact.created', callbackUrl };
		expect((await client.post('/event-subscriptions', subscription)).status).toBe(201);
		expect((await client.post('/event-subscriptions', subscription)).status).toBe(409);
	});

	it('bring signed events, until the receiver says it is gone', async () => {
		const body = { eventType: 'contact.changed', callbackUrl };
		expect((await client.post('/event-subscriptions', body)).status).toBe(201);
		expect(await lexware.sendEvent('a', 'contact.created', 'c')).toEqual([]);
		expect(await lexware.sendEvent('a', 'contact.changed', 'c')).toEqual([
			{ callbackUrl, status: 200 },
		]);
		expect(JSON.parse(received.body)).toMatchObject({
			eventType: 'contact.changed',
			resourceId: 'c',
		});
		const verifier = createVerify('sha512').update(received.body);
		expect(verifier.verify(lexware.publicKey, received.signature, 'base64')).toBe(true);
		status = 410;
		await lexware.sendEvent('a', 'contact.changed', 'c');
		expect(lexware.account('a').eventSubscriptions.size).toBe(0);
	});

	it.each<[string, object, number]>([
		['an unknown event', { eventType: 'invoice.*' }, 200],
		['plain HTTP elsewhere', { callbackUrl: 'http://example.org/hook' }, 200],
		['no URL', { callbackUrl: 'hook' }, 200],
		['a receiver that fails', {}, 404],
	])('are refused for %s', async (_name, change, answered) => {
		status = answered;
		const body = { eventType: 'contact.created', callbackUrl, ...change };
		expect((await client.post('/event-subscriptions', body)).status).toBe(406);
	});
});
