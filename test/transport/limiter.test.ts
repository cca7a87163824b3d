/* eslint-disable @n8n/community-nodes/no-restricted-imports -- counts the listeners of a signal */
import { getEventListeners } from 'node:events';

import { limiterFor, resetLimiters } from '../../nodes/LexwareOffice/transport/limiter';
import type { Execution, Refusal, Slot } from '../../nodes/LexwareOffice/transport/slot';
import { installClock, uninstallClock, type VirtualClock } from '../support/clock';
import {
	answer,
	createRequest,
	openWorld,
	percentile,
	profiles,
	readRequest,
	type ServerOptions,
	type World,
} from './simulation';

const patient = (signal?: AbortSignal): Execution => ({ maxWaitMs: 600_000, signal });
const ok = answer(200);

let clock: VirtualClock;

beforeEach(() => {
	clock = installClock();
});

afterEach(() => {
	resetLimiters();
	uninstallClock();
});

function world(options: Partial<ServerOptions> = {}): World {
	return openWorld({
		policy: 'bucket',
		requests: 2,
		windowMs: 1000,
		profile: profiles.rtt30Const,
		seed: 1,
		clock,
		...options,
	});
}

function times<T>(count: number, make: (index: number) => T): T[] {
	return Array.from({ length: count }, (_, index) => make(index));
}

function limiter(apiKey: string, requests = 2, windowMs = 1000, host = 'api') {
	return limiterFor({ host, apiKey, requests, windowMs }, clock);
}

async function take(
	{ acquire }: ReturnType<typeof limiter>,
	execution: Execution = patient(),
): Promise<Slot> {
	const slot = await clock.until(acquire(execution, { isWrite: false }));
	if (slot.kind !== 'slot') throw new Error(slot.reason);
	return slot;
}

describe('a window that holds', () => {
	it('never lets N + 1 requests leave within W', async () => {
		const { run, server } = world({ requests: 3 });
		await clock.until(Promise.all(times(30, async () => await run(readRequest, patient()))));
		const spans = server.sent.slice(3).map((at, i) => at - server.sent[i]!);
		expect(Math.min(...spans)).toBeGreaterThanOrEqual(1000);
		expect(server.refusedAt).toEqual([]);
	});

	it('has all tokens, nothing queued and no timer left when it rests', async () => {
		const { run, limiter: own, available } = world();
		await clock.until(Promise.all(times(7, async () => await run(readRequest, patient()))));
		const endedAt = clock.now();
		await clock.pass(1200);
		expect(clock.pending).toBe(0);
		expect(clock.now() - endedAt).toBeLessThan(1300);
		expect(await available()).toBe(2);
		expect(own.status()).toMatchObject({ remaining: 2, resetMs: 0, queued: 0, expectedWaitMs: 0 });
	});

	it('keeps at most two tickets in Bottleneck', async () => {
		const { run, mostTickets } = world({ requests: 10 });
		await clock.until(Promise.all(times(200, async () => await run(readRequest, patient()))));
		expect(mostTickets()).toBe(2);
	});

	it('sleeps in slices of a second and only while there is something to wait for', async () => {
		const slices: number[] = [];
		const sleep = clock.sleep.bind(clock);
		clock.sleep = async (ms) => {
			slices.push(ms);
			await sleep(ms);
		};
		const own = limiter('slices', 1, 5000);
		await take(own);
		await take(own);
		await clock.pass(6500);
		expect(Math.max(...slices)).toBeLessThanOrEqual(1000);
		expect(clock.pending).toBe(0);
	});

	it('costs an idle caller a few milliseconds', async () => {
		const waits: number[] = [];
		for (let i = 0; i < 100; i++) {
			const before = clock.now();
			await take(limiter(`idle ${i}`));
			waits.push(clock.now() - before);
		}
		expect(percentile(waits, 50)).toBeLessThan(8);
		expect(percentile(waits, 99)).toBeLessThan(25);
	});

	it('costs a run of single requests nothing', async () => {
		const own = limiter('chain', 100);
		(await take(own)).settle(ok);
		await clock.pass(20);
		const before = clock.now();
		await take(own);
		expect(clock.now()).toBe(before);
	});
});

