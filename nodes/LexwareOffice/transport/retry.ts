// Carries one request to its end: each attempt takes a fresh slot of the limiter, and decide.ts says what follows.
// Used by client.ts, which turns a stop into an ApiError.
import { systemClock, waitUnlessCancelled, type Clock } from './clock';
import { decide, type Decision } from './decide';
import type { ApiErrorKind } from './errors';
import type { Execution, Limiter, Refusal, Slot } from './limiter';
import { isWrite, type Answer, type ApiRequest, type Outcome, type Send } from './request';

interface Course {
	/** Times the request was sent. */
	attempts: number;
	/** When the last attempt left, in milliseconds of the wall clock. */
	sentAt?: number;
	/** An earlier attempt of this write may have been carried out: compare before trusting a 404, 406 or 409. */
	mayHaveBeenCarriedOut: boolean;
}

/** The end of a request. `outcome` is the last one, where there was any. */
export type Result = Course &
	(
		| { kind: 'answer'; answer: Answer }
		| { kind: 'stop'; reason: ApiErrorKind; outcome?: Outcome; retryAfterMs?: number }
	);

export interface Errand {
	request: ApiRequest;
	send: Send;
	limiter: Limiter;
	execution: Execution;
	clock?: Clock;
	/** 0 up to 1, for the jitter of the backoff. */
	random?: () => number;
}

interface Progress extends Course {
	failures: number;
	/** Since when the quota keeps the request waiting. */
	throttledSince?: number;
	slot?: Slot;
}

/** Sends until there is an answer to hand over or a reason to stop. Never throws. */
export async function sendWithRetry(errand: Errand): Promise<Result> {
	const { request, limiter, execution, clock = systemClock } = errand;
	const progress: Progress = { attempts: 0, mayHaveBeenCarriedOut: false, failures: 0 };
	for (;;) {
		const slot = await limiter.acquire(execution, {
			isWrite: isWrite(request),
			again: progress.slot,
		});
		if (slot.kind === 'refusal') return afterRefusal(slot, progress);
		progress.slot = slot;
		progress.attempts += 1;
		progress.sentAt = Date.now();
		const outcome = await attempt(errand);
		const decision = judge(errand, progress, outcome);
		// The hold first: settling lets the next request leave.
		if (decision.hold) limiter.hold(decision.hold, slot);
		slot.settle(outcome);
		if (decision.next !== 'repeat') return finish(decision, progress, outcome, request);
		if (decision.isUnsure) progress.mayHaveBeenCarriedOut = true;
		await waitUnlessCancelled(clock, decision.afterMs, execution.signal);
	}
}

/** `Send` does not throw by contract; should one do so, the turn to write must still end. */
async function attempt({ send, request }: Errand): Promise<Outcome> {
	try {
		return await send(request);
	} catch {
		return { kind: 'lost', cause: 'unexpected failure while sending' };
	}
}

function judge(errand: Errand, progress: Progress, outcome: Outcome): Decision {
	const { request, limiter, execution, clock = systemClock, random = Math.random } = errand;
	if (outcome.kind === 'answer' && outcome.status === 429) progress.throttledSince ??= clock.now();
	const throttledMs = clock.now() - (progress.throttledSince ?? clock.now());
	const decision = decide({
		request,
		outcome,
		failures: progress.failures,
		isUnsure: progress.mayHaveBeenCarriedOut,
		holdsInARow: limiter.holdsInARow,
		windowMs: limiter.windowMs,
		patienceMs: execution.maxWaitMs - throttledMs,
		random: random(),
	});
	if (decision.next === 'repeat' && decision.afterMs > 0) progress.failures += 1;
	return decision;
}

function afterRefusal({ reason, retryAfterMs }: Refusal, progress: Progress): Result {
	const { attempts, sentAt, mayHaveBeenCarriedOut } = progress;
	const stopped = reason === 'cancelled' ? 'cancelled' : 'throttled';
	return { kind: 'stop', reason: stopped, retryAfterMs, attempts, sentAt, mayHaveBeenCarriedOut };
}

function finish(
	decision: Exclude<Decision, { next: 'repeat' }>,
	{ attempts, sentAt, mayHaveBeenCarriedOut }: Progress,
	outcome: Outcome,
	request: ApiRequest,
): Result {
	const course = { attempts, sentAt, mayHaveBeenCarriedOut };
	if (decision.next === 'accept' && outcome.kind === 'answer') {
		return { kind: 'answer', answer: outcome, ...course };
	}
	const stop = decision.next === 'stop' ? decision : undefined;
	const reason = stop?.reason ?? 'unavailable';
	const isUnsure =
		reason === 'outcomeUnknown' || (outcome.kind === 'cancelled' && isWrite(request));
	return {
		kind: 'stop',
		reason,
		outcome,
		retryAfterMs: stop?.retryAfterMs,
		...course,
		mayHaveBeenCarriedOut: mayHaveBeenCarriedOut || isUnsure,
	};
}
