import { openClient, type Client } from '../../nodes/LexwareOffice/transport/client';
import { readAccount } from '../../nodes/LexwareOffice/transport/account';
import {
	readOrganization,
	subscribe,
	unsubscribe,
} from '../../nodes/LexwareOffice/trigger/subscriptions';
import { createAxiosSend } from '../support/axiosSend';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { testClient } from '../support/lexware/testClient';
import { fast } from '../support/runNode';

const callbackUrl = 'https://n8n.example.com/webhook/a';
const byHand = 'https://n8n.example.com/webhook/by-hand';
const eventTypes = ['contact.created', 'invoice.created'];

let lexware: LexwareServer;
let keys = 0;
let key: string;

beforeAll(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		accountDefaults: { checksCallbacks: false },
	});
});

afterAll(async () => await lexware.close());

beforeEach(() => {
	key = `subscriptions-${keys++}`;
});

function open(): Client['send'] {
	const account = readAccount({ apiKey: key, baseUrl: lexware.url, ...fast });
	return openClient(account, { maxWaitMs: 5000, urgent: true }, createAxiosSend(account)).send;
}

async function make(eventType: string, url: string): Promise<string> {
	const body = { eventType, callbackUrl: url };
	const { data } = await testClient(lexware.url, key).post('/event-subscriptions', body);
	return (data as { id: string }).id;
}

/** `event → URL` of everything the key has. */
function present(): string[] {
	return [...lexware.account(key).eventSubscriptions.values()]
		.map((subscription) => `${subscription.eventType} → ${subscription.callbackUrl}`)
		.sort();
}

function requests(method: string): string[] {
	return lexware.log
		.arrivals(key)
		.flatMap((arrival) => (arrival.method === method ? [arrival.path] : []));
}

const wanted = eventTypes.map((eventType) => `${eventType} → ${callbackUrl}`);

describe('subscribing', () => {
	it('makes one subscription per event and tells their ids', async () => {
		const ids = await subscribe(open(), { callbackUrl, eventTypes });
		expect(present()).toEqual(wanted);
		expect(ids).toEqual([...lexware.account(key).eventSubscriptions.keys()]);
	});

	it('makes only what is missing', async () => {
		const kept = await make('contact.created', callbackUrl);
		const ids = await subscribe(open(), { callbackUrl, eventTypes });
		expect(ids[0]).toBe(kept);
		expect(present()).toEqual(wanted);
	});

	it('removes what is stale: other events of its URL, and its own at an earlier URL', async () => {
		await make('article.created', callbackUrl);
		const earlier = await make('contact.created', 'https://old.example.com/webhook/a');
		await subscribe(open(), { callbackUrl, eventTypes, ownIds: [earlier] });
		expect(present()).toEqual(wanted);
	});

	it('makes the new ones before it removes the old, so that no event falls between', async () => {
		const earlier = await make('contact.created', 'https://old.example.com/webhook/a');
		lexware.log.clear();
		await subscribe(open(), { callbackUrl, eventTypes, ownIds: [earlier] });
		const methods = lexware.log.arrivals(key).map(({ method }) => method);
		expect(methods).toEqual(['GET', 'POST', 'POST', 'DELETE']);
	});

	it('never touches what was made by hand', async () => {
		await make('contact.created', byHand);
		await make('article.created', byHand);
		await subscribe(open(), { callbackUrl, eventTypes });
		await unsubscribe(open(), { callbackUrl, eventTypes });
		expect(present()).toEqual([`article.created → ${byHand}`, `contact.created → ${byHand}`]);
	});

	it('adopts what somebody has made for its URL since it looked', async () => {
		const send = open();
		const own = await make('contact.created', callbackUrl);
		let isFirstList = true;
		const ids = await subscribe(
			async (request) => {
				const answer = await send(request);
				if (request.method !== 'GET' || !isFirstList) return answer;
				isFirstList = false;
				return { ...answer, body: Buffer.from('{"content":[]}') };
			},
			{ callbackUrl, eventTypes: ['contact.created'] },
		);
		expect(ids).toEqual([own]);
		expect(requests('POST')).toHaveLength(2);
	});

	it('does not adopt on a conflict with anything but its URL', async () => {
		await make('contact.created', byHand);
		lexware.faults.add({ key, method: 'POST', fault: 'conflict' });
		const subscribing = subscribe(open(), { callbackUrl, eventTypes: ['contact.created'] });
		await expect(subscribing).rejects.toMatchObject({ status: 409 });
		expect(present()).toEqual([`contact.created → ${byHand}`]);
	});

	it('finds what was made although the answer was lost, and makes it no second time', async () => {
		lexware.faults.add({ key, method: 'POST', fault: { kind: 'reset', after: true } });
		const ids = await subscribe(open(), { callbackUrl, eventTypes });
		expect(present()).toEqual(wanted);
		expect(ids).toEqual([...lexware.account(key).eventSubscriptions.keys()]);
		expect(requests('POST')).toHaveLength(2);
	});

	it('tries once more what was lost before it was made', async () => {
		lexware.faults.add({ key, method: 'POST', fault: 'reset' });
		await subscribe(open(), { callbackUrl, eventTypes });
		expect(present()).toEqual(wanted);
		expect(requests('POST')).toHaveLength(3);
	});

	it('gives up what is lost twice', async () => {
		lexware.faults.add({ key, method: 'POST', times: 2, fault: 'reset' });
		const subscribing = subscribe(open(), { callbackUrl, eventTypes });
		await expect(subscribing).rejects.toMatchObject({ kind: 'outcomeUnknown' });
	});

	it('is content with a stale one that somebody else removes first', async () => {
		await make('article.created', callbackUrl);
		const send = open();
		await subscribe(
			async (request) => {
				if (request.method === 'DELETE')
					await testClient(lexware.url, key).remove(request.path.slice(3));
				return await send(request);
			},
			{ callbackUrl, eventTypes },
		);
		expect(present()).toEqual(wanted);
	});
});

describe('unsubscribing', () => {
	it('removes everything of its own, wherever it calls', async () => {
		const earlier = await make('contact.created', 'https://old.example.com/webhook/a');
		await make('article.created', callbackUrl);
		await unsubscribe(open(), { callbackUrl, eventTypes: [], ownIds: [earlier] });
		expect(present()).toEqual([]);
	});

	it('costs one request when there is nothing', async () => {
		await unsubscribe(open(), { callbackUrl, eventTypes: [] });
		expect(lexware.log.arrivals(key)).toHaveLength(1);
	});

	it('says when the API does not let it', async () => {
		await make('article.created', callbackUrl);
		lexware.faults.add({ key, method: 'DELETE', fault: 'forbidden' });
		const unsubscribing = unsubscribe(open(), { callbackUrl, eventTypes: [] });
		await expect(unsubscribing).rejects.toMatchObject({ status: 403 });
	});
});

describe('the organisation of a subscription', () => {
	it('is read from it', async () => {
		const id = await make('article.created', callbackUrl);
		const { organizationId } = lexware.account(key).profile;
		expect(await readOrganization(open(), id)).toBe(organizationId);
	});

	it('stays unknown when it cannot be read', async () => {
		expect(await readOrganization(open(), 'gone')).toBeUndefined();
	});
});
