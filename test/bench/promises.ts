// The promises that are not a rate: which experiments show them, how large in a quick and in a full run.
import type { QuotaSpec } from '../support/lexware/throttle';
import type { Promised } from './experiments/place';
import type { Lab } from './lab';

export interface PromisePlan {
	name: string;
	/** How long it takes at least. */
	leastMs: number;
	run: (lab: Lab) => Promise<Promised[]>;
}

function bucketOf(requests: number, windowMs = 1000): QuotaSpec {
	return { policy: 'bucket', requests, windowMs, retryAfter: 'seconds' };
}

export function planPromises(isQuick: boolean): PromisePlan[] {
	const usual = 'rtt150-jit20';
	const besideBulk = (
		requests: number,
		lengthMs: number,
		meanGapMs: number,
		mostP99Ms: number,
	) => ({
		name: `beside bulk, N = ${requests}`,
		leastMs: lengthMs,
		run: async (lab: Lab) => {
			const network = { quota: bucketOf(requests), latency: usual };
			return await lab.run('besideBulk', network, { lengthMs, meanGapMs, mostP99Ms });
		},
	});
	const block = (requests: number) => ({
		name: `block, N = ${requests}`,
		leastMs: 20_000,
		run: async (lab: Lab) => {
			const network = { quota: bucketOf(requests), latency: 'rtt30-jit10' };
			return await lab.run('block', network, { blockMs: 5000 });
		},
	});
	const creates = (maxWaitMs?: number) => ({
		name: 'creates',
		// First of all, and in a process of its own: it keeps one core busy.
		leastMs: Infinity,
		run: async (lab: Lab) => {
			const network = { quota: bucketOf(250), latency: 'none' };
			return await lab.runAlone('creates', network, { count: 5000, maxWaitMs });
		},
	});
	return [
		creates(),
		...(isQuick ? [] : [creates(5000)]),
		{
			name: 'latecomer',
			leastMs: 20_000,
			run: async (lab) => {
				const network = { quota: bucketOf(2), latency: usual };
				return await lab.runAlone('latecomer', network, { queued: 10_000, times: 3, mostMs: 700 });
			},
		},
		besideBulk(2, isQuick ? 60_000 : 400_000, 4000, 1200),
		besideBulk(10, isQuick ? 40_000 : 100_000, 800, 300),
		block(2),
		block(10),
		{
			name: 'idle',
			leastMs: 25_000,
			run: async (lab) => {
				const network = { quota: bucketOf(10), latency: 'rtt30-const' };
				return await lab.run('idle', network, { count: 100, gapMs: 200, mostP50Ms: 8 });
			},
		},
	];
}
