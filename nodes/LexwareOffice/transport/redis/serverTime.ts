// Redis's clock as seen from this process's monotonic one. Pure; used by reservations.ts.
// The server read its clock between sending and receiving, so every exchange bounds the offset from both sides.

/** Clocks drift apart; by so much per millisecond an old bound is no longer trusted. */
const drift = 0.0005;

export class ServerTime {
	/** Bounds of (Redis's time − own time). */
	private least = -Infinity;
	private most = Infinity;
	private learntAt = 0;

	get isKnown(): boolean {
		return this.most < Infinity;
	}

	/** @param serverMs what Redis's clock said at some time between `sentAt` and `receivedAt` of the own clock */
	learn(sentAt: number, receivedAt: number, serverMs: number): void {
		const driftMs = (receivedAt - this.learntAt) * drift;
		const least = Math.max(this.least - driftMs, serverMs - receivedAt);
		const most = Math.min(this.most + driftMs, serverMs - sentAt);
		// The bounds contradict each other when Redis's clock was set: only the new ones count.
		const isConsistent = least <= most;
		this.least = isConsistent ? least : serverMs - receivedAt;
		this.most = isConsistent ? most : serverMs - sentAt;
		this.learntAt = receivedAt;
	}

	/** Rather late than early. */
	toOwn(serverMs: number): number {
		return serverMs - this.least;
	}

	toServer(ownMs: number): number {
		return ownMs + this.least;
	}
}
