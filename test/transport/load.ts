/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures the process in real time */
// What ten thousand queued requests cost, in real time and real memory. Run by load.test.ts as a process of its own:
// the memory of a test worker holds what other tests have left behind. Prints one line of JSON.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { limiterFor, resetLimiters } from '../../nodes/LexwareOffice/transport/limiter';
import { sendWithRetry, type Result } from '../../nodes/LexwareOffice/transport/retry';
import { answer, percentile, readRequest } from './simulation';

const count = 10_000;

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

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

async function measureQueue() {
	// Compile and warm up.
	const warmUp = new AbortController();
	const first = enqueue(1000, warmUp.signal);
	warmUp.abort();
	await Promise.all(first);
	const bytes = await bytesPerRequest();
	const controller = new AbortController();
	const startedAt = performance.now();
	const results = enqueue(count, controller.signal);
	const enqueueUs = (1000 * (performance.now() - startedAt)) / count;
	const lag = monitorEventLoopDelay({ resolution: 1 });
	lag.enable();
	await rest(2000);
	lag.disable();
	const abortedAt = performance.now();
	controller.abort();
	const ended = await Promise.all(results);
	const abortMs = performance.now() - abortedAt;
	const sent = ended.filter(({ kind }) => kind === 'answer').length;
	return { bytes, enqueueUs, abortMs, lagP99Ms: lag.percentile(99) / 1e6, sent };
}

async function measureIdle(): Promise<number[]> {
	const waits: number[] = [];
	for (let i = 0; i < 50; i++) {
		const key = { host: 'api', apiKey: `idle ${i}`, requests: 2, windowMs: 50 };
		const askedAt = performance.now();
		await limiterFor(key).acquire({ maxWaitMs: 600_000 }, { isWrite: false });
		waits.push(performance.now() - askedAt);
	}
	return waits;
}

async function main(): Promise<void> {
	const queue = await measureQueue();
	resetLimiters();
	const waits = await measureIdle();
	const idle = { p50Ms: percentile(waits, 50), p99Ms: percentile(waits, 99), left: waits.length };
	process.stdout.write(`${JSON.stringify({ queue, idle })}\n`);
	process.exit(0);
}

void main();
