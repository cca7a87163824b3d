// Turns what went wrong into one ApiError: Lexware's three error shapes become `field: message` lines.
// Used by retry.ts (which issues does the answer name?) and client.ts (which error leaves the transport?).
import type { Answer, ApiRequest, Json } from './request';

/** One complaint of the API. `field` is empty where the API names none; `key` is its i18nKey or violation. */
export interface Issue {
	field: string;
	key: string;
	message: string;
}

/** What an error body says, whatever its shape. */
export interface Complaint {
	issues: Issue[];
	/** The body's own sentence, if any; already redacted. */
	message: string;
	/** What the vendor's support asks for. */
	requestId?: string;
}

/**
 * Why a request did not come to a usable answer.
 * - `refused`: the API answered with an error; nothing was changed.
 * - `notSent`: the API could not be reached; nothing was changed.
 * - `outcomeUnknown`: a write may or may not have been carried out, and was not repeated.
 * - `unavailable`: a read kept failing.
 * - `throttled`: the quota's hold ends after the request's deadline, or the server asks for an unreasonable wait.
 * - `incomplete`: a list is longer than what the API hands out.
 * - `cancelled`: the execution was stopped.
 */
export type ApiErrorKind =
	| 'refused'
	| 'notSent'
	| 'outcomeUnknown'
	| 'unavailable'
	| 'throttled'
	| 'incomplete'
	| 'cancelled';

export interface ApiErrorDetails {
	kind: ApiErrorKind;
	message: string;
	request: Pick<ApiRequest, 'method' | 'path'>;
	status?: number;
	complaint?: Complaint;
	/** Milliseconds until another try makes sense, where known. */
	retryAfterMs?: number;
	/** An attempt whose answer was lost may have been carried out. */
	mayHaveBeenCarriedOut?: boolean;
	/** When the last attempt left: milliseconds since 1970 by this machine's clock. */
	sentAt?: number;
	/** The `Location` of an answer whose body could not be read: the record that was made. */
	location?: string;
}

/** The only error that leaves the transport. Carries neither key nor request body. */
export class ApiError extends Error {
	readonly kind: ApiErrorKind;
	readonly request: Pick<ApiRequest, 'method' | 'path'>;
	readonly status?: number;
	readonly complaint: Complaint;
	readonly retryAfterMs?: number;
	readonly mayHaveBeenCarriedOut: boolean;
	readonly sentAt?: number;
	readonly location?: string;

	constructor(details: ApiErrorDetails) {
		super(details.message);
		this.name = 'ApiError';
		this.kind = details.kind;
		this.request = { method: details.request.method, path: details.request.path };
		this.status = details.status;
		this.complaint = details.complaint ?? { issues: [], message: '' };
		this.retryAfterMs = details.retryAfterMs;
		this.mayHaveBeenCarriedOut = details.mayHaveBeenCarriedOut ?? false;
		this.sentAt = details.sentAt;
		this.location = details.location;
	}
}

const maxMessageLength = 500;

/** Keys with which the API says that a version is missing, rather than stale. */
const missingKeys = new Set(['missing_entity', 'NOTNULL', 'NOTEMPTY', 'NOTBLANK']);

/** Whether a PUT met a record that had been changed since it was read: 409, on contacts 406 (fact sheet 5.3). */
export function isStaleVersion({ request, status, complaint }: ApiError): boolean {
	if (request.method !== 'PUT') return false;
	const namesVersion = complaint.issues.some(
		({ field, key }) => field === 'version' && !missingKeys.has(key),
	);
	return status === 409 || (status === 406 && namesVersion);
}

/** Lexware's 403 text echoes the Authorization header, that is, the key: as a whole, and before that the part it dislikes. */
export function redact(text: string): string {
	return text
		.replace(/'[^']*'(?= not a valid key=value pair)/gi, "'[redacted]'")
		.replace(/Bearer\s+[^\s'",;]+/gi, 'Bearer [redacted]')
		.replace(/(Authorization header[^']*')[^']*'/gi, "$1[redacted]'")
		.slice(0, maxMessageLength);
}

/** `undefined` when the bytes are not JSON. */
export function parseJson(body: Buffer): Json | undefined {
	try {
		const json: Json = JSON.parse(body.toString('utf8'));
		return json;
	} catch {
		return undefined;
	}
}

/**
 * Reads an error body of any shape (fact sheet 5.1): `IssueList`, a single flattened issue, `details`, `message`,
 * a bare string, or none.
 */
export function readComplaint(answer: Answer): Complaint {
	const body = parseJson(answer.body);
	if (typeof body === 'string') return { issues: [], message: redact(body) };
	if (!isRecord(body)) return { issues: [], message: '' };
	const issues = listOf(body.IssueList ?? (body.i18nKey ? [body] : body.details)).map(toIssue);
	return {
		issues,
		message: redact(textOf(body.message ?? body.detail)),
		requestId: textOf(body.requestId ?? body.traceId) || undefined,
	};
}

function toIssue(entry: Record<string, Json | undefined>): Issue {
	return {
		field: redact(textOf(entry.source ?? entry.field)),
		key: textOf(entry.i18nKey ?? entry.violation),
		message: redact(textOf(entry.message)),
	};
}

/** The API's own words, one line per complaint, for quoting. */
export function complaintLines({ issues, message }: Complaint): string[] {
	const lines = issues.map(({ field, key, message: text }) =>
		[field, text ? `${text}${key ? ` (${key})` : ''}` : key].filter(Boolean).join(': '),
	);
	return lines.length > 0 ? lines : message ? [message] : [];
}

function listOf(value: Json | undefined): Array<Record<string, Json | undefined>> {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: Json | undefined): string {
	return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Record<string, Json | undefined> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
