// What a request pays for the limiter when nothing else is going on.
import { openOurs } from '../contenders/ours';
import { read, rest, spreadOf } from '../measure';
import { targetOf, type Place, type Promised } from './place';

export interface Idle {
	count: number;
	/** Pause between two requests; long enough that no window is ever full. */
	gapMs: number;
	mostP50Ms: number;
}

export async function runIdle(
	place: Place,
	{ count, gapMs, mostP50Ms }: Idle,
): Promise<Promised[]> {
	const { send } = openOurs(targetOf(place));
	const waits: number[] = [];
	for (let index = 0; index < count; index++) {
		const askedAt = performance.now();
		await send({ ...read }, () => void waits.push(performance.now() - askedAt));
		await rest(gapMs);
	}
	const { p50, p99 } = spreadOf(waits);
	return [
		{
			name: `Idle request every ${gapMs} ms, N = ${place.quota.requests}: time until it leaves`,
			bar: `p50 <= ${mostP50Ms} ms`,
			measured: `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
			isKept: p50 <= mostP50Ms,
			isCount: false,
		},
	];
}
