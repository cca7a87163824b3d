/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the table goes to stdout, past jest's console */
// The promises of the limiter against servers of four kinds and networks of eight, in virtual time.
import type { Execution } from '../../nodes/LexwareOffice/transport/slot';
import { installClock, seededRandom, uninstallClock } from '../support/clock';
import {
	createRequest,
	jain,
	openWorld,
	percentile,
	profiles,
	readRequest,
	utilisation,
	type Policy,
	type Profile,
	type World,
} from './simulation';

const windowMs = 1000;
const table: string[] = [];

afterEach(uninstallClock);
afterAll(() => {
	process.stdout.write(`${table.join('\n')}\n`);
});

function world(policy: Policy, requests: number, profile: Profile, seed = 1): World {
	return openWorld({ policy, requests, windowMs, profile, seed, clock: installClock(seed) });
}

const patient = (): Execution => ({ maxWaitMs: 600_000 });

function times<T>(count: number, make: (index: number) => T): T[] {
	return Array.from({ length: count }, (_, index) => make(index));
}

async function readAll({ clock, run }: World, count: number): Promise<void> {
	const execution = patient();
	const runs = times(count, async () => await run(readRequest, execution));
	const results = await clock.until(Promise.all(runs));
	expect(results.every(({ kind }) => kind === 'answer')).toBe(true);
}

const steady = [
	profiles.rtt30Const,
	profiles.rtt30Jit10,
	profiles.rtt150Jit20,
	profiles.rtt600Const,
];
const all = Object.values(profiles);
const shaky = [profiles.rtt150Jit60];

/** Policy, N, networks, least use in percent, most refusals of 300. */
const bars: Array<[Policy, number, Profile[], number, number]> = [
	['bucket', 2, all, 97.5, 0],
	['bucket', 10, all, 97.5, 0],
	['sliding', 2, steady, 96.5, 1],
	['sliding', 10, steady, 92, 2],
	['sliding', 2, shaky, 90, 6],
	['fixed', 2, steady, 97.5, 1],
	['fixed', 10, steady, 97.5, 1],
	['spacing', 2, steady, 93, 4],
];
const cells = bars.flatMap(([policy, requests, networks, least, most]) =>
	networks.map((profile) => ({ policy, requests, profile, least, most, name: profile.name })),
);

describe('300 reads at once', () => {
	it.each(cells)(
		'use at least $least % of a $policy of $requests over $name, refused at most $most times',
		async ({ policy, requests, profile, least, most }) => {
			for (const seed of [1, 2]) {
				const own = world(policy, requests, profile, seed);
				await readAll(own, 300);
				const used = utilisation(own.server.accepted, requests, windowMs);
				const refused = own.server.refusedAt.length;
				uninstallClock();
				table.push(
					`reads   ${policy.padEnd(8)} N=${requests} ${profile.name.padEnd(14)} ${used.toFixed(1)} % / ${refused}`,
				);
				expect(refused).toBeLessThanOrEqual(most);
				expect(used).toBeGreaterThanOrEqual(least);
			}
		},
	);
});

describe('writes, one at a time', () => {
	const networks = [
		profiles.rtt30Const,
		profiles.rtt150Jit20,
		profiles.rtt150Jit60,
		profiles.rtt600Const,
		profiles.rtt600Jit100,
	];
	const loads = [2, 10].flatMap((requests) =>
		networks.map((profile) => ({ requests, profile, name: profile.name })),
	);

	it.each(loads)(
		'lose at most 3 % of what N = $requests and $name allow, asked one by one',
		async ({ requests, profile }) => {
			const own = world('bucket', requests, profile);
			const execution = patient();
			let busyMs = 0;
			const send = async () => {
				const sentAt = own.clock.now();
				const outcome = await own.server.send(createRequest);
				busyMs += own.clock.now() - sentAt;
				return outcome;
			};
			const work = async () => {
				for (let i = 0; i < 200; i++) await own.run(createRequest, execution, send);
			};
			await own.clock.until(work());
			const { accepted, refusedAt } = own.server;
			const rate = (utilisation(accepted, requests, windowMs) * requests) / 100;
			const possible = Math.min(requests, (200 * 1000) / busyMs);
			const share = (100 * rate) / possible;
			table.push(
				`writes  bucket   N=${requests} ${profile.name.padEnd(14)} ${share.toFixed(1)} % / ${refusedAt.length}`,
			);
			expect(refusedAt).toHaveLength(0);
			expect(share).toBeGreaterThanOrEqual(97);
		},
	);

	it('are never refused for waiting: 5,000 on a fast quota, with ten minutes of patience', async () => {
		const own = world('bucket', 50, profiles.rtt30Jit10);
		const execution = patient();
		const runs = times(5000, async () => await own.run(createRequest, execution));
		const results = await own.clock.until(Promise.all(runs));
		expect(results.filter(({ kind }) => kind !== 'answer')).toEqual([]);
		expect(own.server.accepted).toHaveLength(5000);
		expect(own.server.refusedAt).toHaveLength(0);
	});

	it('are never refused for waiting: 2,000 at 2 per second, with a minute of patience', async () => {
		const own = world('bucket', 2, profiles.rtt150Jit20);
		const execution = { maxWaitMs: 60_000 };
		const runs = times(2000, async () => await own.run(createRequest, execution));
		const results = await own.clock.until(Promise.all(runs));
		expect(results.filter(({ kind }) => kind !== 'answer')).toEqual([]);
		expect(own.clock.now()).toBeGreaterThan(900_000);
	});
});

