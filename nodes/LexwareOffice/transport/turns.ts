// Turns among processes that cannot talk to each other and have less than one request per window each: every process
// keeps to a time slot of the machine's clock, and one that is refused moves to another slot, until each has its own.
// A single request does not wait for its slot, unless the server has refused one lately. Opened through account.ts,
// asked by gate.ts.
import type { QuotaService, SharedKey, SharedQuota } from './sharing';
import { DrawnSlot, toleratedLateMs } from './timeSlots';
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
	private lastAt = -Infinity;
	private readonly slot: DrawnSlot;

	/** @param random from 0 up to 1 */
	constructor(
		private readonly key: SharedKey,
		processes: number,
		random?: () => number,
	) {
		this.slot = new DrawnSlot(processes, random);
	}

	ask(now: number, queued: number): void {
		if (this.turn) return;
		const { window, clock } = this.key;
		const isSlot = window.spacingMs(now, queued) > 0;
		const at = isSlot ? this.slot.nextAt(now, this.lastAt, this.slotMs, clock) : now;
		this.turn = { at, isSlot };
	}

	isOpen(now: number): boolean {
		if (!this.turn) return false;
		const { at, isSlot } = this.turn;
		if (isSlot && now - at > toleratedLateMs(now, this.slotMs, this.key.window)) this.drop();
		return this.turn !== undefined && at <= now;
	}

	nextAt(): number {
		return this.turn?.at ?? -Infinity;
	}

	use({ at }: Dispatch): void {
		this.lastAt = at;
		this.drop();
	}

	drop(): void {
		this.turn = undefined;
	}

	noteOutcome(): void {}

	hold(): void {
		this.slot.move();
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
	private get slotMs(): number {
		return ((1 + guardOfRound) * this.key.window.limits.windowMs) / this.slot.processes;
	}
}
