// The words both sides of the transport share: what a request is, and what can come of it.
// Imported by resources (to describe a request) and by every file of the transport (to carry it out).

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export type Json =
	string | number | boolean | null | Json[] | { [member: string]: Json | undefined };
export type JsonObject = { [member: string]: Json | undefined };

/** One value per name; `undefined` leaves the parameter out. Values are given in plain text; sending encodes them. */
export type Query = Record<string, string | number | boolean | undefined>;

/** A file to be sent as multipart form data. The bytes are kept, so that each attempt builds its own body. */
export interface Upload {
	/** With extension; the API judges the type by it. */
	fileName: string;
	mimeType: string;
	content: Buffer;
	/** Further form fields beside the part `file`. */
	fields?: Record<string, string>;
}

/** One HTTP request as a resource describes it: no host, no key. */
export interface ApiRequest {
	method: Method;
	/** From the host on, such as `/v1/contacts`; inserted segments are already encoded (see operation/path.ts). */
	path: string;
	query?: Query;
	body?: JsonObject;
	upload?: Upload;
	/** `Accept` header; `application/json` when left out. */
	accept?: string;
}

/** Header names in lower case. A header that came several times is a list. */
export type Headers = Record<string, string | string[] | undefined>;

/** The server answered, whatever the status. */
export interface Answer {
	kind: 'answer';
	status: number;
	headers: Headers;
	/** The bytes as received; nothing is parsed on the way. */
	body: Buffer;
}

/**
 * No answer came.
 * - `notSent`: the request never left this machine (name not resolved, connection refused): nothing has happened.
 * - `lost`: it may have been carried out (timeout, connection broken after sending).
 * - `cancelled`: the execution was stopped while the request was under way.
 */
export interface Failure {
	kind: 'notSent' | 'lost' | 'cancelled';
	/** Short technical cause for messages, such as `ECONNREFUSED` or `no answer within 45 s`. Never contains the key. */
	cause: string;
}

/** What one attempt came to. */
export type Outcome = Answer | Failure;

/** Carries out one attempt. Never throws. Implemented by transport/http.ts and test/support/axiosSend.ts. */
export type Send = (request: ApiRequest) => Promise<Outcome>;

/** Whether a request changes the books, so that its turn and its repetition need care. */
export function isWrite(request: ApiRequest): boolean {
	return request.method !== 'GET';
}
