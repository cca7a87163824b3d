import axios from 'axios';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { seedContact } from '../support/lexware/resources/contacts';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { testClient } from '../support/lexware/testClient';
import { fast } from '../support/runNode';
import { TriggerHost } from '../support/triggerHost';
import { credentialFor } from '../support/workflows';

let lexware: LexwareServer;
let host: TriggerHost;
let key: string;
let keys = 0;

const eventDate = '2026-11-24T10:15:30.512+01:00';
const events = ['contact.changed', 'contact.deleted', 'invoice.created', 'payment.changed'];
const someId = '6a1d1b9a-7f0c-4a7e-8f0e-2b1f8a5d9c11';

const invoice = {
	voucherDate: '2026-01-15T00:00:00.000+01:00',
	address: { name: 'Muster AG', countryCode: 'DE' },
	lineItems: [
		{
			type: 'custom',
			name: 'Beratung',
			quantity: 1,
			unitName: 'Std',
			unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
		},
	],
	totalPrice: { currency: 'EUR' },
	taxConditions: { taxType: 'net' },
	shippingConditions: { shippingType: 'none' },
};

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => await lexware.close());

beforeEach(() => {
	key = `trigger-${keys++}`;
});

afterEach(async () => await host.close());

/** An active trigger. */
async function activate(options: INodeParameters = {}, settings?: Pick<INode, 'onError'>) {
	const parameters = { events, options: { publicKey: lexware.publicKey, ...options } };
	const credentials = credentialFor(lexware.url, key, fast);
	host = await TriggerHost.open({ name: key, parameters, credentials, settings });
	await host.activate();
}

async function send(eventType: string, resourceId: string, date = eventDate): Promise<number[]> {
	const delivered = await lexware.sendEvent(key, eventType, resourceId, date);
	return delivered.map(({ status }) => status);
}

function addContact(): string {
	const body = { version: 0, roles: { customer: {} }, company: { name: 'Muster AG' } };
	return seedContact(lexware.account(key), body).id;
}

async function addInvoice(query = '?finalize=true'): Promise<string> {
	const { data } = await testClient(lexware.url, key).post(`/invoices${query}`, invoice);
	return (data as { id: string }).id;
}

/** The one item that came of an event. */
async function itemOf(eventType: string, resourceId: string): Promise<IDataObject> {
	expect(await send(eventType, resourceId)).toEqual([200]);
	const [item, ...others] = await host.items();
	expect(others).toEqual([]);
	return item ?? {};
}

describe('an event', () => {
	it('is taken at once and starts the workflow with what Lexware says of it', async () => {
		await activate();
		lexware.log.clear();
		expect(await itemOf('contact.changed', someId)).toEqual({
			organizationId: lexware.account(key).profile.organizationId,
			eventType: 'contact.changed',
			resourceId: someId,
			eventDate,
			isLate: false,
		});
		expect(lexware.log.arrivals(key)).toEqual([]);
	});

	it('is marked when a later one of the same record came before', async () => {
		await activate();
		await send('contact.changed', someId);
		await send('contact.deleted', someId, '2026-11-24T10:15:30.511+01:00');
		const items = await host.items();
		expect(items.map(({ eventType, isLate }) => [eventType, isLate])).toEqual([
			['contact.changed', false],
			['contact.deleted', true],
		]);
	});

	it('is no longer brought after deactivation', async () => {
		await activate();
		await host.deactivate();
		expect(await send('contact.changed', someId)).toEqual([]);
	});
});

