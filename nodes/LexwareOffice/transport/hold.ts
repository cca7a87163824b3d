// The pause of a whole key after the server refused, and the single probe that ends it. Pure; owned by window.ts.

/** As much of a dispatch as a hold needs. */
interface Sent {
	readonly at: number;
}

export class Hold {
	/** Nothing is dispatched before. */
	until = -Infinity;
	/** Whether the server named that time. */
	isByServer = false;
	/** Holds since the last answer that was not a refusal; the exponent of the backoff. */
	inARow = 0;
	private startedAt = -Infinity;
	private isProbing = false;
	private probe?: Sent;

	/**
	 * Starts a hold, or recognizes that the refused request left before the current one started: then it tells
	 * nothing new, and only the server's own word makes the hold longer.
	 * Returns whether this is a new hold.
	 */
	start(now: number, ms: number, sent: Sent, isByServer: boolean): boolean {
		const isSameIncident = sent.at <= this.startedAt;
		if (!isSameIncident || isByServer) this.extend(now + ms, isByServer);
		if (isSameIncident) return false;
		this.startedAt = now;
		this.inARow += 1;
		this.isProbing = true;
		this.probe = undefined;
		return true;
	}

	/** Also for a quota that the server's headers call used up, which is no refusal. */
	extend(until: number, isByServer: boolean): void {
		if (until <= this.until) return;
		this.until = until;
		this.isByServer = isByServer;
	}

	/** A hold that another process told of. Whoever sends the probe is agreed elsewhere. */
	adopt(until: number, isByServer: boolean, inARow: number, startedAt: number): void {
		this.extend(until, isByServer);
		this.inARow = inARow;
		this.startedAt = Math.max(this.startedAt, startedAt);
	}

	/** The first dispatch after a hold goes alone, until its answer is in or `patienceMs` have passed. */
	allowedAt(patienceMs: number): number {
		return this.probe ? Math.max(this.until, this.probe.at + patienceMs) : this.until;
	}

	noteDispatch(sent: Sent): void {
		this.probe = this.isProbing ? sent : undefined;
		this.isProbing = false;
	}

	noteOutcome(sent: Sent, isRefused: boolean): void {
		if (this.probe === sent) this.probe = undefined;
		if (!isRefused && sent.at > this.startedAt) this.inARow = 0;
	}
}
