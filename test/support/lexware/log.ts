// What arrived, in order of arrival: the evidence that tests and benchmarks judge by.

export type Verdict = 'accepted' | 'refused401' | 'refused429' | 'fault';

export interface Arrival {
	/** `performance.now()` of the server process when the request arrived, before the quota was looked at. */
	at: number;
	/** When the answer left or the connection ended. */
	doneAt?: number;
	key: string;
	method: string;
	path: string;
	query: Record<string, string | string[] | undefined>;
	/** Status that was sent; 0 while none was (hang, reset). */
	status: number;
	/** `fault`: passed the quota, but a scripted fault spoiled it. */
	verdict: Verdict;
	/** The handler ran and answered 2xx: a write is in the books, whatever the client was told. */
	executed: boolean;
	/** Query parameters and body members that the API did not look at. */
	ignored: string[];
}

export class ArrivalLog {
	private entries: Arrival[] = [];
	private writesInFlight = new Map<string, number>();
	private mostWrites = new Map<string, number>();

	add(arrival: Arrival): void {
		this.entries.push(arrival);
	}

	/** From here until `finish` the request counts as in flight. */
	start(arrival: Arrival): void {
		if (!isWrite(arrival)) return;
		const writes = (this.writesInFlight.get(arrival.key) ?? 0) + 1;
		this.writesInFlight.set(arrival.key, writes);
		this.mostWrites.set(arrival.key, Math.max(writes, this.mostWrites.get(arrival.key) ?? 0));
	}

	finish(arrival: Arrival, now: number): void {
		if (arrival.doneAt !== undefined) return;
		arrival.doneAt = now;
		if (isWrite(arrival) && passedQuota(arrival)) {
			this.writesInFlight.set(arrival.key, (this.writesInFlight.get(arrival.key) ?? 1) - 1);
		}
	}

	arrivals(key?: string): Arrival[] {
		return this.entries.filter((entry) => key === undefined || entry.key === key);
	}

	/** Requests that passed the quota, spoiled or not. */
	passed(key?: string): Arrival[] {
		return this.arrivals(key).filter(passedQuota);
	}

	/** Requests answered with 429, by the quota or by script. */
	refused(key?: string): Arrival[] {
		return this.arrivals(key).filter(({ verdict }) => verdict === 'refused429');
	}

	/** Writes that are in the books. */
	executedWrites(key?: string): Arrival[] {
		return this.arrivals(key).filter((entry) => entry.executed && isWrite(entry));
	}

	/** Milliseconds between the first and the last request that passed the quota. */
	spanMs(key?: string): number {
		const passed = this.passed(key);
		return (passed.at(-1)?.at ?? 0) - (passed[0]?.at ?? 0);
	}

	/** The most writes of the key that were ever under way at once; 1 when they never overlap. */
	maxConcurrentWrites(key: string): number {
		return this.mostWrites.get(key) ?? 0;
	}

	/** Lines such as `POST /v1/contacts 200`, for literal comparison. */
	lines(key?: string): string[] {
		return this.arrivals(key).map(({ method, path, status }) => `${method} ${path} ${status}`);
	}

	/** Figures for benchmarks. */
	summary(key?: string) {
		return {
			arrivals: this.arrivals(key).length,
			passed: this.passed(key).length,
			refused: this.refused(key).length,
			executedWrites: this.executedWrites(key).length,
			spanMs: this.spanMs(key),
			passedAt: this.passed(key).map(({ at }) => at),
			...(key === undefined ? {} : { maxConcurrentWrites: this.maxConcurrentWrites(key) }),
		};
	}

	clear(): void {
		this.entries = [];
		this.mostWrites.clear();
	}
}

function isWrite({ method }: Arrival): boolean {
	return method !== 'GET' && method !== 'HEAD';
}

function passedQuota({ verdict }: Arrival): boolean {
	return verdict === 'accepted' || verdict === 'fault';
}
