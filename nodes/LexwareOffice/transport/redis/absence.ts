// The fixed share of a process while Redis is away: it owns every P-th slot on the last known clock of Redis, so that
// processes that cannot talk to each other still take turns. Pure; used by reservations.ts.
import { nextSlotAt, type Slots } from '../timeSlots';
import type { ServerTime } from './serverTime';

/** How long Redis counts a process that no longer comes. */
const seenMs = 15_000;

/** What a process knows when Redis goes away; times in milliseconds of its own clock. */
export interface Absence extends Slots {
	awaySince: number;
	/** When Redis was heard last. */
	contactAt: number;
	/** When the last request left. */
	lastAt: number;
	windowMs: number;
}

/** Whether enough is known of the other processes. */
export function knowsOthers({ awaySince, contactAt }: Absence): boolean {
	// Not a number, and so false, when Redis was never there.
	return awaySince - contactAt < seenMs;
}

/** When the next own slot begins, by the own clock. */
export function nextSlotWhileAway(now: number, known: Absence, time: ServerTime): number {
	const { awaySince, lastAt, windowMs, lengthMs, processes } = known;
	// Reservations of before may still be under way, so the first slot is a window away.
	const firstAt = awaySince + Math.max(windowMs, processes * lengthMs);
	// Each slot once.
	const nextAt = lastAt + (processes * lengthMs) / 2;
	const earliest = Math.max(now, firstAt, nextAt);
	return time.toOwn(nextSlotAt(time.toServer(earliest), known));
}
