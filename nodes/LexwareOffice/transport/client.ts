// The composition retry(limit(send)) for one account, and paging on top of it (pages.ts).
// Opened by run.ts per account of an execution, and by search/ per dropdown.
import type { Account } from './account';
import { systemClock } from './clock';
import { ApiError, complaintLines, readComplaint } from './errors';
import { describeShared } from './quotaStatus';
import { limiterFor, type Execution, type QuotaStatus } from './limiter';
import { readPages, type Paging } from './pages';
import type { Answer, ApiRequest, JsonObject, Outcome, Send } from './request';
import { sendWithRetry, type Result } from './retry';
import { firstOf } from './retryAfter';
import { learnServerTime, serverAheadMs } from './serverClock';

export interface Client {
	/** Where the quota of the account stands. Spends no request. */
	quotaStatus: () => Promise<QuotaStatus & Pick<Account, 'sharing'>>;
	/** Why the quota could not be shared with other processes at some time since the client was opened, as a sentence. */
	sharingTrouble: () => string | undefined;
	/** How far the server's clock is ahead of this machine's, in milliseconds; undefined before its first answer. */
	serverAheadMs: () => number | undefined;
	/**
	 * Sends one request when its turn comes.
	 * @returns an answer with a 2xx status, whose body is readable if JSON was asked for
	 * @throws ApiError
	 */
	send: (request: ApiRequest) => Promise<Answer>;
	/**
	 * Reads a list page by page, complete and each record once even if rows move between pages meanwhile.
	 * @throws ApiError
	 */
	sendAllPages: (request: ApiRequest, paging: Paging) => Promise<JsonObject[]>;
}

export function openClient(account: Account, execution: Execution, send: Send): Client {
	const limiter = limiterFor({ ...account, host: account.baseUrl });
	const openedAt = systemClock.now();
	const attempt: Send = async (request) => {
		const outcome = await send(request);
		learnServerTime(account.baseUrl, outcome);
		return outcome;
	};
	const sendOne = async (request: ApiRequest) => {
		const result = await sendWithRetry({ request, send: attempt, limiter, execution });
		if (result.kind === 'answer') return result.answer;
		throw toApiError(result, request);
	};
	return {
		quotaStatus: async () => {
			const status = limiter.status();
			const { shared } = limiter;
			const { sharing } = account;
			return { ...(shared ? await describeShared(status, shared) : status), sharing };
		},
		sharingTrouble: () => limiter.shared?.troubleSince(openedAt),
		serverAheadMs: () => serverAheadMs(account.baseUrl),
		send: sendOne,
		sendAllPages: async (request, paging) => await readPages(sendOne, request, paging),
	};
}

function toApiError(result: Extract<Result, { kind: 'stop' }>, request: ApiRequest): ApiError {
	const { reason, outcome, retryAfterMs, sentAt, mayHaveBeenCarriedOut } = result;
	const answer = outcome?.kind === 'answer' ? outcome : undefined;
	const complaint = answer && readComplaint(answer);
	return new ApiError({
		kind: reason,
		message: describeStop(result, outcome),
		request,
		status: answer?.status,
		complaint,
		retryAfterMs,
		mayHaveBeenCarriedOut,
		sentAt,
		location: answer && (firstOf(answer.headers.location) || undefined),
	});
}

function describeStop(
	{ reason, retryAfterMs }: Extract<Result, { kind: 'stop' }>,
	outcome: Outcome | undefined,
): string {
	if (reason === 'throttled')
		return retryAfterMs === undefined
			? 'The quota of this API key gave no turn within Max Wait'
			: `Lexware Office asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds, which is longer than Max Wait`;
	if (outcome === undefined) return reason;
	if (outcome.kind !== 'answer') return outcome.cause;
	const [line] = complaintLines(readComplaint(outcome));
	return `status ${outcome.status}${line ? `, ${line}` : ''}`;
}
