// What follows from an outcome: take it, stop, or repeat the request, and whether the whole key must pause. Pure; used
// by retry.ts. Rules: fact sheet 2.5 of the API (429 = not carried out; no idempotency key exists).
import { backoffMs, holdTimeFor, type BackoffBase } from './backoff';
import { parseJson, readComplaint, type ApiErrorKind } from './errors';
import type { HoldTime } from './slot';
import { isWrite, type Answer, type ApiRequest, type Outcome } from './request';
import { parseRetryAfter } from './retryAfter';

export interface Attempt extends BackoffBase {
	request: ApiRequest;
	outcome: Outcome;
	/** Repeats so far for other reasons than the quota. */
	failures: number;
	/** Whether an earlier attempt may have been carried out. */
	isUnsure: boolean;
	/** Holds of the key in a row so far. */
	holdsInARow: number;
	/** Milliseconds for which the quota may still keep this request waiting. */
	patienceMs: number;
}

export type Decision = { hold?: HoldTime } & (
	| { next: 'accept' }
	| { next: 'stop'; reason: ApiErrorKind; retryAfterMs?: number }
	/** `isUnsure`: this attempt may have been carried out. */
	| { next: 'repeat'; afterMs: number; isUnsure: boolean }
);

const mostFailures = 4;
const throttleText = /rate.?limit|throttl|too many requests/i;

export function decide(attempt: Attempt): Decision {
	const { outcome, isUnsure } = attempt;
	if (outcome.kind === 'answer') return decideOnAnswer(attempt, outcome);
	// Stopped by the user: nobody waits for more.
	if (outcome.kind === 'cancelled') return { next: 'stop', reason: 'cancelled' };
	// No answer: carried out or not.
	if (outcome.kind === 'lost') return afterLoss(attempt);
	// Never left this machine: any method may go again.
	return repeatOrStop(attempt, isUnsure ? 'outcomeUnknown' : 'notSent', false);
}

function decideOnAnswer(attempt: Attempt, answer: Answer): Decision {
	const { request } = attempt;
	const { status } = answer;
	const isSuccess = status >= 200 && status < 300;
	if (isSuccess && isReadable(request, answer)) return { next: 'accept' };
	// An answer that cannot be read proves nothing about a write; a read is simply asked again.
	if (isSuccess && isWrite(request)) return { next: 'stop', reason: 'outcomeUnknown' };
	if (isSuccess) return repeatOrStop(attempt, 'unavailable', false);
	// "The actual call will not be performed": any method waits with the whole key and goes again.
	if (status === 429) return afterRefusal(attempt, answer);
	// The gateway's 500 "Internal server error or rate limit exceeded": everybody pauses; only reads go again.
	if (status === 500 && throttleText.test(answer.body.toString('utf8', 0, 2000))) {
		const hold = holdTimeFor(answer, attempt, attempt.holdsInARow);
		if (isWrite(request)) return { next: 'stop', reason: 'outcomeUnknown', hold };
		return { ...repeatOrStop(attempt, 'unavailable', false), hold };
	}
	// 500, 502, 503, 504 and relatives: as if no answer had come.
	if (status >= 500) return afterLoss(attempt);
	// Contacts created at the same time collide on their number; nothing was created, the next try gets another.
	if (isNumberCollision(request, answer)) return repeatOrStop(attempt, 'refused', false);
	// Everything else is a refusal that another try would meet again.
	return { next: 'stop', reason: 'refused' };
}

/** A second time changes nothing (GET, PUT, DELETE) or is recognized by its checksum (uploads). */
export function isRepeatable({ method, upload }: ApiRequest): boolean {
	return method !== 'POST' || upload !== undefined;
}

/** A POST that may have been carried out is never sent again: it would make a second document. */
function afterLoss(attempt: Attempt): Decision {
	const { request } = attempt;
	if (!isRepeatable(request)) return { next: 'stop', reason: 'outcomeUnknown' };
	const isUnsure = isWrite(request);
	return repeatOrStop(attempt, isUnsure ? 'outcomeUnknown' : 'unavailable', isUnsure);
}

function afterRefusal(attempt: Attempt, answer: Answer): Decision {
	const hold = holdTimeFor(answer, attempt, attempt.holdsInARow);
	const retryAfter = parseRetryAfter(answer.headers);
	const isTooLong = retryAfter.kind === 'tooLong';
	if (!isTooLong && hold.ms <= attempt.patienceMs) {
		return { next: 'repeat', afterMs: 0, isUnsure: false, hold };
	}
	const reason = attempt.isUnsure ? 'outcomeUnknown' : 'throttled';
	return { next: 'stop', reason, retryAfterMs: isTooLong ? retryAfter.ms : hold.ms, hold };
}

function repeatOrStop(attempt: Attempt, reason: ApiErrorKind, isUnsure: boolean): Decision {
	const { outcome, failures } = attempt;
	const retryAfter = outcome.kind === 'answer' ? parseRetryAfter(outcome.headers) : undefined;
	const askedMs = retryAfter && retryAfter.kind !== 'none' ? retryAfter.ms : 0;
	if (failures >= mostFailures || retryAfter?.kind === 'tooLong') {
		return { next: 'stop', reason, retryAfterMs: askedMs > 0 ? askedMs : undefined };
	}
	return { next: 'repeat', afterMs: Math.max(askedMs, backoffMs(attempt, failures)), isUnsure };
}

/** Whether an answer can be used: JSON where JSON was asked for. DELETE and 204 say nothing by design. */
function isReadable({ method, accept }: ApiRequest, { status, body }: Answer): boolean {
	if (accept !== undefined && !accept.includes('json')) return true;
	if (body.length === 0 && (status === 204 || method === 'DELETE')) return true;
	return parseJson(body) !== undefined;
}

function isNumberCollision({ method, path }: ApiRequest, answer: Answer): boolean {
	if (method !== 'POST' || path !== '/v1/contacts' || answer.status !== 406) return false;
	const { issues, message } = readComplaint(answer);
	return [message, ...issues.map(({ key, message: text }) => `${key} ${text}`)].some((text) =>
		text.includes('account_number_already_exists'),
	);
}
