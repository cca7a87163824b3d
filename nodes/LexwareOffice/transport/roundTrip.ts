// What round trips tell about the arrival of a request at the server. Pure; owned by window.ts.

const trustedSamples = 20;
/** Timers and the event loop are not exact. */
const slackMs = 4;

export class RoundTrips {
	private samples = 0;
	private sumMs = 0;
	private fastestMs = Infinity;

	note(rttMs: number): void {
		this.samples += 1;
		this.sumMs += rttMs;
		this.fastestMs = Math.min(this.fastestMs, rttMs);
	}

	/**
	 * How long after its window's end a request of this round trip may still count at the server. It arrived at the
	 * latest (fastest way back) before its answer, and the next one needs at least the fastest way there: what is left
	 * is the difference to the fastest round trip. Undefined before twenty answers.
	 */
	marginMs(rttMs: number): number | undefined {
		if (this.samples < trustedSamples) return undefined;
		// The fastest of few round trips is not yet the fastest possible, all the less where they vary.
		const doubtMs = (3 * (this.sumMs / this.samples - this.fastestMs)) / Math.sqrt(this.samples);
		return rttMs - this.fastestMs + slackMs + doubtMs;
	}
}
