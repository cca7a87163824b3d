// What a server's `Retry-After` header means in milliseconds. Pure; used by decide.ts.
import type { Headers } from './request';

/**
 * - `none`: absent or unusable; the backoff decides.
 * - `wait`: so many milliseconds from now, at most 120,000. Zero (a negative number, a date in the past) says nothing
 *   about the quota either, so the backoff applies.
 * - `tooLong`: more than that, `ms` as the server said; not worth waiting for.
 */
export type RetryAfter = { kind: 'none' } | { kind: 'wait' | 'tooLong'; ms: number };

const longestWaitMs = 120_000;

/**
 * Reads seconds (RFC 9110; fractions tolerated) or an HTTP date, which counts against the answer's own `Date`: the
 * local clock may be wrong. A date without that header says nothing.
 */
export function parseRetryAfter(headers: Headers): RetryAfter {
	const text = firstOf(headers['retry-after']).trim();
	const ms = readSeconds(text) ?? readDate(text, firstOf(headers.date));
	if (ms === undefined) return { kind: 'none' };
	if (ms > longestWaitMs) return { kind: 'tooLong', ms };
	return { kind: 'wait', ms };
}

function readSeconds(text: string): number | undefined {
	if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
	return Math.min(Math.max(0, Math.ceil(Number(text) * 1000)), Number.MAX_SAFE_INTEGER);
}

function readDate(text: string, dateHeader: string): number | undefined {
	const until = parseHttpDate(text);
	if (until === undefined) return undefined;
	const from = parseHttpDate(dateHeader);
	return from === undefined ? 0 : Math.max(0, until - from);
}

/** `Date.parse` alone also takes `2,5` for a date. */
export function parseHttpDate(text: string): number | undefined {
	if (!/^[A-Za-z]{3,9}, .+ GMT$/.test(text.trim())) return undefined;
	const time = Date.parse(text);
	return Number.isNaN(time) ? undefined : time;
}

export function firstOf(header: string | string[] | undefined): string {
	return (Array.isArray(header) ? header[0] : header) ?? '';
}