describe('the record of an event', () => {
	it('is added when it is wanted', async () => {
		await activate({ fetchResource: true });
		const id = addContact();
		const { resource } = await itemOf('contact.changed', id);
		expect(resource).toMatchObject({ id, company: { name: 'Muster AG' } });
	});

	it('is the payments of a voucher for an event about payments', async () => {
		await activate({ fetchResource: true });
		const { resource } = await itemOf('payment.changed', await addInvoice());
		expect(resource).toMatchObject({ openAmount: 95.2, paymentStatus: 'openRevenue' });
	});

	it('is null where a voucher has gone back to draft and has no payments', async () => {
		await activate({ fetchResource: true });
		const { resource } = await itemOf('payment.changed', await addInvoice(''));
		expect(resource).toBeNull();
	});

	it('is null where it is gone by now', async () => {
		await activate({ fetchResource: true });
		expect(await itemOf('contact.changed', someId)).toMatchObject({
			resourceId: someId,
			resource: null,
		});
	});

	it('is null, and costs no request, where it was deleted', async () => {
		await activate({ fetchResource: true });
		lexware.log.clear();
		expect(await itemOf('contact.deleted', someId)).toMatchObject({ resource: null });
		expect(lexware.log.arrivals(key)).toEqual([]);
	});

	it('waits for the quota while Lexware has its answer already', async () => {
		await activate({ fetchResource: true });
		const id = addContact();
		lexware.block(key, 3000);
		lexware.log.clear();
		expect(await send('contact.changed', id)).toEqual([200]);
		expect(lexware.log.passed(key)).toEqual([]);
		expect(await host.items()).toMatchObject([{ resource: { id } }]);
	});

	it('is fetched for forty events at once, each once, within the quota', async () => {
		await activate({ fetchResource: true });
		host.trigger.credentials = credentialFor(lexware.url, key, {
			requestsPerWindow: 10,
			windowMs: 100,
		});
		lexware.setQuota({ policy: 'bucket', requests: 10, windowMs: 100 }, key);
		const ids = Array.from({ length: 40 }, addContact);
		const statuses = await Promise.all(ids.map(async (id) => await send('contact.changed', id)));
		expect(new Set(statuses.flat())).toEqual(new Set([200]));
		const fetched = (await host.items()).map(({ resource }) => (resource as IDataObject).id);
		expect(fetched.sort()).toEqual([...ids].sort());
		expect(lexware.log.refused(key)).toEqual([]);
	});

	it.each<[string, 'unavailable' | 'forbidden', string]>([
		['cannot be had during an outage', 'unavailable', 'is not available at the moment'],
		['may not be read with this key', 'forbidden', 'The API key may not do this'],
	])('fails the execution when it %s, which keeps the event', async (_, fault, sentence) => {
		await activate({ fetchResource: true });
		lexware.faults.add({ key, times: 50, fault });
		expect(await send('contact.changed', someId)).toEqual([200]);
		const [execution] = await host.executions();
		expect(execution?.error?.message).toContain(sentence);
		expect(execution?.items).toEqual([]);
	});

	it('lets the workflow go on without it where the node is set to', async () => {
		await activate({ fetchResource: true }, { onError: 'continueRegularOutput' });
		lexware.faults.add({ key, times: 50, fault: 'forbidden' });
		expect(await itemOf('contact.changed', someId)).toEqual({
			error: 'The API key may not do this',
		});
	});
});

describe('a delivery that is not genuine', () => {
	async function deliver(body: string, headers: Record<string, string> = {}): Promise<number> {
		const { status } = await axios.post<unknown>(host.callbackUrl, body, {
			headers: { 'content-type': 'application/json', ...headers },
			validateStatus: () => true,
		});
		return status;
	}

	function bodyOf(change: object = {}): string {
		const { organizationId } = lexware.account(key).profile;
		const event = { organizationId, eventType: 'contact.changed', resourceId: someId, eventDate };
		return JSON.stringify({ ...event, ...change });
	}

	it.each<[string, number, (body: string) => Promise<number>]>([
		['has no signature', 401, async (body) => await deliver(body)],
		[
			'has the signature of another',
			401,
			async (body) => await deliver(body, { 'x-lxo-signature': lexware.signEvent('{}') }),
		],
		[
			'was pretty-printed on the way',
			401,
			async (body) =>
				await deliver(JSON.stringify(JSON.parse(body), null, 2), {
					'x-lxo-signature': lexware.signEvent(body),
				}),
		],
		[
			'is no event, though it is signed',
			400,
			async () => await deliver('{"a":1}', { 'x-lxo-signature': lexware.signEvent('{"a":1}') }),
		],
	])('is refused when it %s', async (_, status, attack) => {
		await activate();
		expect(await attack(bodyOf())).toBe(status);
		expect(await host.executions()).toEqual([]);
	});

	it('is refused when it is about another organisation', async () => {
		await activate();
		const body = bodyOf({ organizationId: someId });
		const signature = lexware.signEvent(body);
		expect(await deliver(body, { 'x-lxo-signature': signature })).toBe(401);
		expect(await host.executions()).toEqual([]);
	});

	it('is refused when it is signed with the key of the loopback API and the node expects the vendor', async () => {
		await activate({ publicKey: '' });
		expect(await send('contact.changed', someId)).toEqual([401]);
		expect(await host.executions()).toEqual([]);
	});

	it('is acknowledged and ignored when it is about an event that was not chosen', async () => {
		await activate();
		const body = bodyOf({ eventType: 'contact.created' });
		const signature = lexware.signEvent(body);
		expect(await deliver(body, { 'x-lxo-signature': signature })).toBe(200);
		expect(await host.executions()).toEqual([]);
	});
});