describe('writes and reads', () => {
	async function overlaps(requests: Array<'read' | 'write'>): Promise<Record<string, number>> {
		const { run, server } = world({ requests: 10, profile: profiles.rtt600Const });
		const inFlight = { read: 0, write: 0 };
		const most = { read: 0, write: 0 };
		const runs = requests.map(async (kind) => {
			await run(kind === 'read' ? readRequest : createRequest, patient(), async (request) => {
				most[kind] = Math.max(most[kind], ++inFlight[kind]);
				const outcome = await server.send(request);
				inFlight[kind] -= 1;
				return outcome;
			});
		});
		await clock.until(Promise.all(runs));
		return most;
	}

	it('never has two writes in flight', async () => {
		expect(await overlaps(times(12, () => 'write'))).toMatchObject({ write: 1 });
	});

	it('has as many reads in flight as the window lets leave', async () => {
		const { read, write } = await overlaps(times(30, () => 'read'));
		expect(read).toBeGreaterThanOrEqual(6);
		expect(write).toBe(0);
	});

	it('lets reads pass a write that is in flight', async () => {
		const most = await overlaps(times(30, (i) => (i % 2 === 0 ? 'write' : 'read')));
		expect(most.write).toBe(1);
		expect(most.read).toBeGreaterThan(1);
	});

	it('frees the turn to write when no answer comes', async () => {
		const own = limiter('lost', 10);
		const first = await clock.until(own.acquire(patient(), { isWrite: true }));
		const second = own.acquire(patient(), { isWrite: true });
		await clock.pass(45_000);
		if (first.kind === 'slot') first.settle({ kind: 'lost', cause: 'no answer within 45 s' });
		expect(await clock.until(second)).toMatchObject({ kind: 'slot' });
		expect(clock.now()).toBeLessThan(45_100);
	});

	it('ignores a slot that is settled twice', async () => {
		const own = limiter('twice', 10);
		const first = await clock.until(own.acquire(patient(), { isWrite: true }));
		if (first.kind !== 'slot') throw new Error();
		first.settle(ok);
		const second = await clock.until(own.acquire(patient(), { isWrite: true }));
		first.settle(ok);
		const third = own.acquire(patient(), { isWrite: true });
		await clock.pass(3000);
		expect(own.status().queued).toBe(1);
		if (second.kind === 'slot') second.settle(ok);
		expect(await clock.until(third)).toMatchObject({ kind: 'slot' });
	});
});

describe('a server that blocks', () => {
	async function block(requests: number, more: Partial<ServerOptions> = {}) {
		const blocked = world({ requests, profile: profiles.rtt30Jit10, ...more });
		const { server, run } = blocked;
		const runs = Promise.all(times(100, async () => await run(readRequest, patient())));
		await clock.pass(3000);
		server.blockedUntil = clock.now() + 5000;
		const from = clock.now();
		const results = await clock.until(runs);
		const heldFrom = server.refusedAt[0]! + 20;
		return { ...blocked, results, from, heldFrom, until: server.blockedUntil };
	}

	it.each([2, 10])('is asked once, then left alone, then probed once (N = %i)', async (n) => {
		const { server, results, heldFrom, until } = await block(n);
		expect(results.every(({ kind }) => kind === 'answer')).toBe(true);
		expect(server.refusedAt).toHaveLength(1);
		const inHold = server.sent.filter((at) => at > heldFrom && at < until);
		expect(inHold).toEqual([]);
		const after = server.sent.filter((at) => at >= until);
		const probe = after[0]!;
		expect(after.filter((at) => at < probe + 30 && at > probe)).toEqual([]);
		expect(after.filter((at) => at < probe + 100)).toHaveLength(1);
	});

	it('is probed by a single request until that has its answer', async () => {
		const { server, until } = await block(10, { profile: profiles.rtt600Const });
		const [probe, next] = server.sent.filter((at) => at >= until);
		expect(next! - probe!).toBeGreaterThanOrEqual(600);
	});

	it('counts refusals of requests under way as one incident', async () => {
		const { server, window } = await block(10, { profile: profiles.rtt600Const });
		expect(server.refusedAt.length).toBeGreaterThan(1);
		expect(server.refusedAt.length).toBeLessThanOrEqual(8);
		expect(window.guardMs(clock.now())).toBeLessThan(40);
	});

	it('is asked more and more seldom when it names no time', async () => {
		const { server } = await block(2, { refusalHeaders: () => ({}) });
		expect(server.refusedAt.length).toBeLessThanOrEqual(4);
	});
});

