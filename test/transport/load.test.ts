/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures the process in real time */
// What ten thousand queued requests cost, in real time and real memory.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { limiterFor, resetLimiters } from '../../nodes/LexwareOffice/transport/limiter';
import { sendWithRetry, type Result } from '../../nodes/LexwareOffice/transport/retry';
import { answer, percentile, readRequest } from './simulation';

const count = 10_000;

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

function print(line: string): void {
	process.stdout.write(`load: ${line}\n`);
}

async function rest(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** What is left after collections with pauses between them, in which finalizers run. */
async function heapBytes(): Promise<number> {
	for (let i = 0; i < 3; i++) {
		collectGarbage();
		await rest(20);
	}
	return process.memoryUsage().heapUsed;
}

function enqueue(amount: number, signal: AbortSignal): Array<Promise<Result>> {
	const limiter = limiterFor({ host: 'api', apiKey: 'load', requests: 2, windowMs: 1000 });
	const execution = { maxWaitMs: 600_000, signal };
	const send = async () => answer(200);
	const errand = { request: readRequest, send, limiter, execution };
	return Array.from({ length: amount }, () => sendWithRetry(errand));
}

/** The least of three: whatever else the worker does meanwhile can only add. */
async function bytesPerRequest(): Promise<number> {
	const measured: number[] = [];
	for (let i = 0; i < 3; i++) {
		const controller = new AbortController();
		const before = await heapBytes();
		const results = enqueue(count, controller.signal);
		measured.push(((await heapBytes()) - before) / count);
		controller.abort();
		await Promise.all(results);
	}
	return Math.min(...measured);
}

afterEach(resetLimiters);

it('holds 10,000 queued requests cheaply and lets go of them at once', async () => {
	// Compile and warm up.
	const warmUp = new AbortController();
	const first = enqueue(1000, warmUp.signal);
	warmUp.abort();
	await Promise.all(first);
	const bytes = await bytesPerRequest();
	const controller = new AbortController();
	const startedAt = performance.now();
	const results = enqueue(count, controller.signal);
	const enqueuedMs = performance.now() - startedAt;
	const lag = monitorEventLoopDelay({ resolution: 1 });
	lag.enable();
	await rest(2000);
	lag.disable();
	const abortedAt = performance.now();
	controller.abort();
	const ended = await Promise.all(results);
	const abortMs = performance.now() - abortedAt;
	const lagMs = lag.percentile(99) / 1e6;
	print(
		`${((1000 * enqueuedMs) / count).toFixed(1)} us to enqueue, ${bytes.toFixed(0)} bytes each`,
	);
	print(`${abortMs.toFixed(0)} ms to abort ${count}, loop lag p99 ${lagMs.toFixed(1)} ms`);
	expect(ended.filter(({ kind }) => kind === 'answer').length).toBeLessThanOrEqual(6);
	expect(bytes).toBeLessThanOrEqual(1600);
}, 180_000);

it('lets an idle request leave within milliseconds', async () => {
	const waits: number[] = [];
	for (let i = 0; i < 50; i++) {
		const key = { host: 'api', apiKey: `idle ${i}`, requests: 2, windowMs: 50 };
		const limiter = limiterFor(key);
		const askedAt = performance.now();
		await limiter.acquire({ maxWaitMs: 600_000 }, { isWrite: false });
		waits.push(performance.now() - askedAt);
	}
	const [p50, p99] = [percentile(waits, 50), percentile(waits, 99)];
	print(`an idle request leaves after p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`);
	expect(waits).toHaveLength(50);
}, 180_000);
