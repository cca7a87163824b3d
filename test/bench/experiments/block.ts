// The server refuses a key for a while and says how long: one refusal tells, nothing is sent meanwhile, one probe asks.
import { openOurs } from '../contenders/ours';
import { read, rest } from '../measure';
import { controlOf } from '../loopback';
import { targetOf, type Place, type Promised } from './place';

export interface Block {
	blockMs: number;
}

/** Shorter than any round trip of the network: who follows so soon did not wait for the probe's answer. */
const togetherMs = 15;

export async function runBlock(place: Place, { blockMs }: Block): Promise<Promised[]> {
	const control = controlOf(place.url);
	const { requests, windowMs } = place.quota;
	const contender = openOurs(targetOf(place));
	const count = 10 * requests;
	const sent = Array.from({ length: count }, async () => await contender.send(read));
	await rest(3 * windowMs);
	await control.block(place.apiKey, blockMs);
	const blockedAt = performance.now();
	const isDone = (await Promise.allSettled(sent)).map(({ status }) => status === 'fulfilled');
	const tookMs = performance.now() - blockedAt;
	const arrivals = await control.arrivals(place.apiKey);
	const refusals = arrivals.filter(({ status }) => status === 429);
	const refusedAt = refusals[0]?.at ?? NaN;
	const later = arrivals.filter(({ at }) => at > refusedAt + togetherMs);
	const resumedAt = later[0]?.at ?? NaN;
	const probes = later.filter(({ at }) => at < resumedAt + togetherMs).length;
	const silentMs = resumedAt - refusedAt;
	const done = isDone.filter(Boolean).length;
	return [
		{
			name: `Block of ${blockMs / 1000} s with Retry-After, N = ${requests}`,
			bar: `1 refused, nothing during the hold, 1 probe after it, ${count} done`,
			measured: `${refusals.length} refused, silent for ${Math.round(silentMs)} ms, ${probes} probe, ${done} done ${Math.round(tookMs)} ms after the block began`,
			// The block began up to one slot before the refusal; the server rounds the rest of it up.
			isKept:
				refusals.length === 1 &&
				silentMs >= blockMs - windowMs / requests &&
				probes === 1 &&
				done === count,
			isCount: true,
		},
	];
}
