// The fixed share of a process while Redis is away: it owns every P-th slot on the last known clock of Redis, so that
// processes that cannot talk to each other still take turns. Pure; used by reservations.ts.

export interface Slots {
	/** Length of a slot: a window and its guard, divided by the requests in it. */
	lengthMs: number;
	/** How many processes share the key. */
	processes: number;
	/** Which of them this is, from 0. */
	rank: number;
}

/** Start of the first own slot at `earliest` or later; both in milliseconds of Redis's clock. */
export function nextSlotAt(earliest: number, { lengthMs, processes, rank }: Slots): number {
	const roundMs = lengthMs * processes;
	const offsetMs = lengthMs * rank;
	return Math.ceil((earliest - offsetMs) / roundMs) * roundMs + offsetMs;
}
