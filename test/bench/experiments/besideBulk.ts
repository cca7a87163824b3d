// Single requests that come at random while three executions have more queued than can leave.
import { seededRandom } from '../../support/lexware/random';
import { openOurs } from '../contenders/ours';
import { fairness, read, rest, spreadOf } from '../measure';
import { controlOf } from '../loopback';
import { targetOf, type Place, type Promised } from './place';

export interface BesideBulk {
	lengthMs: number;
	meanGapMs: number;
	mostP99Ms: number;
}

const bulkRuns = 3;

export async function runBesideBulk(place: Place, options: BesideBulk): Promise<Promised[]> {
	const bulk = startBulk(place, options);
	const waits = await sendSingles(place, options);
	const jain = fairness(bulk.served);
	await bulk.stop();
	const { refused } = await controlOf(place.url).summary(place.apiKey);
	const { p50, p95, p99 } = spreadOf(waits);
	const title = `beside ${bulkRuns} bulk executions, N = ${place.quota.requests}`;
	return [
		{
			name: `${waits.length} single requests ${title}`,
			bar: `p99 <= ${options.mostP99Ms} ms`,
			measured: `p50 ${Math.round(p50)}, p95 ${Math.round(p95)}, p99 ${Math.round(p99)} ms`,
			isKept: p99 <= options.mostP99Ms,
			isCount: false,
		},
		{
			name: `Fairness of ${title}`,
			bar: 'Jain >= 0.99',
			measured: jain.toFixed(3),
			isKept: jain >= 0.99,
			isCount: false,
		},
		{
			name: `Refused ${title}`,
			bar: '0',
			measured: String(refused),
			isKept: refused === 0,
			isCount: true,
		},
	];
}

/** Each has enough queued to use the whole quota alone. */
function startBulk(place: Place, { lengthMs }: BesideBulk) {
	const { requests, windowMs } = place.quota;
	const perRun = Math.ceil((lengthMs * requests) / windowMs);
	const served = Array.from({ length: bulkRuns }, () => 0);
	const runs = served.map(() => openOurs(targetOf(place)));
	const sent = runs.flatMap((run, owner) =>
		Array.from({ length: perRun }, async () => {
			const isDone = await run.send(read).then(
				() => true,
				() => false,
			);
			if (isDone) served[owner] = (served[owner] ?? 0) + 1;
		}),
	);
	return {
		served,
		stop: async () => {
			for (const run of runs) run.stop();
			await Promise.all(sent);
		},
	};
}

async function sendSingles(place: Place, { lengthMs, meanGapMs }: BesideBulk): Promise<number[]> {
	const random = seededRandom(11);
	const waits: number[] = [];
	const sent: Array<Promise<unknown>> = [];
	const endsAt = performance.now() + lengthMs;
	while (performance.now() < endsAt) {
		await rest(-Math.log(1 - random()) * meanGapMs);
		const askedAt = performance.now();
		const noteLeaving = () => void waits.push(performance.now() - askedAt);
		sent.push(openOurs(targetOf(place)).send({ ...read }, noteLeaving));
	}
	await Promise.all(sent);
	return waits;
}
