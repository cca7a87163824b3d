// Who goes when inside one run: one lane per account, side by side; writes of a lane one after another in item order,
// reads as far ahead as the quota can use. Knows nothing of n8n. Called by run.ts.

export interface Lane {
	/** Item indexes in order. */
	items: number[];
	/** How many items of this lane may be under way at once. */
	breadth: number;
}

/** Groups the items of one account; the order of items stays. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		groups.set(key, [...(groups.get(key) ?? []), item]);
	}
	return groups;
}

/** Carries out all lanes and resolves when nothing is under way any more. `carryOut` must not throw. */
export async function runLanes(
	lanes: Lane[],
	carryOut: (itemIndex: number) => Promise<void>,
	stop: AbortSignal,
): Promise<void> {
	await Promise.all(
		lanes.map(async ({ items, breadth }) => {
			const left = items.values();
			const walk = async () => {
				for (const item of left) {
					if (stop.aborted) return;
					await carryOut(item);
				}
			};
			await Promise.all(Array.from({ length: breadth }, walk));
		}),
	);
}
