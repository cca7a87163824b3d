// Quota policies as pure state machines: the clock is passed in, nothing waits. One policy instance serves one API key.

export interface QuotaPolicy {
	/** 0 when a request arriving now passes, else the milliseconds until one would. Changes nothing. */
	waitMs(now: number): number;
	/** Books one request that passed. */
	spend(now: number): void;
	/** Requests that would still pass now. */
	remaining(now: number): number;
}

export interface QuotaRate {
	/** `bucket` is what the vendor documents; `none` never refuses. */
	policy: 'bucket' | 'sliding' | 'fixed' | 'spacing' | 'none';
	/** N requests … */
	requests: number;
	/** … per W milliseconds. */
	windowMs: number;
	/** Size of the token bucket; N when left out. */
	burst?: number;
}

// Sums of fractions of tokens must not refuse a request that is due to the millisecond.
const roundingError = 1e-6;

export function createPolicy(rate: QuotaRate): QuotaPolicy {
	const { policy, requests, windowMs, burst = requests } = rate;
	switch (policy) {
		case 'bucket':
			return new TokenBucket(requests / windowMs, burst);
		case 'sliding':
			return new SlidingLog(requests, windowMs);
		case 'fixed':
			return new FixedWindow(requests, windowMs);
		case 'spacing':
			return new StrictSpacing(windowMs / requests);
		case 'none':
			return new Unlimited();
	}
}

export class TokenBucket implements QuotaPolicy {
	private tokens: number;
	private filledAt = 0;

	constructor(
		private readonly tokensPerMs: number,
		private readonly burst: number,
	) {
		this.tokens = burst;
	}

	waitMs(now: number): number {
		this.fill(now);
		const missing = 1 - roundingError - this.tokens;
		return missing > 0 ? missing / this.tokensPerMs : 0;
	}

	spend(now: number): void {
		this.fill(now);
		this.tokens = Math.max(0, this.tokens - 1);
	}

	remaining(now: number): number {
		this.fill(now);
		return Math.floor(this.tokens + roundingError);
	}

	private fill(now: number): void {
		const elapsed = Math.max(0, now - this.filledAt);
		this.tokens = Math.min(this.burst, this.tokens + elapsed * this.tokensPerMs);
		this.filledAt = Math.max(now, this.filledAt);
	}
}

/** At most N in any stretch of W: exact, remembers every request of the last window. */
export class SlidingLog implements QuotaPolicy {
	private passed: number[] = [];

	constructor(
		private readonly requests: number,
		private readonly windowMs: number,
	) {}

	waitMs(now: number): number {
		this.forget(now);
		if (this.passed.length < this.requests) return 0;
		return (this.passed[this.passed.length - this.requests] ?? now) + this.windowMs - now;
	}

	spend(now: number): void {
		this.passed.push(now);
	}

	remaining(now: number): number {
		this.forget(now);
		return Math.max(0, this.requests - this.passed.length);
	}

	private forget(now: number): void {
		this.passed = this.passed.filter((at) => at + this.windowMs > now);
	}
}

/** At most N in each stretch from k·W to (k+1)·W of the server's clock. */
export class FixedWindow implements QuotaPolicy {
	private window = -1;
	private passed = 0;

	constructor(
		private readonly requests: number,
		private readonly windowMs: number,
	) {}

	waitMs(now: number): number {
		return this.remaining(now) > 0 ? 0 : (this.window + 1) * this.windowMs - now;
	}

	spend(now: number): void {
		this.open(now);
		this.passed += 1;
	}

	remaining(now: number): number {
		this.open(now);
		return Math.max(0, this.requests - this.passed);
	}

	private open(now: number): void {
		const window = Math.floor(now / this.windowMs);
		if (window === this.window) return;
		this.window = window;
		this.passed = 0;
	}
}

/** No two requests closer than the interval (GCRA with tolerance 0). */
export class StrictSpacing implements QuotaPolicy {
	private nextAt = 0;

	constructor(private readonly intervalMs: number) {}

	waitMs(now: number): number {
		return Math.max(0, this.nextAt - now);
	}

	spend(now: number): void {
		this.nextAt = Math.max(now, this.nextAt) + this.intervalMs;
	}

	remaining(now: number): number {
		return now >= this.nextAt ? 1 : 0;
	}
}

export class Unlimited implements QuotaPolicy {
	waitMs(): number {
		return 0;
	}

	spend(): void {}

	remaining(): number {
		return Number.MAX_SAFE_INTEGER;
	}
}
