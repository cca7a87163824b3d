// What the round trips of a key tell about when its requests reach the server. Pure; owned by window.ts.

/** How long after its window's end a request may still count at the server. */
export interface Margin {
	ms: number;
	/** Far slower than usual: it may have been held up on its way there, so the usual guard is not enough. */
	isLate: boolean;
}

const trustedSamples = 20;
/** Timers and the event loop are not exact. */
const slackMs = 4;

export class RoundTrips {
	private samples = 0;
	private fastestMs = Infinity;
	/** Smoothed round trip and mean deviation, as TCP keeps them (RFC 6298). */
	private smoothedMs = 0;
	private deviationMs = 0;

	/**
	 * A request arrived at the latest the fastest way back before its answer, and the next one needs at least the
	 * fastest way there: what is left is the difference to the fastest round trip. Undefined before twenty answers.
	 */
	learn(rttMs: number): Margin | undefined {
		const longestMs = this.smoothedMs + 4 * this.deviationMs + slackMs;
		const isLate = rttMs > longestMs;
		// A stall delays several requests: the first of them must not make the others look usual.
		this.note(this.samples === 0 ? rttMs : Math.min(rttMs, longestMs));
		if (this.samples < trustedSamples) return undefined;
		// The fastest of few round trips is not yet the fastest possible, all the less where they vary.
		const doubtMs = (3 * (this.smoothedMs - this.fastestMs)) / Math.sqrt(this.samples);
		return { ms: rttMs - this.fastestMs + slackMs + Math.max(0, doubtMs), isLate };
	}

	private note(rttMs: number): void {
		this.samples += 1;
		this.fastestMs = Math.min(this.fastestMs, rttMs);
		if (this.samples === 1) this.smoothedMs = rttMs;
		const errorMs = rttMs - this.smoothedMs;
		this.deviationMs += (Math.abs(errorMs) - this.deviationMs) / 4;
		this.smoothedMs += errorMs / 8;
	}
}
