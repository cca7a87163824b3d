// A Lexware Office API on the loopback interface: state, validation, quota, latency and faults, modelled on what is
// documented and measured about the real one. It never sleeps more than the latency asks for and keeps all in memory.
//
//     const lexware = await startLexware();               // quota 2/s, no latency, any API key works
//     lexware.setQuota({ policy: 'none', requests: 1, windowMs: 1 });
//     lexware.faults.add({ method: 'POST', path: '/v1/invoices', fault: { kind: 'reset', after: true } });
//     … point a client at `lexware.url` …
//     lexware.log.lines('my-key');                        // ['POST /v1/invoices 0', …]
//     lexware.account('my-key').contacts;                 // what is in the books of that key
//     await lexware.close();
//
// Order per request: latency there → key → arrival log → quota (429: nothing happens) → scripted faults → processing
// time → handler → latency back. `main.ts` runs the same server as a process of its own.
//
// quota.ts and throttle.ts: who may pass. latency.ts: delays. faults.ts and spoil.ts: scripted faults.
// meanwhile.ts: somebody else in the same books. log.ts: what
// arrived. books.ts and account.ts: state per key. lifecycle.ts, routing.ts and deliver.ts: one request's way through.
// resources/: one file per API resource. sales/: what sales documents share. seed.ts: many rows at once. Records that
// only the web app can make are seeded by functions beside their resource: seedContact, seedDownPaymentInvoice, settle.
// control.ts: the same from outside the process. events.ts and redelivery.ts: signed webhook deliveries.
import fastify from 'fastify';
import type { Account, AccountOptions } from './account';
import { Books } from './books';
import { registerControl } from './control';
import { EventSender, type Delivered } from './events';
import { FaultScript, type FaultRule } from './faults';
import type { LatencySpec } from './latency';
import { registerLifecycle } from './lifecycle';
import { ArrivalLog } from './log';
import type { Meanwhile } from './meanwhile';
import { seededRandom } from './random';
import { registerResources } from './routing';
import { resources } from './resources/index';
import { Throttle, type QuotaSpec } from './throttle';
import { World } from './world';

export interface LexwareOptions {
	/** 0: any free port. */
	port?: number;
	/** Quota of every key without one of its own; 2 per second (token bucket of 2) when left out. */
	quota?: QuotaSpec;
	quotaByKey?: Record<string, QuotaSpec>;
	latency?: LatencySpec;
	faults?: FaultRule[];
	/** Given: only these keys work. Left out: any key does, with an empty account. */
	accounts?: Record<string, AccountOptions>;
	/** For accounts opened on first use. */
	accountDefaults?: AccountOptions;
	rejectedKeys?: Array<string | RegExp>;
	/** Seed of latency and of faults with a probability. */
	seed?: number;
	/** Opens `/__control/…` (see control.ts). */
	control?: boolean;
	/**
	 * Deliveries of events that failed are repeated as the real API does it, a second of its schedule in so many seconds
	 * (0.001: the first after 10 ms). Left out: nothing is delivered again.
	 */
	redeliveryTimeScale?: number;
}

export interface LexwareServer {
	/** Such as `http://127.0.0.1:4711`, without a slash at the end. */
	readonly url: string;
	readonly log: ArrivalLog;
	readonly faults: FaultScript;
	/** Changes of the books between one request and the next. */
	readonly meanwhile: Meanwhile;
	/** The books of a key; opened when new. */
	account(key: string): Account;
	/** From now on the key is answered with 401. */
	rejectKey(key: string): void;
	/** Without a key: for every key that has no quota of its own. Counting starts afresh. */
	setQuota(quota: QuotaSpec, key?: string): void;
	/** Refuses everything from the key for that long. */
	block(key: string, durationMs: number): void;
	setLatency(latency: LatencySpec, key?: string): void;
	/** Delivers an event to the key's subscriptions, signed. `eventDate` is now when left out. */
	sendEvent(
		key: string,
		eventType: string,
		resourceId: string,
		eventDate?: string,
	): Promise<Delivered[]>;
	/** The signature that a delivery of this body would have. */
	signEvent(body: string): string;
	/** Resolves when no delivery is left to be repeated. */
	eventsSettled(): Promise<void>;
	/** PEM, for checking the signatures of this server's events. */
	readonly publicKey: string;
	/** Ends at once, hanging requests included. */
	close(): Promise<void>;
}

export async function startLexware(options: LexwareOptions = {}): Promise<LexwareServer> {
	const random = seededRandom(options.seed ?? 1);
	const world = new World({
		books: new Books(options),
		throttle: new Throttle(options.quota),
		faults: new FaultScript(random),
		log: new ArrivalLog(),
		random,
	});
	world.faults.add(...(options.faults ?? []));
	world.setLatency(options.latency ?? 'none');
	for (const [key, quota] of Object.entries(options.quotaByKey ?? {})) {
		world.throttle.configure(quota, key);
	}
	let sender: EventSender | undefined;
	const events = () => (sender ??= new EventSender(world, options.redeliveryTimeScale));
	const app = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
	registerLifecycle(app, world);
	registerResources(app, resources);
	if (options.control) await registerControl(app, world);
	const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	world.baseUrl = url;
	return {
		url,
		log: world.log,
		faults: world.faults,
		meanwhile: world.meanwhile,
		account: (key) => world.books.account(key),
		rejectKey: (key) => world.books.reject(key),
		setQuota: (quota, key) => world.throttle.configure(quota, key),
		block: (key, durationMs) => world.throttle.block(key, world.now() + durationMs),
		setLatency: (latency, key) => world.setLatency(latency, key),
		sendEvent: async (key, eventType, resourceId, eventDate) =>
			await events().send(world.books.account(key), { eventType, resourceId, eventDate }),
		signEvent: (body) => events().sign(body),
		eventsSettled: async () => await sender?.settled(),
		get publicKey() {
			return events().publicKey;
		},
		close: async () => {
			world.end();
			await app.close();
		},
	};
}
