// The composition retry(limit(send)) for one account, and paging on top of it.
// Opened by run.ts per account of an execution, and by search/ per dropdown.
import type { Account } from './account';
import { systemClock } from './clock';
import { ApiError, complaintLines, parseJson, readComplaint } from './errors';
import { describeShared } from './quotaStatus';
import { limiterFor, type Execution, type QuotaStatus } from './limiter';
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
	 * Reads a list page by page, each record once even if rows move between pages meanwhile.
	 * `pageSize` is the largest the endpoint takes; without `limit` the whole list is read.
	 * @throws ApiError
	 */
	sendAllPages: (request: ApiRequest, paging: Paging) => Promise<JsonObject[]>;
}

export interface Paging {
	limit?: number;
	pageSize: number;
}

/** The API hands out so many rows of a list and no more (fact sheet 1.6). */
export const mostRows = 10_000;
/** Some lists refuse smaller pages. */
const smallestPage = 25;

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
		sendAllPages: async (request, paging) => await collectPages(sendOne, request, paging),
	};
}

async function collectPages(
	send: Client['send'],
	request: ApiRequest,
	{ limit = Infinity, pageSize }: Paging,
): Promise<JsonObject[]> {
	const size = Math.min(pageSize, Math.max(limit, smallestPage));
	const records = new Map<unknown, JsonObject>();
	for (let page = 0; records.size < limit; page++) {
		if (page * size >= mostRows) throw tooManyRows(request);
		const answer = await send({ ...request, query: { ...request.query, page, size } });
		const { content, isLast, total } = readPage(answer);
		// The count is cut off as well: a list of that length may be any longer, and would end early without a word.
		if (total >= mostRows && limit > mostRows) throw tooManyRows(request);
		for (const record of content) records.set(record.id ?? record, record);
		if (isLast) break;
	}
	return [...records.values()].slice(0, limit);
}

function readPage({ body }: Answer): { content: JsonObject[]; isLast: boolean; total: number } {
	const page = parseJson(body);
	const { content, last, totalElements } = isObject(page) ? page : {};
	const rows = Array.isArray(content) ? content.filter(isObject) : [];
	return {
		content: rows,
		isLast: last !== false || rows.length === 0,
		total: Number(totalElements ?? 0),
	};
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tooManyRows(request: ApiRequest): ApiError {
	return new ApiError({
		kind: 'incomplete',
		message: `The list has ${mostRows} rows or more, and Lexware Office hands out no more; narrow it with filters`,
		request,
	});
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
