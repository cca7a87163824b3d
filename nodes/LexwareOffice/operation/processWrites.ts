// What all executions of this process have written and are writing, so that a look-up never takes somebody else's record
// for its own. Kept by writes.ts.
import type { ApiRequest } from '../transport/request';

/** Ids written or adopted lately, oldest first. A look-up only concerns the minutes around a lost answer. */
const takenIds = new Set<string>();
const mostTaken = 10_000;

/** @returns false when the id belongs to another write */
export function takeId(id: string): boolean {
	if (takenIds.has(id)) return false;
	takenIds.add(id);
	const [oldest] = takenIds;
	if (takenIds.size > mostTaken && oldest !== undefined) takenIds.delete(oldest);
	return true;
}

export function isTaken(id: string): boolean {
	return takenIds.has(id);
}

/** How long after its departure a lost write can still take effect: the API's gateway gives up after 30 s. */
export const effectMs = 120_000;

/** A request that makes a record, and whose books it goes to. */
export interface Creation {
	account: string;
	request: ApiRequest;
}

interface OpenWrite extends Creation {
	/** Milliseconds since 1970; undefined while it is under way. */
	lostAt?: number;
}

/** Creations under way, and those whose answer was lost a short time ago, by their id in the ledger. */
const openWrites = new Map<string, OpenWrite>();

export function openWrite(id: string, creation: Creation): void {
	openWrites.set(id, creation);
}

/** No answer came, or none that says what has become of it. */
export function loseWrite(id: string, creation: Creation): void {
	openWrites.set(id, { ...creation, lostAt: Date.now() });
	forgetOld();
}

/** Its outcome is known. */
export function closeWrite(id: string): void {
	openWrites.delete(id);
}

/**
 * Whether a record may have been made by another write of this process.
 * @param fits whether the record has the content of a request
 */
export function hasRival(
	id: string,
	{ account, request: { path } }: Creation,
	fits: (request: ApiRequest) => boolean,
): boolean {
	forgetOld();
	return [...openWrites].some(
		([other, { account: books, request }]) =>
			other !== id && books === account && request.path === path && fits(request),
	);
}

function forgetOld(): void {
	for (const [id, { lostAt = Infinity }] of openWrites) {
		if (lostAt < Date.now() - effectMs) openWrites.delete(id);
	}
}
