// The margin that dispatches keep beyond the window. It grows when the server refuses and fades again. Pure; owned by
// window.ts.

const minOfWindow = 0.02;
const maxOfWindow = 4;
const halfLifeWindows = 120;
const strictWindows = 60;
const maxStrikes = 8;

/** A guard as one process tells it to another: durations only, for their clocks have nothing in common. */
export interface GuardState {
	raisedAgoMs: number;
	excessMs: number;
	strictForMs: number;
	strikes: number;
}

export class Guard {
	private excessMs = 0;
	private raisedAt = -Infinity;
	private strictUntil = -Infinity;
	private strikes = 0;

	/** Milliseconds beyond the window, at least 2 % and at most four windows. */
	ms(now: number, windowMs: number): number {
		const faded = 0.5 ** ((now - this.raisedAt) / (halfLifeWindows * windowMs));
		const excessMs = this.excessMs > 0 ? this.excessMs * faded : 0;
		return Math.min(minOfWindow * windowMs + excessMs, maxOfWindow * windowMs);
	}

	/** Whether dispatches must be spaced evenly, because the server seems to tolerate no burst. */
	isStrict(now: number): boolean {
		return now < this.strictUntil;
	}

	/** One incident: the server refused although the ledger had room. At most one counts per window. */
	raise(now: number, windowMs: number): void {
		const sinceMs = now - this.raisedAt;
		if (sinceMs < windowMs) return;
		const guardMs = this.ms(now, windowMs);
		const growthMs =
			sinceMs < 10 * windowMs ? Math.max(0.5 * guardMs, minOfWindow * windowMs) : 0.015 * windowMs;
		this.excessMs = guardMs - minOfWindow * windowMs + growthMs;
		this.raisedAt = now;
		const isForgotten = now - this.strictUntil > maxStrikes * strictWindows * windowMs;
		this.strikes = isForgotten ? 1 : Math.min(this.strikes + 1, maxStrikes);
		this.strictUntil = now + this.strikes * strictWindows * windowMs;
	}

	snapshot(now: number): GuardState {
		const { excessMs, raisedAt, strictUntil, strikes } = this;
		return { raisedAgoMs: now - raisedAt, excessMs, strictForMs: strictUntil - now, strikes };
	}

	/** Takes over what another process has learnt, unless this one has learnt more since. */
	adopt(now: number, { raisedAgoMs, excessMs, strictForMs, strikes }: GuardState): void {
		if (now - raisedAgoMs <= this.raisedAt) return;
		this.raisedAt = now - raisedAgoMs;
		this.excessMs = excessMs;
		this.strictUntil = now + strictForMs;
		this.strikes = strikes;
	}
}
