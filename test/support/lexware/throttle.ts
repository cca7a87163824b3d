// The quota of all keys: which policy a key has, imposed blocks, and the headers of a 429.
import type { Headers } from './answer';
import { createPolicy, type QuotaPolicy, type QuotaRate } from './quota';

/** Every way a server has been seen to tell the wait; the real API documents none (`absent`). */
const retryAfterForms = [
	'absent',
	'seconds',
	'fraction',
	'date',
	'zero',
	'negative',
	'junk',
	'huge',
	'array',
] as const;

export type RetryAfterForm = (typeof retryAfterForms)[number];

export function isRetryAfterForm(text: string): text is RetryAfterForm {
	return retryAfterForms.some((form) => form === text);
}

export interface QuotaSpec extends QuotaRate {
	retryAfter?: RetryAfterForm;
	/** Send X-RateLimit-Limit, -Remaining and -Reset with every answer. */
	rateLimitHeaders?: boolean;
	/** Every refusal blocks the key that long, again and again while the client does not slow down. */
	blockAfterRefusalMs?: number;
	/** Refused requests use up quota too. */
	countsRefused?: boolean;
}

export const documentedQuota: QuotaSpec = { policy: 'bucket', requests: 2, windowMs: 1000 };

interface KeyState {
	spec: QuotaSpec;
	policy: QuotaPolicy;
	blockedUntil: number;
}

export class Throttle {
	private readonly states = new Map<string, KeyState>();
	private readonly specs = new Map<string, QuotaSpec>();

	constructor(private fallback: QuotaSpec = documentedQuota) {}

	/** Without a key the quota of every key that has none of its own. Counting starts afresh. */
	configure(spec: QuotaSpec, key?: string): void {
		if (key === undefined) this.fallback = spec;
		else this.specs.set(key, spec);
		if (key === undefined) this.states.clear();
		else this.states.delete(key);
	}

	block(key: string, until: number): void {
		this.stateOf(key).blockedUntil = until;
	}

	/** 0 when a request arriving now passes. */
	waitMs(key: string, now: number): number {
		const { policy, blockedUntil } = this.stateOf(key);
		return Math.max(blockedUntil - now, policy.waitMs(now), 0);
	}

	spend(key: string, now: number): void {
		this.stateOf(key).policy.spend(now);
	}

	refuse(key: string, now: number): void {
		const state = this.stateOf(key);
		const { countsRefused, blockAfterRefusalMs } = state.spec;
		if (countsRefused) state.policy.spend(now);
		if (blockAfterRefusalMs) state.blockedUntil = now + blockAfterRefusalMs;
	}

	retryAfterForm(key: string): RetryAfterForm {
		return this.stateOf(key).spec.retryAfter ?? 'absent';
	}

	headers(key: string, now: number): Headers {
		const { spec, policy } = this.stateOf(key);
		if (!spec.rateLimitHeaders) return {};
		return {
			'x-ratelimit-limit': String(spec.requests),
			'x-ratelimit-remaining': String(policy.remaining(now)),
			'x-ratelimit-reset': String(Math.ceil(this.waitMs(key, now) / 1000)),
		};
	}

	private stateOf(key: string): KeyState {
		const known = this.states.get(key);
		if (known) return known;
		const spec = this.specs.get(key) ?? this.fallback;
		const state = { spec, policy: createPolicy(spec), blockedUntil: 0 };
		this.states.set(key, state);
		return state;
	}
}

/** Header value for a wait, in the given form; `date` counts from the wall clock. */
export function retryAfterHeader(
	form: RetryAfterForm,
	waitMs: number,
	wallClock = Date.now(),
): Headers {
	const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
	switch (form) {
		case 'absent':
			return {};
		case 'seconds':
			return { 'retry-after': seconds };
		case 'fraction':
			return { 'retry-after': (waitMs / 1000).toFixed(3) };
		case 'date':
			// HTTP dates know whole seconds only; round up, so that nobody is sent too early.
			return {
				'retry-after': new Date(Math.ceil((wallClock + waitMs) / 1000) * 1000).toUTCString(),
			};
		case 'zero':
			return { 'retry-after': '0' };
		case 'negative':
			return { 'retry-after': '-1' };
		case 'junk':
			return { 'retry-after': 'soon' };
		case 'huge':
			return { 'retry-after': '99999999999' };
		case 'array':
			return { 'retry-after': [seconds, seconds] };
	}
}
