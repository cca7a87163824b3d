// The words of the server: what a handler is given (Call), what it returns (Answer), how it refuses (Refusal).
import type { Account } from './account';

export type Headers = Record<string, string | string[]>;

export interface Answer {
	status: number;
	headers: Headers;
	body: string | Buffer;
}

export interface UploadedFile {
	fileName: string;
	content: Buffer;
}

export interface Call {
	account: Account;
	/** Path as requested, without query. */
	path: string;
	params: Record<string, string>;
	query: Record<string, string | undefined>;
	/** Parsed JSON; `undefined` without a body. */
	body: unknown;
	accept: string;
	/** Such as `http://127.0.0.1:4711`, for resource URIs. */
	baseUrl: string;
	/** Reads the multipart body. */
	readUpload(): Promise<{ file?: UploadedFile; fields: Record<string, string> }>;
	/** Notes names that the API does not look at (shown in the arrival log). */
	noteIgnored(names: string[]): void;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below `/v1`, with `:parameters`. */
	path: string;
	body?: 'json' | 'multipart';
	/** Query parameters the API knows here; others are ignored silently, as the real API does. */
	query?: readonly string[];
	handle(call: Call): Answer | Promise<Answer>;
}

export type ErrorShape = 'legacy' | 'regular';

export interface Resource {
	name: string;
	errors: ErrorShape;
	routes: Route[];
}

/** One complaint: `key` is the i18nKey (legacy) or violation (regular). */
export interface Issue {
	field: string;
	key: string;
	message?: string;
}

/** Thrown by handlers; turned into the resource's error shape in one place. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly issues: Issue[],
		message = '',
	) {
		super(message);
	}
}

export function json(status: number, value: unknown, headers: Headers = {}): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(value),
	};
}

export function noContent(): Answer {
	return { status: 204, headers: {}, body: '' };
}
