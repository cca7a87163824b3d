// Figures → the tables of the report.
import type { Sheet } from '../table';
import { ours } from './contenders';
import { lostOf, policyNames, spanRatio } from './judge';
import { quota, type Cell, type Results } from './run';

export function sheetsOf({ cells, costs, costItems, packages }: Results): Sheet[] {
	const policies = [...new Set(cells.map(({ policy }) => policy))];
	return [
		...policies.map((policy) => cellSheet(cells.filter((cell) => cell.policy === policy))),
		costSheet(costs, costItems),
		waitingSheet(cells),
		packageSheet(packages),
	];
}

function cellSheet(cells: Cell[]): Sheet {
	const policy = cells[0]?.policy ?? 'bucket';
	return {
		title: `${quota.requests} requests per second as ${policyNames[policy]}`,
		head: [
			'executions × items',
			'contender',
			'span ÷ minimum',
			'429',
			'doubled',
			'lost',
			'of these: not written / written unnoticed',
			'failed executions',
		],
		rows: cells.map((cell) => [
			`${cell.executions} × ${cell.items}`,
			cell.entrant === ours ? `**${ours}**` : cell.entrant,
			spanRatio(cell).toFixed(3),
			...[cell.figures.refused, cell.figures.doubled, lostOf(cell)].map(String),
			`${cell.figures.withoutDocument} / ${cell.figures.withoutOutput}`,
			`${cell.figures.failed} of ${cell.executions}`,
		]),
	};
}

function costSheet(costs: Results['costs'], items: number): Sheet {
	const perItem = (bytes: number) => `${(bytes / items).toFixed(0)} B`;
	return {
		title: `One execution with ${items.toLocaleString('en')} items, no quota in the way`,
		head: [
			'contender',
			'items out',
			'CPU ms per request',
			'heap while n8n holds the result',
			'per item',
			'heap left when it is forgotten',
			'per item',
		],
		rows: costs.map(({ entrant, figures: { out, cpuMs, heldBytes, leftBytes } }) => [
			entrant,
			String(out),
			cpuMs.toFixed(2),
			megabytes(heldBytes),
			perItem(heldBytes),
			megabytes(leftBytes),
			perItem(leftBytes),
		]),
	};
}

/** Of contenders that send at the same pace; the longest execution says most. */
function waitingSheet(cells: Cell[]): Sheet {
	const [{ executions, items } = { executions: 0, items: 0 }] = cells;
	const paced = cells.filter(
		(cell) =>
			cell.policy === 'bucket' &&
			cell.executions === executions &&
			cell.items === items &&
			spanRatio(cell) > 0.9,
	);
	return {
		title: `CPU of n8n's engine and the node at 2 requests per second, ${executions} × ${items}`,
		head: ['contender', 'CPU ms per request'],
		rows: paced.map(({ entrant, figures }) => [entrant, figures.cpuMs.toFixed(1)]),
	};
}

function packageSheet(packages: Results['packages']): Sheet {
	return {
		title: 'What n8n loads',
		head: ['package', 'time to require, ms', 'tarball', 'unpacked', 'files'],
		rows: packages.map(({ name, requireMs, size }) => [
			name,
			requireMs.toFixed(0),
			...(size
				? [kilobytes(size.packedBytes), kilobytes(size.unpackedBytes), String(size.files)]
				: ['part of n8n', '', '']),
		]),
	};
}

function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

function kilobytes(bytes: number): string {
	return `${Math.ceil(bytes / 1000)} kB`;
}
