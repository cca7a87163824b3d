// What is measured, and what is promised of it: the loads of a quick and of a full run. Bars without a figure here are
// only shown. Sources: the notes on rate limiting, sections 1 (networks) and 9 (bars).
import type { QuotaSpec } from '../support/lexware/throttle';
import { opponents } from './contenders';
import type { Load } from './experiments/load';
import { nobody, type Overhead } from './experiments/overhead';
import type { Network } from './loopback';
import { planPromises, type PromisePlan } from './promises';

export interface Cell {
	section: string;
	network: Network;
	load: Load;
	/** Percent. */
	leastUsed?: number;
	mostRefused?: number;
}

export interface Plan {
	cells: Cell[];
	promises: PromisePlan[];
	overheads: Overhead[];
}

/** `only`: whatever has this text in its name; empty for all. */
export function plan(isQuick: boolean, only: string): Plan {
	return {
		cells: planCells(isQuick).filter((cell) => describeCell(cell).includes(only)),
		promises: planPromises(isQuick).filter(({ name }) => name.includes(only)),
		overheads: planOverheads().filter(({ contender }) => `cost of ${contender}`.includes(only)),
	};
}

export function describeCell({ network: { quota, latency }, load }: Cell): string {
	const kind = load.isWrite ? 'writes' : load.arrivalShare ? 'random reads' : 'reads';
	return `${load.contender}, ${kind}, ${quota.policy}, N = ${quota.requests}, ${latency}, ${load.executions} runs`;
}

/** Where there is no queue, nothing is queued. */
function planOverheads(): Overhead[] {
	return [
		{ contender: 'this package', sent: 60, queued: 10_000 },
		{ contender: nobody, sent: 60 },
		...opponents.map((contender) => ({
			contender,
			sent: 60,
			queued: contender === 'axios-retry' ? undefined : 10_000,
		})),
	];
}

type Policy = QuotaSpec['policy'];

const windowMs = 1000;
const policies: Policy[] = ['bucket', 'sliding', 'fixed', 'spacing'];
const limits = [2, 10];
const networks = [
	'rtt30-const',
	'rtt30-jit10',
	'rtt150-jit20',
	'rtt150-jit60',
	'rtt600-const',
	'rtt600-jit100',
	'rtt30-proc',
	'rtt30-tail',
];
/** Networks whose one-way delay varies by 20 ms at most. */
const steady = ['rtt30-const', 'rtt30-jit10', 'rtt150-jit20', 'rtt600-const'];
const usual = 'rtt150-jit20';

function planCells(isQuick: boolean): Cell[] {
	const countOf = (requests: number) => (isQuick && requests === 2 ? 100 : 300);
	const cells = isQuick ? quickCells() : fullCells();
	return cells.map((draft) => toCell(draft, countOf(draft.requests)));
}

/** How long a cell takes at least. */
export function leastMs({ network: { quota }, load: { count, arrivalShare = 1 } }: Cell): number {
	return (count * quota.windowMs) / quota.requests / arrivalShare;
}

interface Draft {
	section: string;
	policy: Policy;
	requests: number;
	latency: string;
	load?: Partial<Load>;
}

function toCell({ section, policy, requests, latency, load }: Draft, count: number): Cell {
	const quota: QuotaSpec = { policy, requests, windowMs, retryAfter: 'seconds' };
	const shortestMs = (count * windowMs) / requests / (load?.arrivalShare ?? 1);
	return {
		section,
		network: { quota, latency },
		load: {
			contender: 'this package',
			count,
			executions: 1,
			limitMs: 1.6 * shortestMs + 15_000,
			...load,
		},
		...barsOf(policy, requests, latency, load),
	};
}

