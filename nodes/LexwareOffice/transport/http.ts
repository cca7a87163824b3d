// The only caller of n8n's request helper: one request → one outcome. Never throws.
// Given to client.ts by whoever has an n8n context (node, dropdown, trigger).
import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Account } from './account';
import { withDeadline } from './deadline';
import type { Answer, Failure, Outcome, Send } from './request';
import { timeouts, toWire, type Wire } from './wire';

export type HttpContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

export const credentialType = 'lexwareOfficePublicApi';

/** Codes that say the request never left this machine, or was refused before any of it was read. */
const notSentCodes = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_INVALID_URL',
]);

/** Sends with the account's own key: left to itself, n8n's helper takes the key of item 0 for every item. */
export function createHttp(context: HttpContext, account: Account, limits = timeouts): Send {
	const signedBy = {
		credentialsDecrypted: {
			id: context.getNode().credentials?.[credentialType]?.id ?? '',
			name: credentialType,
			type: credentialType,
			data: account.data,
		},
	};
	return async (request) => {
		const wire = toWire(request, account.baseUrl, limits);
		const attempt = context.helpers.httpRequestWithAuthentication
			.call(context, credentialType, toOptions(wire), signedBy)
			.then(toAnswer, toFailure);
		return await withDeadline(attempt, wire.timeoutMs);
	};
}

function toOptions({ timeoutMs, ...wire }: Wire): IHttpRequestOptions {
	return {
		...wire,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would take the key, and a write, to another place.
		disableFollowRedirect: true,
		timeout: timeoutMs,
	};
}

function toAnswer(response: {
	statusCode: number;
	headers: Answer['headers'];
	body: unknown;
}): Outcome {
	return {
		kind: 'answer',
		status: response.statusCode,
		headers: response.headers,
		body: Buffer.isBuffer(response.body) ? response.body : Buffer.from(String(response.body ?? '')),
	};
}

function toFailure(error: unknown): Outcome {
	return classifyFailure(codeOf(error));
}

/** An error code of axios or Node.js → what is known about the request. What is not known may have been carried out. */
export function classifyFailure(code: string): Failure {
	if (code === 'ERR_CANCELED') return { kind: 'cancelled', cause: 'the execution was stopped' };
	if (notSentCodes.has(code)) return { kind: 'notSent', cause: code };
	return { kind: 'lost', cause: code };
}

/** n8n wraps axios's error once or twice; the code sits on one of them. Until n8n 2.0 the wrapper drops its cause. */
export function codeOf(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null || depth > 3) return 'no answer';
	if ('code' in error && typeof error.code === 'string') return error.code;
	if ('cause' in error && error.cause) return codeOf(error.cause, depth + 1);
	if ('httpCode' in error && typeof error.httpCode === 'string') return error.httpCode;
	return 'name' in error && typeof error.name === 'string' ? error.name : 'no answer';
}
