// What all executions of this process have written and are writing, so that a look-up never takes somebody else's record
// for its own. Kept by writes.ts.

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

interface OpenWrite {
	/** Equal for writes of the same content to the same account. */
	content: string;
	/** Milliseconds since 1970; undefined while it is under way. */
	lostAt?: number;
}

/** Writes under way, and those whose answer was lost a short time ago, by their entry in a ledger. */
const openWrites = new Map<object, OpenWrite>();

export function openWrite(write: object, content: string): void {
	openWrites.set(write, { content });
}

/** No answer came, or none that says what has become of it. */
export function loseWrite(write: object, content: string): void {
	openWrites.set(write, { content, lostAt: Date.now() });
	forgetOld();
}

/** Its outcome is known. */
export function closeWrite(write: object): void {
	openWrites.delete(write);
}

/** Whether another write may have made a record of the same content. */
export function hasRival(write: object, content: string): boolean {
	forgetOld();
	return [...openWrites].some(([other, open]) => other !== write && open.content === content);
}

function forgetOld(): void {
	for (const [write, { lostAt = Infinity }] of openWrites) {
		if (lostAt < Date.now() - effectMs) openWrites.delete(write);
	}
}
