// The sliding window's ledger: which dispatches still count, and when the next one may leave. Pure: the time is passed
// in. Used by gate.ts only.
import { Guard } from './guard';
import { Hold } from './hold';
import { RoundTrips, type Margin } from './roundTrip';

/** So many requests in any period of so many milliseconds. */
export interface Limits {
	requests: number;
	windowMs: number;
}

export interface Dispatch {
	readonly at: number;
	/** Sent after a silence: the new connection delays its arrival, so it stays in the ledger longer. */
	readonly isCold: boolean;
	/** Once its answer has told. */
	margin?: Margin;
	/** Whether its token went back to Bottleneck. */
	hasLeft: boolean;
}

const coldOfWindow = 0.12;
const coldAfterMs = 4000;
const pacedShare = 0.8;

export class Window {
	readonly guard = new Guard();
	readonly hold = new Hold();
	private dispatches: Dispatch[] = [];
	/** Times at which requests of others, told by quota headers, leave the window. */
	private foreign: number[] = [];
	private coldLeft = 0;
	private readonly roundTrips = new RoundTrips();
	/**
	 * Whether several processes agree on the times elsewhere (sharing.ts). This ledger then only makes sure that the own
	 * requests stay within the window; pace, margins and probes belong to the common one.
	 */
	isShared = false;

	constructor(public limits: Limits) {}

	get lastAt(): number {
		return this.dispatches.at(-1)?.at ?? -Infinity;
	}

	/** Whether a dispatch still occupies the window. */
	get isBusy(): boolean {
		return this.dispatches.some(({ hasLeft }) => !hasLeft);
	}

	guardMs(now: number): number {
		return this.guard.ms(now, this.limits.windowMs);
	}

	/**
	 * Earliest time for the next dispatch. A value in the past means now.
	 * @param queued how many requests wait; more than the window holds makes them leave evenly spaced
	 */
	allowedAt(now: number, queued: number): number {
		const { requests, windowMs } = this.limits;
		const live = this.liveUntil(now).sort((a, b) => a - b);
		const roomAt = live[live.length - requests] ?? -Infinity;
		if (this.isShared) return Math.max(roomAt, this.hold.until);
		const spacedAt = this.lastAt + this.spacingMs(now, queued);
		return Math.max(roomAt, spacedAt, this.hold.allowedAt(windowMs + this.guardMs(now)));
	}

	note(now: number): Dispatch {
		const { requests, windowMs } = this.limits;
		if (now - this.lastAt > Math.max(coldAfterMs, 1.5 * windowMs)) this.coldLeft = requests;
		const dispatch = { at: now, isCold: this.coldLeft > 0, hasLeft: false };
		if (this.coldLeft > 0) this.coldLeft -= 1;
		this.dispatches.push(dispatch);
		this.hold.noteDispatch(dispatch);
		this.forget();
		return dispatch;
	}

	/** Learns from an answer when its request leaves the server's window, unless a new connection delayed it. */
	noteAnswer(dispatch: Dispatch, now: number, isRefused: boolean): void {
		this.hold.noteOutcome(dispatch, isRefused);
		if (isRefused) return;
		const margin = this.roundTrips.learn(now - dispatch.at);
		if (!dispatch.isCold) dispatch.margin = margin;
	}

	/** No answer came: nothing is learnt, but a probe is over. */
	noteSilence(dispatch: Dispatch): void {
		this.hold.noteOutcome(dispatch, true);
	}

	/**
	 * Heeds the server's own count. Where our requests explain it, nothing changes; where they do not, somebody else
	 * uses the key or the quota is longer than our window, and we step back. Never widens.
	 * Returns whether the key pauses.
	 */
	heed(remaining: number, resetMs: number, dispatch: Dispatch, now: number): boolean {
		const { requests, windowMs } = this.limits;
		const longestResetMs = Math.ceil(windowMs / 1000) * 1000 + 500;
		const unknown = requests - remaining - this.liveUntil(dispatch.at).length;
		const isUsedUp = remaining === 0 && (unknown > 0 || resetMs > longestResetMs);
		if (isUsedUp) this.hold.extend(now + resetMs, true);
		for (let i = 0; i < unknown; i++) this.foreign.push(now + resetMs);
		return isUsedUp;
	}

	/** Marks the dispatches that have left by `now` and returns how many; each is counted once. */
	takeLeavers(now: number): number {
		const leavers = this.dispatches.filter((d) => !d.hasLeft && this.freeAt(d, now) <= now);
		for (const dispatch of leavers) dispatch.hasLeft = true;
		return leavers.length;
	}

	/** When the next dispatch leaves; `Infinity` when none is left. */
	nextLeaveAt(now: number): number {
		return this.dispatches
			.filter(({ hasLeft }) => !hasLeft)
			.reduce((earliest, dispatch) => Math.min(earliest, this.freeAt(dispatch, now)), Infinity);
	}

	/** When each request that occupies the window at `since` or later leaves it, own and foreign. */
	liveUntil(since: number): number[] {
		const own = this.dispatches.map((dispatch) => this.freeAt(dispatch, since));
		return [...own, ...this.foreign].filter((leavesAt) => leavesAt > since);
	}

	/** Whether the server has told of requests that are not ours. */
	hasForeign(now: number): boolean {
		return this.foreign.some((leavesAt) => leavesAt > now);
	}

	private freeAt({ at, isCold, margin }: Dispatch, now: number): number {
		const { windowMs } = this.limits;
		if (this.isShared) return at + windowMs;
		const guardMs = this.guardMs(now);
		if (isCold) return at + windowMs + guardMs + coldOfWindow * windowMs;
		if (!margin) return at + windowMs + guardMs;
		// A late arrival matters to servers that refuse for it; for the others the longer wait would be a loss.
		const longestMs = margin.isLate && this.guard.isStrict(now) ? windowMs : guardMs;
		return at + windowMs + Math.min(longestMs, margin.ms);
	}

	/** Short runs burst, long runs pace: on a token bucket even spacing leaves room for jitter. */
	spacingMs(now: number, queued: number): number {
		const { requests, windowMs } = this.limits;
		if (this.guard.isStrict(now)) return (windowMs + this.guardMs(now)) / requests;
		const recent = this.dispatches.filter(({ at }) => at > now - 2 * windowMs).length;
		const isSustained = queued > requests || recent >= 1.5 * requests;
		return isSustained ? this.pacedMs : 0;
	}

	/** Least time between two requests under sustained load. */
	get pacedMs(): number {
		return (pacedShare * this.limits.windowMs) / this.limits.requests;
	}

	/** Keeps what the spacing and a later, wider window need. */
	private forget(): void {
		this.foreign = this.foreign.filter((leavesAt) => leavesAt > this.lastAt);
		const spare = this.dispatches.length - (2 * this.limits.requests + 2);
		if (spare > 0) this.dispatches = this.dispatches.filter((d, i) => i >= spare || !d.hasLeft);
	}
}
