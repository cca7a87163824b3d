// How long to wait before another try. Pure; used by decide.ts.
import { readQuota } from './quotaHeaders';
import type { Answer } from './request';
import { parseRetryAfter } from './retryAfter';
import type { HoldTime } from './slot';

/** What the length of a backoff depends on. */
export interface BackoffBase {
	windowMs: number;
	/** 0 up to 1. */
	random: number;
}

const longestBackoffMs = 30_000;
const longestPauseMs = 3_600_000;

/** Equal jitter: half of an exponentially growing time, plus a random part of the other half. */
export function backoffMs({ windowMs, random }: BackoffBase, exponent: number): number {
	const fullMs = Math.min(windowMs * 2 ** exponent, longestBackoffMs);
	return Math.round((fullMs / 2) * (1 + random));
}

/**
 * How long a refusal pauses its key, at most an hour: `Retry-After`, else the reset of a quota that the answer calls
 * used up, else the backoff.
 */
export function holdTimeFor({ headers }: Answer, base: BackoffBase, holdsInARow: number): HoldTime {
	const retryAfter = parseRetryAfter(headers);
	const { remaining, resetMs } = readQuota(headers);
	const namedMs = retryAfter.kind !== 'none' ? retryAfter.ms : remaining === 0 ? resetMs : 0;
	if (namedMs) return { ms: Math.min(namedMs, longestPauseMs), isByServer: true };
	return { ms: backoffMs(base, holdsInARow), isByServer: false };
}
