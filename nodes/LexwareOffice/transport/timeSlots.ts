// Time slots on a clock that several processes have in common, which they use in turn without talking to each other.
// Used by turns.ts, redis/absence.ts and redis/reservations.ts.
import type { Clock } from './clock';
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

/** Which slot is a process's own where nobody tells: drawn by chance, and another one drawn when the server refuses. */
export class DrawnSlot {
	private rank: number;

	/** @param random from 0 up to 1 */
	constructor(
		readonly processes: number,
		private readonly random: () => number = Math.random,
	) {
		this.rank = Math.floor(random() * processes);
	}

	/** Somebody else has this slot. */
	move(): void {
		const others = this.processes - 1;
		this.rank = (this.rank + 1 + Math.floor(this.random() * others)) % this.processes;
	}

	/** Start of the next slot on the machine's clock that was not used yet, as the own clock has it. */
	nextAt(now: number, lastAt: number, lengthMs: number, clock: Clock): number {
		const { processes, rank } = this;
		const earliest = Math.max(now, lastAt + (lengthMs * processes) / 2);
		const aheadMs = Date.now() - clock.now();
		return nextSlotAt(earliest + aheadMs, { lengthMs, processes, rank }) - aheadMs;
	}
}
