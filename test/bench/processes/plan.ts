// The scenes of the benchmark for several processes, and what is promised of ours (the notes on rate limiting, section 9).
import { opponents, type Mode } from './modes';
import type { Mishap, Scene } from './scene';

const ours: Mode = 'this package, Redis';
const latency = 'rtt30-jit10';
const minute = 60_000;

type Draft = Partial<Scene> & Pick<Scene, 'section' | 'title'>;

function scene(draft: Draft): Scene {
	const { requests = 10, processes = 4 } = draft;
	// Forty to fifty seconds of work, whatever the quota.
	const each = Math.round((requests === 10 ? 400 : 100) / processes);
	const usual = { mode: ours, policy: 'bucket', requests, latency, processes, each } as const;
	return { ...usual, ...draft };
}

const fixedShare: Mode = 'this package, fixed share';
const barsOf = (mode: Mode) =>
	mode === fixedShare ? { leastUsed: 75, mostRefused: 14 } : undefined;
const each = (make: (mode: Mode) => Draft[]) => opponents.flatMap(make);
const limits = [2, 10];

function steady(): Draft[] {
	const section = 'Four processes, all at work';
	const title = 'undisturbed';
	const promised = { leastJain: 0.99, mostRoundTrips: 1.1 };
	return limits.flatMap((requests) => [
		{ section, title, requests, bars: { ...promised, leastUsed: 97.5, mostRefused: 0 } },
		{
			...{ section, title, requests, policy: 'sliding' as const },
			bars: { ...promised, leastUsed: 93, mostRefused: 1 },
		},
		...each((mode) => [
			{ section, title, requests, mode, bars: barsOf(mode) },
			{ section, title, requests, mode, policy: 'sliding', bars: barsOf(mode) },
		]),
	]);
}

function sizes(): Draft[] {
	const section = 'One, two, four processes';
	const bars = { leastUsed: 97.5, mostRefused: 0 };
	return limits.flatMap((requests) => [
		{ section, title: 'alone, Redis off', requests, processes: 1, mode: opponents[0] },
		...[1, 2, 4].map((processes) => ({
			...{ section, title: `${processes} with Redis`, requests, processes },
			bars,
		})),
	]);
}

function mishaps(): Draft[] {
	const section = 'Mishaps';
	const away = (forMs: number): Mishap => ({ kind: 'redisAway', atMs: 8000, forMs });
	const kill: Mishap = { kind: 'kill', atMs: 8000 };
	const block: Mishap = { kind: 'block', atMs: 8000, forMs: 5000 };
	const skewMs = [0, minute, -minute, 5000];
	const [, , , lease] = opponents;
	return [
		...limits.flatMap((requests): Draft[] => [
			{
				...{ section, title: 'one killed', requests, mishap: kill },
				bars: { leastAfterKill: 93, mostGapWindows: 2, mostRefused: 0 },
			},
			...[3, 8].map((seconds) => ({
				...{ section, title: `Redis away ${seconds} s`, requests, mishap: away(1000 * seconds) },
				bars: { leastUsed: 88, mostRefused: 3 },
			})),
			{
				...{ section, title: 'Redis away 20 s', requests, mishap: away(20_000) },
				bars: { mostRefused: 3 },
			},
			{
				...{ section, title: 'clocks ± 60 s', requests, skewMs },
				bars: { leastUsed: 97.5, mostRefused: 0 },
			},
			{ section, title: 'blocked 5 s', requests, mishap: block, bars: { mostRefused: 3 } },
		]),
		{ section, title: 'one killed', mode: lease, mishap: kill },
		{ section, title: 'Redis away 3 s', mode: lease, mishap: away(3000) },
		{ section, title: 'clocks ± 60 s', mode: lease, skewMs },
		{ section, title: 'blocked 5 s', mode: lease, mishap: block },
	];
}

/** Those whose description has the text in it; all when it is empty. */
export function planScenes(only: string): Scene[] {
	return [...steady(), ...sizes(), ...mishaps()]
		.map(scene)
		.filter((one) => describeScene(one).includes(only));
}

export function describeScene({ title, mode, policy, requests, processes }: Scene): string {
	return `${mode}, ${title}, ${policy}, N = ${requests}, ${processes} processes`;
}
