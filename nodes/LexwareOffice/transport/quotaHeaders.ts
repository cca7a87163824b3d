// What `RateLimit-*` and `X-RateLimit-*` headers say. None is documented for this API; where they come they are heeded.
// Pure; used by gate.ts and decide.ts.
import type { Headers } from './request';
import { firstOf, parseHttpDate } from './retryAfter';

export interface QuotaReading {
	remaining?: number;
	/** Milliseconds from the answer on, at most an hour. */
	resetMs?: number;
}

const longestResetMs = 3_600_000;
/** Larger values are points in time, not seconds from now. */
const firstEpochSecond = 1_000_000_000;

export function readQuota(headers: Headers): QuotaReading {
	const remaining = readNumber(headers, 'remaining');
	const reset = readNumber(headers, 'reset');
	return {
		remaining: remaining === undefined ? undefined : Math.floor(remaining),
		resetMs: reset === undefined ? undefined : toMs(reset, headers),
	};
}

function readNumber(headers: Headers, name: string): number | undefined {
	const text = firstOf(headers[`ratelimit-${name}`] ?? headers[`x-ratelimit-${name}`]).trim();
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function toMs(reset: number, headers: Headers): number | undefined {
	if (reset < firstEpochSecond) return Math.min(reset * 1000, longestResetMs);
	const answeredAt = parseHttpDate(firstOf(headers.date));
	if (answeredAt === undefined) return undefined;
	// The Date header is cut to the second, so the true distance is half a second shorter on average.
	const ms = reset * 1000 - answeredAt - 500;
	return Math.min(Math.max(ms, 0), longestResetMs);
}
