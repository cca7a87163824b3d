// A single request of another execution, 100 ms after one has queued 10,000.
import { openOurs } from '../contenders/ours';
import { read, rest } from '../measure';
import { controlOf } from '../loopback';
import { targetOf, type Place, type Promised } from './place';

export interface Latecomer {
	queued: number;
	times: number;
	mostMs: number;
}

export async function runLatecomer(
	place: Place,
	{ queued, times, mostMs }: Latecomer,
): Promise<Promised[]> {
	const waits: number[] = [];
	let refused = 0;
	for (let time = 0; time < times; time++) {
		const apiKey = `${place.apiKey}-${time}`;
		waits.push(await waitBehind(queued, { ...place, apiKey }));
		refused += (await controlOf(place.url).summary(apiKey)).refused;
	}
	return [
		{
			name: `Single request 100 ms after ${queued} of another execution, N = ${place.quota.requests}`,
			bar: `leaves within ${mostMs} ms`,
			measured: `${waits.map(Math.round).join(', ')} ms`,
			isKept: waits.every((ms) => ms <= mostMs),
			isCount: false,
		},
		{
			name: 'Refused beside them',
			bar: '0',
			measured: String(refused),
			isKept: refused === 0,
			isCount: true,
		},
	];
}

async function waitBehind(queued: number, place: Place): Promise<number> {
	const target = targetOf(place);
	const bulk = openOurs(target);
	const sent = Array.from({ length: queued }, async () => await bulk.send(read).catch(() => {}));
	await rest(100);
	const askedAt = performance.now();
	let waitMs = Infinity;
	await openOurs(target).send({ ...read }, () => {
		waitMs = performance.now() - askedAt;
	});
	bulk.stop();
	await Promise.all(sent);
	return waitMs;
}
