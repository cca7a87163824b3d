// Time slots on a clock that several processes have in common, which they use in turn without talking to each other. Pure;
// used by turns.ts, redis/absence.ts and redis/reservations.ts.
import type { Window } from './window';

export interface Slots {
	/** Length of a slot: a window and its guard, divided by the requests in it. */
	lengthMs: number;
	/** How many processes share the key. */
	processes: number;
	/** Which of them this is, from 0. */
	rank: number;
}

/** Later than this part of its slot, a request would crowd those that follow it. */
const lateShare = 0.5;

/** Start of the first own slot at `earliest` or later; both in milliseconds of the common clock. */
export function nextSlotAt(earliest: number, { lengthMs, processes, rank }: Slots): number {
	const roundMs = lengthMs * processes;
	const offsetMs = lengthMs * rank;
	return Math.ceil((earliest - offsetMs) / roundMs) * roundMs + offsetMs;
}

/** A token bucket takes late requests well; a server that has refused may count exactly. */
export function toleratedLateMs(now: number, lengthMs: number, window: Window): number {
	const lateMs = lateShare * lengthMs;
	return window.guard.isStrict(now) ? Math.min(lateMs, window.guardMs(now)) : lateMs;
}
