/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// Carries out a plan: what must be alone first, then everything else side by side, the longest first, so that nothing is
// left over at the end.
import PQueue from 'p-queue';

import type { LoadFigures } from './experiments/load';
import type { Overhead, OverheadFigures } from './experiments/overhead';
import type { Promised } from './experiments/place';
import { Lab } from './lab';
import { watchLag, type Lag } from './measure';
import { describeCell, leastMs, type Cell, type Plan } from './plan';
import type { PromisePlan } from './promises';

export interface CellResult {
	cell: Cell;
	figures: LoadFigures;
	/** How late this process was meanwhile, which does nothing but wait. */
	machineLag: Lag;
}

export interface OverheadResult {
	contender: string;
	figures: OverheadFigures;
}

export interface Results {
	cells: CellResult[];
	promised: Promised[];
	overhead: OverheadResult[];
}

/** Experiments at a time: little enough that two cores are idle most of the time. */
const mostAtOnce = 18;
const senders = { ours: 3, opponents: 2 };

export async function runAll(plan: Plan, tell: (what: string) => void): Promise<Results> {
	const side = Math.min(
		mostAtOnce,
		Math.max(plan.overheads.length, plan.cells.length + plan.promises.length),
	);
	const lab = await Lab.open(side, senders);
	process.once('exit', () => lab.close());
	tell(`${side} servers and their senders are up`);
	const measure = async (options: Overhead) => await measureOverhead(lab, options, tell);
	// Ours alone, for its event loop is looked at; then the others side by side.
	const [first, ...others] = plan.overheads;
	const alone = first ? [await measure(first)] : [];
	const overhead = [...alone, ...(await Promise.all(others.map(measure)))];
	const queue = new PQueue({ concurrency: side });
	const promised = plan.promises.map(
		async (promise) =>
			await queue.add(async () => await keep(lab, promise, tell), { priority: promise.leastMs }),
	);
	const cells = plan.cells.map(
		async (cell) =>
			await queue.add(async () => await runCell(lab, cell, tell), { priority: leastMs(cell) }),
	);
	const results = {
		cells: await Promise.all(cells),
		promised: (await Promise.all(promised)).flat(),
		overhead,
	};
	lab.close();
	return results;
}

async function measureOverhead(
	lab: Lab,
	options: Overhead,
	tell: (what: string) => void,
): Promise<OverheadResult> {
	const quota = { policy: 'bucket', requests: 10, windowMs: 1000, retryAfter: 'seconds' } as const;
	const network = { quota, latency: 'rtt30-const' };
	const figures = await lab.runAlone('overhead', network, options);
	tell(`cost of ${options.contender}: ${figures.cpuMs.toFixed(1)} ms of CPU per request`);
	return { contender: options.contender, figures };
}

async function runCell(lab: Lab, cell: Cell, tell: (what: string) => void): Promise<CellResult> {
	const readLag = watchLag();
	const by = cell.load.contender === 'this package' ? 'ours' : 'opponents';
	const figures = await lab.run('load', cell.network, cell.load, by);
	tell(`${describeCell(cell)}: ${figures.used.toFixed(1)} %, ${figures.refused} refused`);
	return { cell, figures, machineLag: readLag() };
}

async function keep(
	lab: Lab,
	{ name, run }: PromisePlan,
	tell: (what: string) => void,
): Promise<Promised[]> {
	const promised = await run(lab);
	for (const { bar, measured } of promised) tell(`${name}: ${measured} (${bar})`);
	return promised;
}
