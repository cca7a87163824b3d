// Figures → the tables of the report, and the sentences about counts that are not what was promised.
import type { Promised } from './experiments/place';
import type { Lag } from './measure';
import { describeCell } from './plan';
import type { CellResult, OverheadResult, Results } from './run';
import type { Sheet } from './table';

/** Beyond this, requests left or arrived later than they were meant to. */
const noisyLagMs = 10;

export function sheetsOf({ cells, promised, overhead }: Results): Sheet[] {
	return [
		...cellSheets(cells),
		...(promised.length > 0 ? [promiseSheet(promised)] : []),
		...(overhead.length > 0 ? [overheadSheet(overhead)] : []),
	];
}

function isNoisy({ figures, machineLag }: CellResult): boolean {
	return Math.max(figures.lag.p99Ms, machineLag.p99Ms) > noisyLagMs;
}

/** One table per section, in the order in which sections come up first. */
function cellSheets(results: CellResult[]): Sheet[] {
	const titles = [...new Set(results.map(({ cell }) => cell.section))];
	return titles.map((title) => ({
		title,
		head: cellHead,
		rows: results.filter(({ cell }) => cell.section === title).map(toRow),
	}));
}

const cellHead = [
	'contender',
	'server',
	'N',
	'network',
	'runs',
	'used %',
	'429',
	'lost',
	'wait p50 / p95 / p99 ms',
	'Jain',
	'loop lag p99 / most ms',
];

function toRow(result: CellResult): string[] {
	const { cell, figures, machineLag } = result;
	const { network, load, leastUsed, mostRefused } = cell;
	const { used, refused, lost, unfinished, doubled, wait, jain } = figures;
	return [
		load.contender,
		network.quota.policy,
		String(network.quota.requests),
		network.latency,
		String(load.executions),
		`${used.toFixed(1)}${barOf('>=', leastUsed, used)}`,
		`${refused}${barOf('<=', mostRefused, refused)}`,
		[
			String(lost),
			...(unfinished > 0 && !isNoisy(result) ? [`${unfinished} unfinished`] : []),
			...(doubled > 0 ? [`${doubled} DOUBLED`] : []),
		].join(', '),
		[wait.p50, wait.p95, wait.p99].map(Math.round).join(' / '),
		jain.toFixed(3),
		`${describeLag(figures.lag)}${isNoisy(result) ? ` NOISY (machine ${describeLag(machineLag)})` : ''}`,
	];
}

function barOf(sign: '>=' | '<=', bar: number | undefined, value: number): string {
	if (bar === undefined) return '';
	const isMissed = sign === '>=' ? value < bar : value > bar;
	return ` (${sign} ${bar}${isMissed ? ', MISSED' : ''})`;
}

function describeLag({ p99Ms, maxMs }: Lag): string {
	return `${p99Ms.toFixed(1)} / ${maxMs.toFixed(0)}`;
}

function promiseSheet(promised: Promised[]): Sheet {
	return {
		title: 'Promises beside the rate',
		head: ['what', 'bar', 'measured', 'kept'],
		rows: promised.map(({ name, bar, measured, isKept }) => [
			name,
			bar,
			measured,
			isKept ? 'yes' : 'MISSED',
		]),
	};
}

function overheadSheet(results: OverheadResult[]): Sheet {
	return {
		title: 'Cost, each in a process of its own',
		head: [
			'contender',
			'CPU ms per request',
			'bytes per queued request',
			'enqueue 10,000 ms',
			'stop 10,000 ms',
			'loop lag p99 / most ms with 10,000 queued',
		],
		rows: results.map(({ contender, figures: { cpuMs, queue } }) => [
			contender,
			cpuMs.toFixed(1),
			...(queue
				? [queue.bytesEach, queue.enqueueMs, queue.stopMs].map((value) => value.toFixed(0))
				: ['-', '-', '-']),
			queue ? describeLag(queue.lag) : '-',
		]),
		notes: [
			'Bars of this package: at most 1,600 bytes per queued request with Max Wait and signal set, loop lag p99 at most 20 ms.',
		],
	};
}

/** What chance may add to the refusals of a quick run, which is over in a minute, where the server grants no burst. */
const spareRefusals = 2;

/**
 * Counts that are not what was promised. Of a noisy cell, refusals count only where the server grants a burst, and what was
 * not done in time does not count.
 */
export function brokenCounts({ cells, promised }: Results, isQuick: boolean): string[] {
	return [
		...cells.flatMap((result) =>
			countsOf(result, isQuick).map((finding) => `${describeCell(result.cell)}: ${finding}`),
		),
		...promised
			.filter(({ isCount, isKept }) => isCount && !isKept)
			.map(({ name, bar, measured }) => `${name}: ${measured}, promised ${bar}`),
	];
}

function countsOf(result: CellResult, isQuick: boolean): string[] {
	const { load, network, mostRefused = Infinity } = result.cell;
	if (load.contender !== 'this package') return [];
	const { refused, lost, unfinished, doubled } = result.figures;
	const hasBurst = network.quota.policy === 'bucket';
	const isExcused = isNoisy(result) && !hasBurst;
	return [
		...(refused > mostRefused + (isQuick && !hasBurst ? spareRefusals : 0) && !isExcused
			? [`${refused} refused of ${mostRefused} allowed`]
			: []),
		...(lost > 0 ? [`${lost} lost`] : []),
		...(unfinished > 0 && !isNoisy(result) ? [`${unfinished} not done in time`] : []),
		...(doubled > 0 ? [`${doubled} written twice`] : []),
	];
}
