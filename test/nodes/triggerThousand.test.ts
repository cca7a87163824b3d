import type { IDataObject } from 'n8n-workflow';

import { deliveriesOf, happened, type Happening } from '../support/deliveries';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { fast } from '../support/runNode';
import { TriggerHost } from '../support/triggerHost';
import { credentialFor } from '../support/workflows';

let lexware: LexwareServer;
let host: TriggerHost;
let key: string;

beforeAll(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		redeliveryTimeScale: 0.005,
	});
});

afterAll(async () => await lexware.close());

async function open(name: string): Promise<void> {
	key = name;
	host = await TriggerHost.open({
		name,
		parameters: { events: ['contact.changed'], options: { publicKey: lexware.publicKey } },
		credentials: credentialFor(lexware.url, key, fast),
	});
	await host.activate();
}

afterEach(async () => await host.close());

async function send({ resourceId, eventDate }: Happening): Promise<void> {
	await lexware.sendEvent(key, 'contact.changed', resourceId, eventDate);
}

const nameOf = ({ resourceId, eventDate }: Happening | IDataObject) =>
	`${String(resourceId)} ${String(eventDate)}`;

// Each delivery is an execution of its own in n8n's engine, which takes its time on a busy machine.
const timeoutMs = 120_000;

describe('1,000 deliveries, 20 % repeated and 10 % out of order, through n8n', () => {
	const delivered = deliveriesOf(11);

	it(
		'start the workflow once per event, across a restart, and exactly the late ones are marked',
		async () => {
			await open('one-by-one');
			for (const [index, delivery] of delivered.entries()) {
				if (index === 500) host.restart();
				await send(delivery);
			}
			const items = await host.items();
			expect(delivered).toHaveLength(1000);
			expect(items.map(nameOf).sort()).toEqual(happened.map(nameOf).sort());
			const latest = new Map<unknown, number>();
			const late = items.filter(({ resourceId, eventDate }) => {
				const [time, before = 0] = [Date.parse(String(eventDate)), latest.get(resourceId)];
				latest.set(resourceId, Math.max(before, time));
				return time < before;
			});
			expect(late.length).toBeGreaterThanOrEqual(80);
			expect(items.filter(({ isLate }) => isLate)).toEqual(late);
		},
		timeoutMs,
	);

	it(
		'start it once per event when twenty come at a time',
		async () => {
			await open('twenty-at-a-time');
			for (let n = 0; n < delivered.length; n += 20)
				await Promise.all(delivered.slice(n, n + 20).map(send));
			await lexware.eventsSettled();
			expect((await host.items()).map(nameOf).sort()).toEqual(happened.map(nameOf).sort());
		},
		timeoutMs,
	);
});
