// What the real API does after each answer of a receiver (fact sheet 4.2). Pure; used by events.ts.

export interface ReceiverAnswer {
	/** 0 when the receiver did not answer. */
	status: number;
	/** Why it did not, such as `ENOTFOUND`. */
	code?: string;
}

/**
 * - `repeat`: deliver again while the schedule lasts.
 * - `repeatOrDelete`: the same, and when the schedule is through, the subscription is deleted.
 */
export type Verdict = 'done' | 'repeat' | 'repeatOrDelete' | 'delete' | 'giveUp';

const repeated = new Set([0, 401, 403, 429]);

export function judge({ status, code }: ReceiverAnswer): Verdict {
	if (status === 410) return 'delete';
	if (status === 404 || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'repeatOrDelete';
	if (code === 'ERR_FR_TOO_MANY_REDIRECTS') return 'giveUp';
	if (repeated.has(status) || status >= 500) return 'repeat';
	return status < 300 ? 'done' : 'giveUp';
}

const seconds = [10, 20, 40, 80, 160, 30 * 60, ...Array<number>(19).fill(2 * 3600)];

/** Pauses before each redelivery: five that double, then half an hour, then every two hours; about two days in all. */
export const redeliveryPausesMs: readonly number[] = seconds.map((pause) => pause * 1000);
