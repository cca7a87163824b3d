import { generateKeyPairSync } from 'node:crypto';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { events } from '../../nodes/LexwareOffice/fields/events';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { testClient } from '../support/lexware/testClient';
import { fast } from '../support/runNode';
import { TriggerHost } from '../support/triggerHost';
import { credentialFor } from '../support/workflows';

let lexware: LexwareServer;
let host: TriggerHost;
let key: string;
let keys = 0;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => await lexware.close());

beforeEach(() => {
	key = `lifecycle-${keys++}`;
});

afterEach(async () => await host.close());

async function open(
	parameters: INodeParameters = { events: ['contact.created', 'invoice.created'] },
	credential: ICredentialDataDecryptedObject = {},
): Promise<TriggerHost> {
	const credentials = credentialFor(lexware.url, key, { ...fast, ...credential });
	host = await TriggerHost.open({ name: key, parameters, credentials });
	return host;
}

/** Events that the key is subscribed to at this URL. */
function subscribedAt(url: string): string[] {
	return [...lexware.account(key).eventSubscriptions.values()]
		.filter(({ callbackUrl }) => callbackUrl === url)
		.map(({ eventType }) => eventType);
}

function sent(): string[] {
	return lexware.log.arrivals(key).map(({ method }) => method);
}

/** What n8n shows when the activation does not succeed. */
async function refusal(activating: Promise<void>): Promise<string> {
	return await activating.then(
		() => 'activated',
		(error: { message: string; description?: string }) =>
			[error.message, error.description].join('\n'),
	);
}

describe('activating a trigger', () => {
	it('subscribes to each event at the URL of the node, which answers the HEAD check meanwhile', async () => {
		await (await open()).activate();
		expect(subscribedAt(host.callbackUrl)).toEqual(['contact.created', 'invoice.created']);
		expect(host.calls).toEqual(['setup.checkExists', 'setup.create', 'default.checkExists']);
	});

	it('finds its subscriptions again with one request', async () => {
		await (await open()).activate();
		lexware.log.clear();
		await host.activate('init');
		expect(sent()).toEqual(['GET']);
		expect(host.calls.filter((call) => call === 'setup.create')).toHaveLength(1);
	});

	it('takes as many requests as the panel reckons with, and keeps to the quota', async () => {
		const all = events.map(({ value }) => value);
		lexware.setQuota({ policy: 'bucket', requests: 10, windowMs: 100 }, key);
		await (await open({ events: all }, { requestsPerWindow: 10 })).activate();
		expect(subscribedAt(host.callbackUrl).sort()).toEqual([...all].sort());
		expect(sent()).toHaveLength(all.length + 3);
		expect(lexware.log.refused(key)).toEqual([]);
	});

	it('makes again what Lexware has removed', async () => {
		await (await open()).activate();
		lexware.account(key).eventSubscriptions.clear();
		await host.activate('init');
		expect(subscribedAt(host.callbackUrl)).toHaveLength(2);
	});

	it('goes with the events that are chosen now', async () => {
		await (await open()).activate();
		host.trigger.parameters = { events: ['invoice.created', 'voucher.created'] };
		await host.activate('update');
		expect(subscribedAt(host.callbackUrl).sort()).toEqual(['invoice.created', 'voucher.created']);
	});

	it('moves its subscriptions to another URL', async () => {
		await (await open()).activate();
		const before = host.callbackUrl;
		host.trigger.webhookUrl = new URL(before).origin.replace('127.0.0.1', 'localhost');
		await host.activate('init');
		expect(subscribedAt(before)).toEqual([]);
		expect(subscribedAt(host.callbackUrl)).toHaveLength(2);
	});

	it('is repeated by n8n when the API is out for a moment, and answers the HEAD check then, too', async () => {
		lexware.faults.add({ key, method: 'POST', fault: 'forbidden' });
		await (await open()).activate('activate', 2);
		expect(subscribedAt(host.callbackUrl)).toHaveLength(2);
	});

	it('leaves nothing behind when it does not succeed', async () => {
		lexware.faults.add({ key, method: 'POST', nth: 2, fault: 'forbidden' });
		expect(await refusal((await open()).activate())).toContain('The API key may not do this');
		expect(subscribedAt(host.callbackUrl)).toEqual([]);
	});

	it('takes what was made before to exist when n8n starts during an outage', async () => {
		await (await open()).activate();
		lexware.faults.add({ key, method: 'GET', times: 50, fault: 'unavailable' });
		await host.activate('init');
		expect(host.calls.at(-1)).toBe('default.checkExists');
		expect(subscribedAt(host.callbackUrl)).toHaveLength(2);
	});

	it('says so when the API is out while somebody activates', async () => {
		lexware.faults.add({ key, times: 50, fault: 'unavailable' });
		expect(await refusal((await open()).activate())).toContain('is not available at the moment');
	});

	it('says so when the key does not work, even when n8n starts', async () => {
		await (await open()).activate();
		lexware.faults.add({ key, times: 50, fault: 'unauthorized' });
		expect(await refusal(host.activate('init'))).toContain('does not accept the API key');
	});
});

