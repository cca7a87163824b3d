// What can become of an item, and the panels of the chart that shows it.
import type { Cell } from './run';

/** From left to right in a bar. Colours differ in lightness too, for whoever sees no red and green. */
export const fates = [
	{
		name: 'once, known to the workflow',
		color: '#1b7f5c',
		of: ({ executions, items, figures }: Cell) =>
			executions * items - figures.withoutDocument - figures.withoutOutput,
	},
	{
		name: 'in the books, output lost',
		color: '#f2b134',
		of: ({ figures }: Cell) => figures.withoutOutput,
	},
	{ name: 'never written', color: '#c9ced8', of: ({ figures }: Cell) => figures.withoutDocument },
	{
		name: 'doublets',
		color: '#b3261e',
		of: ({ figures }: Cell) => figures.doubled,
	},
];

export function panelsOf(cells: Cell[]): Cell[][] {
	const counts = [...new Set(cells.map(({ executions }) => executions))];
	return counts.map((count) => cells.filter(({ executions }) => executions === count));
}

export function titleOf(cell: Cell | undefined): string {
	if (!cell) return '';
	const { executions, items } = cell;
	return executions === 1
		? `1 execution × ${items}`
		: `${executions} executions at once × ${items}`;
}

export function itemsOf({ executions, items }: Cell): number {
	return executions * items;
}

export function percentOfAll(cell: Cell): number {
	return (100 * (itemsOf(cell) + cell.figures.doubled)) / itemsOf(cell);
}