describe('executions side by side', () => {
	it.each([2, 10])('share alike, and lose nothing by it (N = %i)', async (requests) => {
		const own = world('bucket', requests, profiles.rtt150Jit20);
		const served = times(8, () => 0);
		const runs = times(8, (owner) => {
			const execution = patient();
			return times(75, async () => {
				await own.run(readRequest, execution);
				if (own.server.accepted.length < 500) served[owner]! += 1;
			});
		});
		await own.clock.until(Promise.all(runs.flat()));
		const used = utilisation(own.server.accepted, requests, windowMs);
		table.push(
			`8 runs  bucket   N=${requests} rtt150-jit20   ${used.toFixed(1)} % / ${own.server.refusedAt.length}, Jain ${jain(served).toFixed(3)}`,
		);
		expect(own.server.refusedAt).toHaveLength(0);
		expect(used).toBeGreaterThanOrEqual(97.5);
		expect(jain(served)).toBeGreaterThanOrEqual(0.99);
	});

	it('let a single request pass a run of 10,000 that started 100 ms before', async () => {
		const own = world('bucket', 2, profiles.rtt150Jit20);
		const controller = new AbortController();
		const bulk = { maxWaitMs: 600_000, signal: controller.signal };
		const runs = times(10_000, async () => await own.run(readRequest, bulk));
		await own.clock.pass(100);
		const askedAt = own.clock.now();
		let leftAt = Infinity;
		const single = own.run(readRequest, patient(), async (request) => {
			leftAt = own.clock.now();
			return await own.server.send(request);
		});
		await own.clock.until(single);
		table.push(`single  beside 10,000, N=2: leaves after ${(leftAt - askedAt).toFixed(0)} ms`);
		expect(leftAt - askedAt).toBeLessThanOrEqual(700);
		controller.abort();
		await own.clock.until(Promise.all(runs));
	});

	it.each([
		[2, 1200, 8000],
		[10, 300, 1500],
	])(
		'N = %i: 99 % of singles beside three bulk runs leave within %i ms',
		async (n, most, meanGapMs) => {
			const own = world('bucket', n, profiles.rtt150Jit20);
			const { clock } = own;
			const random = seededRandom(7);
			const lengthMs = 150 * meanGapMs;
			const perRun = (lengthMs * n) / 1000 / 2;
			const controller = new AbortController();
			const served = [0, 0, 0];
			for (let owner = 0; owner < 3; owner++) {
				const bulk = { maxWaitMs: 600_000, signal: controller.signal };
				for (let i = 0; i < perRun; i++) {
					void own.run(readRequest, bulk).then(({ kind }) => {
						if (kind === 'answer') served[owner]! += 1;
					});
				}
			}
			const waits: number[] = [];
			while (clock.now() < lengthMs) {
				await clock.pass(-Math.log(1 - random()) * meanGapMs);
				const askedAt = clock.now();
				void own.run(readRequest, patient(), async (request) => {
					waits.push(clock.now() - askedAt);
					return await own.server.send(request);
				});
			}
			controller.abort();
			await clock.pass(5000);
			const [p50, p95, p99] = [50, 95, 99].map((percent) => percentile(waits, percent).toFixed(0));
			table.push(
				`beside 3 bulk runs, N=${n}: waits p50 ${p50}, p95 ${p95}, p99 ${p99} ms; bulk Jain ${jain(served).toFixed(3)}`,
			);
			expect(percentile(waits, 99)).toBeLessThanOrEqual(most);
			expect(jain(served)).toBeGreaterThanOrEqual(0.99);
			expect(own.server.refusedAt).toHaveLength(0);
		},
	);
});