describe('a trigger that cannot be activated', () => {
	const text = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });

	it.each<[string, INodeParameters, string]>([
		['has no events', { events: [] }, "'Trigger On' is empty; choose at least one event"],
		[
			'has an event that does not exist',
			{ events: ['contact.created', 'invoice.paid'] },
			"'Trigger On' has 'invoice.paid', and there is no such event",
		],
		[
			'has a public key that is none',
			{ events: ['contact.created'], options: { publicKey: 'MIICIjANBg' } },
			"'Public Key' is no RSA key",
		],
		[
			'has a public key of another kind',
			{ events: ['contact.created'], options: { publicKey: String(text) } },
			"'Public Key' is no RSA key",
		],
	])(
		'says that it %s, and sends nothing but the check whether something is to be removed',
		async (_, parameters, sentence) => {
			expect(await refusal((await open(parameters)).activate())).toContain(sentence);
			expect(sent()).toEqual(['GET']);
		},
	);

	it('says that Lexware cannot call its address', async () => {
		// A host name that is no loopback address, and leads nowhere.
		await open(undefined, { baseUrl: 'https://lexware.invalid' });
		const sentence = await refusal(host.activate());
		expect(sentence).toContain(
			'Lexware Office cannot call http://127.0.0.1: it needs a public https',
		);
		expect(sentence).toContain('WEBHOOK_URL');
	});

	it('says that Lexware did not reach its address', async () => {
		await open();
		host.trigger.webhookUrl = 'http://127.0.0.1:9';
		const sentence = await refusal(host.activate());
		expect(sentence).toContain('Lexware Office could not reach this n8n');
		expect(sentence).toContain('WEBHOOK_URL');
	});

	it('says how to go on when the answer was lost for good', async () => {
		lexware.faults.add({ key, method: 'POST', times: 2, fault: 'reset' });
		expect(await refusal((await open()).activate())).toContain('nothing is made twice');
	});

	it('says which value of the credential is wrong', async () => {
		expect(await refusal((await open(undefined, { apiKey: '' })).activate())).toContain(
			"'API Key' is empty",
		);
	});
});

describe('deactivating a trigger', () => {
	it('removes its subscriptions and nothing else', async () => {
		await (await open()).activate();
		const byHand = { eventType: 'contact.created', callbackUrl: `${host.callbackUrl}?by=hand` };
		await testClient(lexware.url, key).post('/event-subscriptions', byHand);
		await host.deactivate();
		expect(subscribedAt(host.callbackUrl)).toEqual([]);
		expect(subscribedAt(byHand.callbackUrl)).toEqual(['contact.created']);
	});

	it('removes those of an earlier URL as well', async () => {
		await (await open()).activate();
		const before = host.callbackUrl;
		host.trigger.webhookUrl = 'https://n8n.example.com';
		await host.deactivate();
		expect(subscribedAt(before)).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['no events are left', { events: [] }],
		['the public key is broken', { events: ['contact.created'], options: { publicKey: 'x' } }],
	])('works when %s', async (_, parameters) => {
		await (await open()).activate();
		host.trigger.parameters = parameters;
		await host.deactivate();
		expect(subscribedAt(host.callbackUrl)).toEqual([]);
	});

	it('works when the key is gone: Lexware has removed its subscriptions with it', async () => {
		await (await open()).activate();
		lexware.rejectKey(key);
		await expect(host.deactivate()).resolves.toBeUndefined();
	});

	it('says so when the API is out', async () => {
		await (await open()).activate();
		lexware.faults.add({ key, times: 50, fault: 'unavailable' });
		expect(await refusal(host.deactivate())).toContain('is not available at the moment');
	});
});

describe('listening for a test event', () => {
	it('has subscriptions of its own, which do not touch those of production', async () => {
		await (await open()).activate();
		await host.listen();
		expect(subscribedAt(host.testUrl)).toHaveLength(2);
		await host.stopListening();
		expect(subscribedAt(host.testUrl)).toEqual([]);
		expect(subscribedAt(host.callbackUrl)).toHaveLength(2);
	});

	it('outlives the end of production', async () => {
		await (await open()).activate();
		await host.listen();
		await host.deactivate();
		expect(subscribedAt(host.testUrl)).toHaveLength(2);
		expect(subscribedAt(host.callbackUrl)).toEqual([]);
	});
});
