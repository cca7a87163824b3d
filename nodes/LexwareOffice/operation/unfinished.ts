// An item that fails when something of it is in the books already, or may be: whatever stopped it, the user must not
// read that nothing was changed. Made by run.ts, put into words for nodeErrors.ts.
import { ApiError } from '../transport/errors';
import { attempt } from './attempt';
import type { ItemRecord, Write } from './ledger';
import { UnknownOutcome } from './unknownOutcome';

export class Unfinished extends Error {
	constructor(
		/** What stopped the item. */
		readonly reason: unknown,
		/** What the item has sent. */
		readonly write: Write,
	) {
		super('unfinished');
	}
}

/** Carries out an item. @throws Unfinished when it fails after a write that was carried out, or may have been */
export async function nameWhatIsDone<T>(record: ItemRecord, action: () => Promise<T>): Promise<T> {
	const tried = await attempt(action);
	if ('result' in tried) return tried.result;
	const { error } = tried;
	const { telling } = record;
	throw telling && !namesItself(error) ? new Unfinished(error, telling) : error;
}

function namesItself(error: unknown): boolean {
	return (
		error instanceof UnknownOutcome ||
		(error instanceof ApiError && error.kind === 'outcomeUnknown')
	);
}

interface Sentences {
	message: string;
	description?: string | null;
}

/** @param reason what stopped the item, as it would read if nothing had been sent */
export function describeUnfinished({ route, answer }: Write, reason: Sentences): Sentences {
	const { message, description } = reason;
	const isKnown = answer !== undefined;
	const lines = [
		...withoutClaims(description ?? ''),
		isKnown && 'A retry of this execution continues behind it; a new execution would do it again.',
		!isKnown && route.startsWith('POST ') && 'Look in Lexware Office before this item runs again.',
		!isKnown && !route.startsWith('POST ') && 'Running the item again doubles nothing.',
	];
	return {
		message: isKnown
			? `Lexware Office has carried out ${route}, but what follows it failed: ${message}`
			: `It is unknown whether Lexware Office carried this out: ${route} got no usable answer. ${message}`,
		description: lines.filter(Boolean).join('\n'),
	};
}

/** What is advised, line by line, without what is said of a request that came to nothing. */
function withoutClaims(description: string): string[] {
	const advice = description.replace(/ *Nothing was (changed|written|sent|sent twice)\. */g, ' ');
	return advice.split('\n').map((line) => line.trim());
}
