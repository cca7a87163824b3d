// What the counts of a contender are worth: how near to the minimum, how many lost, where an opponent does better, and what
// may not be.
import { ours } from './contenders';
import { quota, type Cell, type Policy, type Results } from './run';

export const policyNames: Record<Policy, string> = {
	bucket: 'token bucket',
	sliding: 'exact sliding window',
};

/** Span between the first and the last accepted request ÷ the least that the quota allows for all items. */
export function spanRatio({ executions, items, figures }: Cell): number {
	const minimumMs = ((executions * items - quota.requests) * quota.windowMs) / quota.requests;
	return figures.spanMs / minimumMs;
}

export function lostOf({ figures }: Cell): number {
	return figures.withoutDocument + figures.withoutOutput;
}

/** Where somebody loses and doubles nothing and is faster than this package. */
export function behind({ cells }: Results): string[] {
	return cells
		.filter((cell) => cell.entrant === ours)
		.flatMap((own) =>
			cells
				.filter(
					(cell) => isSameTask(cell, own) && isFlawless(cell) && spanRatio(cell) < spanRatio(own),
				)
				.map(
					(faster) =>
						`${own.executions} × ${own.items}, ${policyNames[own.policy]}: ${faster.entrant} is faster, ` +
						`${spanRatio(faster).toFixed(3)} to ${spanRatio(own).toFixed(3)} of the minimum.`,
				),
		);
}

function isSameTask(a: Cell, b: Cell): boolean {
	return a.policy === b.policy && a.executions === b.executions && a.items === b.items;
}

/** Every item once, and its output. */
export function isFlawless(cell: Cell): boolean {
	return lostOf(cell) === 0 && cell.figures.doubled === 0;
}

/** Counts of this package that are not what it promises. */
export function brokenCounts({ cells, costs, costItems }: Results): string[] {
	const own = cells.filter(({ entrant }) => entrant === ours);
	const ownCost = costs.find(({ entrant }) => entrant === ours);
	return [
		...own.flatMap((cell) => {
			const task = `${cell.executions} × ${cell.items}, ${policyNames[cell.policy]}`;
			const { refused, doubled } = cell.figures;
			return [
				...(lostOf(cell) > 0 ? [`${task}: ${lostOf(cell)} lost`] : []),
				...(doubled > 0 ? [`${task}: ${doubled} doubled`] : []),
				...(cell.policy === 'bucket' && refused > 0 ? [`${task}: ${refused} refused`] : []),
			];
		}),
		...(ownCost?.figures.out === costItems
			? []
			: [`${ownCost?.figures.out} of ${costItems} items out`]),
	];
}