describe('waiting has an end', () => {
	async function outcomesOf(waits: Array<Promise<Slot | Refusal>>): Promise<string[]> {
		const results = await clock.until(Promise.all(waits));
		return results.map((result) => (result.kind === 'slot' ? 'slot' : result.reason));
	}

	it('refuses at once what a hold would keep too long, and says for how long', async () => {
		const own = limiter('held');
		const slot = await take(own);
		const execution = { maxWaitMs: 10_000 };
		const queued = times(3, () => own.acquire(execution, { isWrite: false, again: slot }));
		own.hold({ ms: 60_000, isByServer: true }, slot);
		const before = clock.now();
		expect(await outcomesOf(queued)).toEqual(['maxWait', 'maxWait', 'maxWait']);
		const late = await clock.until(own.acquire(execution, { isWrite: false }));
		expect(late).toMatchObject({ kind: 'refusal', reason: 'maxWait' });
		expect(late).toHaveProperty('retryAfterMs', expect.closeTo(60_000, -2));
		expect(clock.now() - before).toBeLessThan(10);
		expect(own.status().queued).toBe(0);
	});

	it('keeps those that have more patience', async () => {
		const own = limiter('patience');
		const slot = await take(own);
		const short = own.acquire({ maxWaitMs: 1000 }, { isWrite: false });
		const long = own.acquire({ maxWaitMs: 10_000 }, { isWrite: false });
		own.hold({ ms: 5000, isByServer: true }, slot);
		expect(await outcomesOf([short, long])).toEqual(['maxWait', 'slot']);
	});

	it('refuses when the key has dispatched nothing for Max Wait', async () => {
		const own = limiter('standstill', 10);
		const execution = { maxWaitMs: 5000 };
		await clock.until(own.acquire(execution, { isWrite: true }));
		const before = clock.now();
		const second = await clock.until(own.acquire(execution, { isWrite: true }));
		expect(second).toEqual({ kind: 'refusal', reason: 'maxWait', retryAfterMs: undefined });
		expect(clock.now() - before).toBeGreaterThanOrEqual(5000);
		expect(clock.now() - before).toBeLessThan(5020);
	});

	it('refuses nothing while the queue moves', async () => {
		const { run, server } = world({ requests: 10, profile: profiles.rtt30Jit10 });
		const execution = { maxWaitMs: 2000 };
		const runs = times(300, async () => await run(readRequest, execution));
		const results = await clock.until(Promise.all(runs));
		expect(results.every(({ kind }) => kind === 'answer')).toBe(true);
		expect(clock.now()).toBeGreaterThan(25_000);
		expect(server.refusedAt).toEqual([]);
	});

	it('drops a stopped execution at once, without spending a token', async () => {
		const { limiter: own, available } = world();
		const controller = new AbortController();
		const execution = patient(controller.signal);
		const stopped = times(100, () => own.acquire(execution, { isWrite: false }));
		const kept = own.acquire(patient(), { isWrite: false });
		controller.abort();
		const before = clock.now();
		expect(new Set(await outcomesOf(stopped))).toEqual(new Set(['cancelled']));
		expect(clock.now()).toBe(before);
		expect(await outcomesOf([kept])).toEqual(['slot']);
		await clock.pass(1200);
		expect(await available()).toBe(2);
	});

	it('listens once per signal, whatever the number of keys, and no longer than it waits', async () => {
		const { signal } = new AbortController();
		const waits = times(20, (i) => {
			const execution = patient(signal);
			const own = limiter(`key ${i}`);
			return times(5, () => own.acquire(execution, { isWrite: false }));
		}).flat();
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		await outcomesOf(waits);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('one limiter per key', () => {
	it('shares a key and separates keys and hosts', async () => {
		await take(limiter('a'));
		expect(limiter('a').status().remaining).toBe(1);
		expect(limiter('b').status().remaining).toBe(2);
		expect(limiter('a', 2, 1000, 'other').status().remaining).toBe(2);
	});

	it('takes the stricter limits of two callers, for ten minutes', async () => {
		const wide = limiter('shared', 10, 1000);
		const strict = limiter('shared', 2, 1000);
		expect(wide.status()).toMatchObject({ limit: 2, windowMs: 1000 });
		await clock.pass(599_000);
		await take(strict);
		await clock.pass(599_000);
		expect(wide.status()).toMatchObject({ limit: 2 });
		await clock.pass(2000);
		expect(wide.status()).toMatchObject({ limit: 10, remaining: 10 });
		const slots = await clock.until(
			Promise.all(times(10, () => wide.acquire(patient(), { isWrite: false }))),
		);
		expect(slots.every(({ kind }) => kind === 'slot')).toBe(true);
	});

	it('calls the lower rate stricter, whatever the window', () => {
		limiter('rates', 10, 10_000);
		expect(limiter('rates', 2, 1000).status()).toMatchObject({ limit: 10, windowMs: 10_000 });
		expect(limiter('rates', 1, 1000).status()).toMatchObject({ limit: 1, windowMs: 1000 });
	});

	it('forgets keys that were idle for an hour, but not while they are held', async () => {
		const idle = limiter('idle');
		const held = limiter('held');
		idle.hold({ ms: 1000, isByServer: true }, await take(idle));
		held.hold({ ms: 7_200_000, isByServer: true }, await take(held));
		await clock.pass(3_601_000);
		limiter('another');
		expect(idle.holdsInARow).toBe(0);
		expect(held.holdsInARow).toBe(1);
		expect(held.status().heldMs).toBeGreaterThan(3_000_000);
	});

	it.each([
		[0, 1000],
		[-1, 1000],
		[0.5, 1000],
		[NaN, 1000],
		[2, 0],
		[2, -5],
		[2, Infinity],
		[2, NaN],
	])('refuses %d requests per %d ms', (requests, windowMs) => {
		expect(() => limiter('limits', requests, windowMs)).toThrow(RangeError);
	});

	it('takes absurdly many requests for a thousand', async () => {
		const own = limiter('absurd', 1e9);
		expect(own.status().limit).toBe(1000);
		await take(own);
		expect(own.status().remaining).toBe(999);
	});
});

describe('where the quota stands', () => {
	it('tells it from the own ledger', async () => {
		const own = limiter('status');
		expect(own.status()).toEqual({
			limit: 2,
			windowMs: 1000,
			remaining: 2,
			resetMs: 0,
			queued: 0,
			expectedWaitMs: 0,
			refusals: 0,
			heldMs: 0,
			sources: {
				limit: 'credential',
				remaining: 'own ledger',
				resetMs: 'own ledger',
				heldMs: 'own ledger',
			},
		});
		await take(own);
		void own.acquire(patient(), { isWrite: false });
		void own.acquire(patient(), { isWrite: false });
		void own.acquire(patient(), { isWrite: false });
		await clock.pass(30);
		const { remaining, queued, expectedWaitMs, resetMs } = own.status();
		expect({ remaining, queued }).toEqual({ remaining: 1, queued: 3 });
		expect(expectedWaitMs).toBeGreaterThan(1500);
		expect(expectedWaitMs).toBeLessThan(2100);
		expect(resetMs).toBeGreaterThan(1000);
	});

	it('counts refusals of the last ten minutes and tells the hold', async () => {
		const own = limiter('refused');
		const slot = await take(own);
		own.hold({ ms: 3000, isByServer: true }, slot);
		slot.settle(answer(429, { 'retry-after': '3' }));
		expect(own.status()).toMatchObject({
			refusals: 1,
			remaining: 0,
			heldMs: 3000,
			sources: { heldMs: 'server headers', remaining: 'server headers' },
		});
		await clock.pass(3000);
		expect(own.status()).toMatchObject({ heldMs: 0, remaining: 2 });
		await clock.pass(597_001);
		expect(own.status().refusals).toBe(0);
	});

	it('heeds the headers of an answer', async () => {
		const own = limiter('headers', 10);
		const slot = await take(own);
		slot.settle(answer(200, { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '1' }));
		expect(own.status()).toMatchObject({
			remaining: 3,
			sources: { remaining: 'server headers', heldMs: 'own ledger' },
		});
		const next = await take(own);
		next.settle(answer(200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '4' }));
		const before = clock.now();
		await take(own);
		expect(clock.now() - before).toBeGreaterThanOrEqual(4000);
	});
});
