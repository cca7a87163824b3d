import type { IDataObject } from 'n8n-workflow';

import { startLexware, type LexwareServer } from '../support/lexware/server';
import { fast } from '../support/runNode';
import { TriggerHost } from '../support/triggerHost';
import { credentialFor } from '../support/workflows';

let lexware: LexwareServer;
let host: TriggerHost;
let key: string;
let keys = 0;

const eventDate = '2026-11-24T10:15:30.512+01:00';

beforeAll(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		// Ten seconds of the schedule last 50 ms.
		redeliveryTimeScale: 0.005,
	});
});

afterAll(async () => await lexware.close());

beforeEach(async () => {
	key = `repeats-${keys++}`;
	host = await TriggerHost.open({
		name: key,
		parameters: { events: ['contact.changed'], options: { publicKey: lexware.publicKey } },
		credentials: credentialFor(lexware.url, key, fast),
	});
	await host.activate();
});

afterEach(async () => await host.close());

async function send(resourceId: string, date = eventDate): Promise<number[]> {
	const delivered = await lexware.sendEvent(key, 'contact.changed', resourceId, date);
	return delivered.map(({ status }) => status);
}

/** The records of all events that started the workflow. */
async function emitted(): Promise<unknown[]> {
	return (await host.items()).map(({ resourceId }) => resourceId).sort();
}

/** Holds what passes until it is opened. */
function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

describe('an event that Lexware delivers again', () => {
	it('starts the workflow once', async () => {
		expect([await send('a'), await send('a')]).toEqual([[200], [200]]);
		expect(await emitted()).toEqual(['a']);
	});

	it('starts it once across a restart of n8n', async () => {
		await send('a');
		host.restart();
		expect(await send('a')).toEqual([200]);
		expect(await emitted()).toEqual(['a']);
	});

	it('starts it once across deactivation and activation', async () => {
		await send('a');
		await host.deactivate();
		host.restart();
		await host.activate();
		await send('a');
		expect(await emitted()).toEqual(['a']);
	});

	it('starts it again when it happened again', async () => {
		await send('a');
		await send('a', '2026-11-24T10:15:30.513+01:00');
		expect(await emitted()).toEqual(['a', 'a']);
	});
});

describe('an event that n8n cannot take', () => {
	it('is not acknowledged, and starts the workflow once when it comes again', async () => {
		let refusals = 2;
		host.beforeStart = async () => {
			if (refusals-- > 0) throw new Error('The database does not answer');
		};
		expect(await send('a')).toEqual([500]);
		await lexware.eventsSettled();
		expect(refusals).toBe(-1);
		expect(await emitted()).toEqual(['a']);
	});

	it('is emitted once when n8n keeps it waiting and Lexware asks again meanwhile', async () => {
		const { opened, open } = gate();
		const { opened: arrived, open: arrive } = gate();
		host.beforeStart = async () => {
			arrive();
			await opened;
		};
		const first = send('a');
		await arrived;
		// Its twin finds it waiting and is told to come again, which it does after 50 ms and 100 ms.
		expect(await send('a')).toEqual([503]);
		open();
		expect(await first).toEqual([200]);
		await lexware.eventsSettled();
		expect(await emitted()).toEqual(['a']);
	});
});

describe('deliveries at the same moment', () => {
	/** Both have read the static data before either is saved: the later one overwrites the earlier. */
	async function sendTogether(): Promise<void> {
		const { opened, open } = gate();
		let arrived = 0;
		host.beforeStart = async () => {
			if (++arrived === 2) open();
			await opened;
		};
		await Promise.all([send('a'), send('b')]);
		host.beforeStart = async () => {};
	}

	it('start the workflow once each, although they overwrite what the other remembers', async () => {
		await sendTogether();
		await send('a');
		await send('b');
		expect(await emitted()).toEqual(['a', 'b']);
	});

	it('are both remembered across a restart once another event has come', async () => {
		await sendTogether();
		await send('c');
		host.restart();
		await send('a');
		await send('b');
		expect(await emitted()).toEqual(['a', 'b', 'c']);
	});
});

describe('fifty deliveries at once, ten of them repeated', () => {
	it('start the workflow once per event', async () => {
		const events = Array.from({ length: 40 }, (_, n) => `contact-${n}`);
		const deliveries = [...events, ...events.slice(0, 10)];
		await Promise.all(deliveries.map(async (resourceId) => await send(resourceId)));
		await lexware.eventsSettled();
		expect(await emitted()).toEqual([...events].sort());
	});
});

describe('a test and production at the same time', () => {
	it('both bring the event, and the test ends with it', async () => {
		await host.listen();
		expect(await send('a')).toEqual([200, 200]);
		expect(await emitted()).toEqual(['a', 'a']);
		const urls = [...lexware.account(key).eventSubscriptions.values()];
		expect(urls.map(({ callbackUrl }) => callbackUrl)).toEqual([host.callbackUrl]);
	});
});

describe('another key', () => {
	it('takes over with the next activation; what the old one still brings is refused', async () => {
		const other = `${key}-other`;
		host.trigger.credentials = credentialFor(lexware.url, other, fast);
		await host.activate('update');
		expect(lexware.account(other).eventSubscriptions.size).toBe(1);
		expect(await send('a')).toEqual([401]);
		const [taken] = await lexware.sendEvent(other, 'contact.changed', 'b', eventDate);
		expect(taken?.status).toBe(200);
		expect(await emitted()).toEqual(['b']);
	});
});

describe('what the node keeps', () => {
	it('is plain, and holds neither ids of records nor keys', async () => {
		await send('contact-4711');
		const { production } = host.staticData;
		expect(Object.keys(production as IDataObject).sort()).toEqual([
			'callbackUrl',
			'entries',
			'organizationId',
			'subscriptionIds',
		]);
		const text = JSON.stringify(production);
		expect(text).not.toContain('contact-4711');
		expect(text.replace(host.callbackUrl, '')).not.toContain(key);
	});
});
