// Turns among processes that cannot talk to each other and have less than one request per window each: every process
// keeps to a time slot of the machine's clock, and one that is refused moves to another slot, until each has its own.
// Where nothing presses, a single request does not wait for its slot. Opened through account.ts, asked by gate.ts.
import type { QuotaService, SharedKey, SharedQuota } from './sharing';
import { nextSlotAt, toleratedLateMs } from './timeSlots';
import type { Dispatch } from './window';

/** Part of a round that is left unused, for jitter on the way; the same in all processes, or their slots would drift. */
const guardOfRound = 0.02;

interface Turn {
	at: number;
	/** Whether it is the own time slot, which passes. */
	isSlot: boolean;
}

/** @param processes that share the quota, at least two */
export function turnsAmong(processes: number): QuotaService {
	return { id: `turns among ${processes}`, open: (key) => new Turns(key, processes) };
}

export class Turns implements SharedQuota {
	private turn?: Turn;
	private rank: number;
	private lastAt = -Infinity;

	/** @param random from 0 up to 1 */
	constructor(
		private readonly key: SharedKey,
		private readonly processes: number,
		private readonly random: () => number = Math.random,
	) {
		this.rank = Math.floor(random() * processes);
	}

	ask(now: number, queued: number): void {
		if (this.turn) return;
		const isPressing = this.key.window.spacingMs(now, queued) > 0;
		this.turn = isPressing ? this.nextSlot(now) : { at: now, isSlot: false };
	}

	isOpen(now: number): boolean {
		if (!this.turn) return false;
		const { at, isSlot } = this.turn;
		const slotMs = this.roundMs / this.processes;
		const isMissed = isSlot && now - at > toleratedLateMs(now, slotMs, this.key.window);
		if (isMissed) this.turn = this.nextSlot(now);
		return this.turn.at <= now;
	}

	nextAt(): number {
		return this.turn?.at ?? -Infinity;
	}

	use({ at }: Dispatch): void {
		this.turn = undefined;
		this.lastAt = at;
	}

	drop(): void {
		this.turn = undefined;
	}

	noteOutcome(): void {}

	/** Somebody else has this slot. */
	hold(): void {
		this.rank = (this.rank + 1 + Math.floor(this.random() * (this.processes - 1))) % this.processes;
		this.drop();
	}

	async describe(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	troubleSince(): undefined {
		return undefined;
	}

	close(): void {}

	/** The window of a share is as long as all processes need for one request each. */
	private get roundMs(): number {
		return (1 + guardOfRound) * this.key.window.limits.windowMs;
	}

	private nextSlot(now: number): Turn {
		const { processes, rank, roundMs } = this;
		// Each slot once.
		const earliest = Math.max(now, this.lastAt + roundMs / 2);
		const aheadMs = Date.now() - this.key.clock.now();
		const slots = { lengthMs: roundMs / processes, processes, rank };
		return { at: nextSlotAt(earliest + aheadMs, slots) - aheadMs, isSlot: true };
	}
}
