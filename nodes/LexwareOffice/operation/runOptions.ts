// The node's own options: how a run behaves, whatever its resource.
// Drawn by properties.ts below the operation's fields, read by prepare.ts.
import type { CollectionValues, Fields } from './field';

const defaultMaxWaitMinutes = 10;

const fields = {
	maxWait: {
		type: 'number',
		displayName: 'Max Wait',
		default: defaultMaxWaitMinutes,
		minValue: 1,
		maxValue: 1440,
		description:
			'Minutes a request waits at most while the API asks for a pause or nothing moves. A queue that moves is never cut off.',
	},
} as const satisfies Fields;

export const runOptions = {
	type: 'collection',
	displayName: 'Options',
	fields,
} as const;

/** The options that a run goes by. */
export interface RunOptions {
	maxWaitMs: number;
}

export function toRunOptions({ maxWait }: CollectionValues<typeof fields>): RunOptions {
	return { maxWaitMs: (maxWait ?? defaultMaxWaitMinutes) * 60_000 };
}
