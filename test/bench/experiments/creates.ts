// Thousands of creates on a quota so fast that only the round trip bounds them; none may be refused for waiting, for the
// queue moves.
import { openOurs } from '../contenders/ours';
import { create } from '../measure';
import { controlOf } from '../loopback';
import { targetOf, type Place, type Promised } from './place';

export interface Creates {
	count: number;
	/** The node's default when left out. */
	maxWaitMs?: number;
}

export async function runCreates(place: Place, { count, maxWaitMs }: Creates): Promise<Promised[]> {
	const { send } = openOurs(targetOf(place), maxWaitMs);
	const startedAt = performance.now();
	const results = await Promise.allSettled(
		Array.from({ length: count }, async (_, index) => await send(create(`Company ${index}`))),
	);
	const tookS = (performance.now() - startedAt) / 1000;
	const refused = results.filter(({ status }) => status === 'rejected').length;
	const { executedWrites } = await controlOf(place.url).summary(place.apiKey);
	return [
		{
			name: `${count} creates at once, ${maxWaitMs === undefined ? 'default Max Wait' : `Max Wait ${maxWaitMs / 1000} s`}`,
			bar: `${count} in the books, 0 refused for waiting`,
			measured: `${executedWrites} in the books, ${refused} refused, ${tookS.toFixed(1)} s`,
			isKept: refused === 0 && executedWrites === count,
			isCount: true,
		},
	];
}
