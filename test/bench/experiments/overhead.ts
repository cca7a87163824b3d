/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// What a contender costs in a process that does nothing else: processor time per request, memory per queued request,
// and the event loop while thousands are queued.
import { contenders, type ContenderName } from '../contenders';
import type { Contender, Target } from '../contenders/contender';
import { openAxios, toConfig } from '../contenders/plainHttp';
import { heapBytes } from '../heap';
import { read, rest, watchLag, type Lag } from '../measure';
import { targetOf, type Place } from './place';

export const nobody = 'axios alone, one by one' as const;

export interface Overhead {
	contender: ContenderName | typeof nobody;
	/** Requests that are sent to measure processor time. */
	sent: number;
	/** Requests that are queued to measure memory. */
	queued?: number;
}

export interface OverheadFigures {
	cpuMs: number;
	queue?: { bytesEach: number; enqueueMs: number; stopMs: number; lag: Lag };
}

export async function runOverhead(
	place: Place,
	{ contender, sent, queued }: Overhead,
): Promise<OverheadFigures> {
	const target = targetOf(place);
	const open = contender === nobody ? openNobody : contenders[contender];
	// Everything is compiled and connected once before it counts.
	await sendAll(open({ ...target, apiKey: `${place.apiKey}-warm` }), target.requests);
	const before = process.cpuUsage();
	await sendAll(open(target), sent);
	const { user, system } = process.cpuUsage(before);
	const cpuMs = (user + system) / 1000 / sent;
	if (!queued) return { cpuMs };
	return { cpuMs, queue: await queueUp(open({ ...target, apiKey: `${place.apiKey}-q` }), queued) };
}

async function sendAll(contender: Contender, count: number): Promise<void> {
	await Promise.allSettled(Array.from({ length: count }, async () => await contender.send(read)));
	contender.stop();
}

async function queueUp(contender: Contender, count: number): Promise<OverheadFigures['queue']> {
	const heapBefore = await heapBytes();
	const startedAt = performance.now();
	const sent = Array.from({ length: count }, () => contender.send(read));
	const enqueueMs = performance.now() - startedAt;
	const bytesEach = ((await heapBytes()) - heapBefore) / count;
	const readLag = watchLag();
	await rest(2000);
	const lag = readLag();
	const settled = Promise.allSettled(sent);
	const stoppedAt = performance.now();
	contender.stop();
	// A queue that was cleared may never settle what it held.
	await Promise.race([settled, rest(2000)]);
	return { bytesEach, enqueueMs, stopMs: performance.now() - stoppedAt, lag };
}

/** As many as the quota allows, with nothing in between. */
function openNobody(target: Target): Contender {
	const cancel = new AbortController();
	const client = openAxios(target, cancel.signal);
	let turn = 0;
	return {
		send: async (request) => {
			await rest((turn++ * target.windowMs) / target.requests);
			return await client.request(toConfig(request));
		},
		stop: () => cancel.abort(),
	};
}