function barsOf(
	policy: Policy,
	requests: number,
	latency: string,
	{ contender = 'this package', arrivalShare, isWrite }: Partial<Load> = {},
): Pick<Cell, 'leastUsed' | 'mostRefused'> {
	if (contender !== 'this package') return {};
	const isSteady = steady.includes(latency);
	if (policy === 'bucket')
		return { leastUsed: arrivalShare ? undefined : isWrite ? 97 : 97.5, mostRefused: 0 };
	const bars: Partial<Record<string, [leastUsed: number, mostRefused: number]>> = isSteady
		? {
				'sliding 2': [96.5, 1],
				'sliding 10': [92, 2],
				'fixed 2': [97.5, 1],
				'fixed 10': [97.5, 1],
				'spacing 2': [93, 4],
			}
		: { 'sliding 2 rtt150-jit60': [90, 6] };
	const place = `${policy} ${requests}`;
	const [leastUsed, mostRefused] = bars[isSteady ? place : `${place} ${latency}`] ?? [];
	return { leastUsed: arrivalShare ? undefined : leastUsed, mostRefused };
}

const sections = {
	reads: 'Reads of one execution, all at once',
	executions: 'Reads of several executions, all at once',
	writes: 'Writes, one at a time (used: of what the round trip allows)',
	random: 'Reads at random times, 70 % of the quota',
	opponents: 'What users would pick instead: reads, all at once',
	alone: 'The same in 4 executions that know nothing of each other',
};

/** Every combination. */
function across(
	section: string,
	of: { policies: Policy[]; limits?: number[]; networks: string[]; loads?: Array<Partial<Load>> },
): Draft[] {
	return of.policies.flatMap((policy) =>
		(of.limits ?? limits).flatMap((requests) =>
			of.networks.flatMap((latency) =>
				(of.loads ?? [{}]).map((load) => ({ section, policy, requests, latency, load })),
			),
		),
	);
}

const each = (load: Partial<Load> = {}) => opponents.map((contender) => ({ ...load, contender }));
const arrivalShare = 0.7;

function fullCells(): Draft[] {
	return [
		...across(sections.reads, { policies, networks }),
		...across(sections.executions, {
			policies,
			networks: [usual],
			loads: [{ executions: 4 }, { executions: 8 }],
		}),
		...across(sections.writes, {
			policies: ['bucket'],
			networks: ['rtt30-const', 'rtt150-jit20', 'rtt150-jit60', 'rtt600-const'],
			loads: [{ isWrite: true, limitMs: 400_000 }],
		}),
		...across(sections.random, {
			policies: ['bucket', 'sliding'],
			networks: [usual],
			loads: [{ arrivalShare }, ...each({ arrivalShare })],
		}),
		...across(sections.opponents, { policies, networks: [usual], loads: each() }),
		...across(sections.alone, {
			policies: ['bucket'],
			networks: [usual],
			loads: [{ executions: 4 }, ...each({ executions: 4 })],
		}),
	];
}

function quickCells(): Draft[] {
	return [
		...across(sections.reads, {
			policies: ['bucket'],
			networks: ['rtt150-jit60', 'rtt600-jit100'],
		}),
		...across(sections.reads, { policies: ['sliding'], networks: ['rtt30-jit10', usual] }),
		...across(sections.reads, { policies: ['fixed', 'spacing'], networks: [usual] }),
		...across(sections.executions, {
			policies: ['bucket', 'sliding'],
			networks: [usual],
			loads: [{ executions: 8 }],
		}),
		...across(sections.writes, {
			policies: ['bucket'],
			networks: [usual],
			loads: [{ isWrite: true, limitMs: 100_000 }],
		}),
		...across(sections.random, {
			policies: ['sliding'],
			limits: [10],
			networks: [usual],
			loads: [{ arrivalShare }],
		}),
		...across(sections.opponents, { policies: ['sliding'], networks: [usual], loads: each() }),
		...across(sections.alone, {
			policies: ['bucket'],
			limits: [10],
			networks: [usual],
			loads: [{ executions: 4 }, ...each({ executions: 4 })],
		}),
	];
}
