// Time as the transport sees it, and the one wake-up call a limiter needs. Used by gate.ts and retry.ts; tests pass
// a virtual clock.
import { sleep } from 'n8n-workflow';

export interface Clock {
	/** Monotonic milliseconds; the origin means nothing. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	// No abort signal: older n8n ignores it. Whoever waits here looks again after each slice.
	sleep: async (ms) => await sleep(ms),
};

const longestSliceMs = 1000;

/**
 * Rings once at the time set last. n8n's `sleep` can be neither cancelled nor unref'd, so it sleeps in slices of at
 * most a second and stops after the current one when nothing is due any more.
 */
export class Alarm {
	private dueAt = Infinity;
	private sliceEndsAt = Infinity;

	constructor(
		private readonly clock: Clock,
		private readonly ring: () => void,
	) {}

	/** `Infinity` switches it off. */
	set(dueAt: number): void {
		this.dueAt = dueAt;
		if (dueAt === Infinity) return;
		const now = this.clock.now();
		const waitMs = Math.max(1, Math.ceil(Math.min(dueAt - now, longestSliceMs)));
		// A slice under way that ends no later than wanted will look again by itself.
		if (now + waitMs < this.sliceEndsAt) void this.sleepSlice(now + waitMs, waitMs);
	}

	private async sleepSlice(endsAt: number, waitMs: number): Promise<void> {
		this.sliceEndsAt = endsAt;
		await this.clock.sleep(waitMs);
		// An earlier slice has taken over in the meantime.
		if (this.sliceEndsAt !== endsAt) return;
		this.sliceEndsAt = Infinity;
		if (this.clock.now() < this.dueAt) this.set(this.dueAt);
		else this.ring();
	}
}

/** Waits, looking every quarter of a second whether the execution was stopped. */
export async function waitUnlessCancelled(
	clock: Clock,
	ms: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	const endsAt = clock.now() + ms;
	for (let leftMs = ms; leftMs > 0 && !signal?.aborted; leftMs = endsAt - clock.now()) {
		await clock.sleep(Math.min(Math.ceil(leftMs), 250));
	}
}
