// The fixed share of a process while Redis is away: it owns every P-th slot on the last known clock of Redis, so that
// processes that cannot talk to each other still take turns. Pure; used by reservations.ts.
import type { ServerTime } from './serverTime';

/** How long Redis counts a process that no longer comes. */
const seenMs = 15_000;

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

/** What a process knows when Redis goes away; times in milliseconds of its own clock. */
export interface Absence extends Slots {
	awaySince: number;
	/** When Redis was heard last. */
	contactAt: number;
	/** When the last request left. */
	lastAt: number;
	windowMs: number;
	/** How many processes there are by the credential. */
	share: number;
}

/** When the next own slot begins, by the own clock. */
export function nextSlotWhileAway(now: number, known: Absence, time: ServerTime): number {
	const { awaySince, contactAt, lastAt, windowMs, share, lengthMs, processes } = known;
	// Not a number, and so not fresh, when Redis was never there.
	const isFresh = awaySince - contactAt < seenMs;
	// Nothing is known of the others: as often as the share allows, at any time.
	if (!isFresh) return Math.max(now, lastAt + Math.max(share, processes) * lengthMs);
	// Reservations of before may still be under way, so the first slot is a window away.
	const firstAt = awaySince + Math.max(windowMs, processes * lengthMs);
	// Each slot once.
	const nextAt = lastAt + (processes * lengthMs) / 2;
	const earliest = Math.max(now, firstAt, nextAt);
	return time.toOwn(nextSlotAt(time.toServer(earliest), known));
}
