// The second implementation of Send: axios itself, in the version n8n ships. For tools that run without n8n.
import axios, { type AxiosResponse } from 'axios';

import type { Account } from '../../nodes/LexwareOffice/transport/account';
import { withDeadline } from '../../nodes/LexwareOffice/transport/deadline';
import { classifyFailure, codeOf } from '../../nodes/LexwareOffice/transport/http';
import type { Headers, Outcome, Send } from '../../nodes/LexwareOffice/transport/request';
import { timeouts, toWire } from '../../nodes/LexwareOffice/transport/wire';

/** Sends to the account's host with its key. `signal` ends a request under way, as stopping an execution does. */
export function createAxiosSend(
	{ baseUrl, apiKey }: Pick<Account, 'baseUrl' | 'apiKey'>,
	signal?: AbortSignal,
	limits = timeouts,
): Send {
	const client = axios.create({
		responseType: 'arraybuffer',
		validateStatus: () => true,
		maxRedirects: 0,
		maxBodyLength: Infinity,
		maxContentLength: Infinity,
		proxy: false,
		headers: { common: { Authorization: `Bearer ${apiKey}` } },
	});
	return async (request) => {
		const { timeoutMs, body, ...wire } = toWire(request, baseUrl, limits);
		const attempt = client
			.request({ ...wire, data: body, timeout: timeoutMs, signal })
			.then(toAnswer, (error: unknown) => classifyFailure(codeOf(error)));
		return await withDeadline(attempt, timeoutMs);
	};
}

function toAnswer({ status, headers, data }: AxiosResponse<Buffer>): Outcome {
	return { kind: 'answer', status, headers: toHeaders(headers), body: data };
}

function toHeaders(headers: AxiosResponse['headers']): Headers {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value : String(value),
		]),
	);
}
