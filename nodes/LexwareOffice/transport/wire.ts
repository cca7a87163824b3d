// One request → the exact bytes that leave: address, headers, body. Pure.
// Shared by every implementation of Send, so that they cannot differ in what they send.
import { randomUUID } from 'node:crypto';

import type { ApiRequest, Query, Upload } from './request';

export interface Wire {
	method: ApiRequest['method'];
	url: string;
	headers: Record<string, string>;
	body?: Buffer;
	/** Milliseconds after which an attempt without an answer ends. */
	timeoutMs: number;
}

export const timeouts = { requestMs: 45_000, uploadMs: 90_000 };

/** A fresh body for each attempt: a stream would be consumed by the first. */
export function toWire(request: ApiRequest, baseUrl: string, limits = timeouts): Wire {
	const { type, body } = encodeBody(request);
	return {
		method: request.method,
		url: `${baseUrl}${request.path}${encodeQuery(request.query ?? {})}`,
		headers: {
			Accept: request.accept ?? 'application/json',
			...(type && { 'Content-Type': type }),
		},
		body,
		timeoutMs: request.upload ? limits.uploadMs : limits.requestMs,
	};
}

function encodeQuery(query: Query): string {
	const pairs = Object.entries(query).flatMap(([name, value]) =>
		value === undefined ? [] : [`${encodeText(name)}=${encodeText(String(value))}`],
	);
	return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Half of a character, as cutting a text leaves it, becomes a replacement character: percent-encoding would throw. */
function encodeText(text: string): string {
	return encodeURIComponent(Buffer.from(text).toString());
}

function encodeBody({ method, body, upload }: ApiRequest): { type?: string; body?: Buffer } {
	if (upload) return encodeUpload(upload);
	if (method === 'GET' || method === 'DELETE') return {};
	return { type: 'application/json', body: Buffer.from(JSON.stringify(body ?? {})) };
}

/** Multipart by hand: n8n ships no form-data builder that a package may rely on in every version. */
function encodeUpload({ fileName, mimeType, content, fields = {} }: Upload): {
	type: string;
	body: Buffer;
} {
	const boundary = `lexware-office-${randomUUID()}`;
	const texts = Object.entries(fields).map(([name, value]) =>
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}\r\n`,
		),
	);
	const head = Buffer.from(
		`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escapeName(fileName)}"\r\n` +
			`Content-Type: ${mimeType}\r\n\r\n`,
	);
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([...texts, head, content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
	};
}

/**
 * UTF-8 as it is, and a quoted string with pairs (RFC 7578, RFC 2183) as curl writes it: servers undo the backslash, while
 * the %22 of browsers stays in the name. A line break would end the header.
 */
function escapeName(name: string): string {
	return name.replace(/["\\]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}
