// What the scripts answer, as an object. Pure; used by reservations.ts. Times are milliseconds of Redis's clock.
import type { GuardState } from '../guard';

export interface Reply {
	now: number;
	kind: string;
	/** Depends on the script, see scripts.ts. */
	first: number;
	/** The same as Redis wrote it. */
	firstText: string;
	second: number;
	hold: { until: number; isByServer: boolean; inARow: number; startedAt: number };
	/** Undefined before the first refusal. */
	guard?: GuardState;
	/** How many processes use the key, and which of them this is; only from `reserve`. */
	processes: number;
	rank: number;
}

export function readReply(raw: unknown): Reply {
	const parts = Array.isArray(raw) ? raw.map(String) : [];
	const [now = NaN, , first = NaN, second = NaN, ...rest] = parts.map(Number);
	const [until = 0, byServer = 0, inARow = 0, startedAt = 0, ...others] = rest;
	const [raisedAgoMs = -1, excessMs = 0, strictForMs = 0, strikes = 0, processes = 1, rank = 0] =
		others;
	if (!Number.isFinite(now)) throw new Error('Redis gave an answer that no script of ours gives');
	return {
		now,
		kind: parts[1] ?? '',
		first,
		firstText: parts[2] ?? '',
		second,
		hold: { until, isByServer: byServer === 1, inARow, startedAt },
		guard: raisedAgoMs < 0 ? undefined : { raisedAgoMs, excessMs, strictForMs, strikes },
		processes,
		rank,
	};
}
