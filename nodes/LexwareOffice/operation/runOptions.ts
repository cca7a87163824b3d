// The node's own options: how a run behaves, whatever its resource.
// Drawn by properties.ts below the operation's fields, read by prepare.ts.
import { isJsonObject, type Operation } from './define';
import type { CollectionValues, Field, Fields } from './field';

const defaultMaxWaitMinutes = 10;

const fields = {
	idempotencyKey: {
		type: 'string',
		displayName: 'Idempotency Key',
		placeholder: 'e.g. order 4711',
		description:
			'What makes the item unique, such as the order number of a shop. This node then does not create it again in a later execution; two executions at the same moment are not protected from each other.',
	},
	maxWait: {
		type: 'number',
		displayName: 'Max Wait',
		default: defaultMaxWaitMinutes,
		minValue: 1,
		maxValue: 1440,
		description:
			'Minutes a request waits at most while the API asks for a pause or nothing moves. A queue that moves is never cut off.',
	},
	onUnknownOutcome: {
		type: 'options',
		displayName: 'On Unknown Outcome',
		default: 'lookUp',
		options: [
			{
				name: 'Look Up',
				value: 'lookUp',
				description:
					'Look for the record by number or content and time, and go on with it if it is certain',
			},
			{ name: 'Stop', value: 'stop', description: 'Stop the item without looking' },
		],
		description:
			'What to do when the answer to a creation is lost. It is never sent again, as that could make a second record.',
	},
} as const satisfies Fields;

/** All of them, for reading. */
export const runOptions = {
	type: 'collection',
	displayName: 'Options',
	fields,
} as const;

/** Those that mean something to the operation, for drawing. */
export function optionsFor(operation: Operation): Field {
	const { idempotencyKey, maxWait, onUnknownOutcome } = fields;
	return {
		...runOptions,
		fields: {
			...(takesKey(operation) && { idempotencyKey }),
			maxWait,
			...(operation.findWritten && { onUnknownOutcome }),
		},
	};
}

/** Whether an item of the operation can have an idempotency key. */
export function takesKey({ value }: Operation): boolean {
	return value === 'create';
}

/** A key that came out empty would be no protection, and nobody would notice. */
export function checkKey(operation: Operation, options: unknown): string[] {
	const isAdded = isJsonObject(options) && 'idempotencyKey' in options && takesKey(operation);
	const isEmpty = isAdded && String(options.idempotencyKey ?? '').trim() === '';
	return isEmpty ? ["'Options → Idempotency Key' is empty"] : [];
}

/** The options that a run goes by. */
export interface RunOptions {
	maxWaitMs: number;
	/** Whether a record is looked for when the answer to its creation was lost. */
	isLookedUp: boolean;
	/** What a later execution knows the item by; only creates have one. */
	idempotencyKey?: string;
}

export function toRunOptions(given: CollectionValues<typeof fields>): RunOptions {
	const { idempotencyKey, maxWait = defaultMaxWaitMinutes, onUnknownOutcome } = given;
	return {
		idempotencyKey,
		maxWaitMs: maxWait * 60_000,
		isLookedUp: onUnknownOutcome !== 'stop',
	};
}
