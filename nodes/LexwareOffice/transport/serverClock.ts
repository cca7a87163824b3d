// How far each server's clock is ahead of this machine's, learnt from the Date of its answers. Used by client.ts, for
// whoever has to compare a time of the server with the time at which a request left.
import type { Outcome } from './request';
import { firstOf, parseHttpDate } from './retryAfter';

/** The header counts whole seconds, cut off. */
const halfResolutionMs = 500;

const aheadMs = new Map<string, number>();

/** @param host scheme and host of the API */
export function learnServerTime(host: string, outcome: Outcome): void {
	if (outcome.kind !== 'answer') return;
	const date = parseHttpDate(firstOf(outcome.headers.date));
	if (date !== undefined) aheadMs.set(host, date + halfResolutionMs - Date.now());
}

/** Milliseconds, give or take the way back of the last answer and half a second; undefined before the first answer. */
export function serverAheadMs(host: string): number | undefined {
	return aheadMs.get(host);
}
