/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// The API's three error shapes (fact sheet 5.1), and which of them a refusal takes.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import {
	json,
	type Answer,
	type ErrorShape,
	type Headers,
	type Issue,
	type Refusal,
} from './answer';

const detailsMessage =
	'Validation failed for request. Please see details list for specific causes.';

/** Authentication, routing, throttling and timeouts answer from the gateway. */
export function gatewayAnswer(status: number, message: string | null, headers?: Headers): Answer {
	return json(status, { message }, headers);
}

export function unauthorizedAnswer(): Answer {
	return gatewayAnswer(401, 'Unauthorized', {
		'x-amzn-requestid': randomUUID(),
		'x-amzn-errortype': 'UnauthorizedException',
	});
}

/** The gateway's stock text for routes it does not know: it quotes the header, and with it the key. */
export function forbiddenAnswer(authorization: string): Answer {
	const [, key = authorization] = authorization.split(' ');
	return gatewayAnswer(
		403,
		`'${key}' not a valid key=value pair (missing equal-sign) in Authorization header: '${authorization}'.`,
		{ 'x-amzn-errortype': 'IncompleteSignatureException' },
	);
}

export function legacyAnswer(status: number, issues: Issue[]): Answer {
	const type =
		status === 406 || status === 409
			? 'validation_failure'
			: status >= 500
				? 'technical_error'
				: 'bad_request_error';
	return json(status, {
		requestId: randomUUID(),
		IssueList: issues.map(({ field, key }) => ({
			i18nKey: key,
			source: field || null,
			type,
			additionalData: null,
			args: null,
		})),
	});
}

export function regularAnswer(
	status: number,
	path: string,
	message: string,
	issues: Issue[] = [],
): Answer {
	const details = issues.map(({ field, key, message: text }) => ({
		violation: key,
		field,
		message: text ?? germanText(key),
	}));
	return json(status, {
		requestId: randomUUID(),
		timestamp: new Date().toISOString(),
		status,
		error: STATUS_CODES[status] ?? '',
		path,
		traceId: randomUUID().replace(/-/g, '').slice(0, 12),
		message: message || (details.length > 0 ? detailsMessage : (STATUS_CODES[status] ?? '')),
		...(details.length > 0 ? { details } : {}),
	});
}

/** Issues of a legacy refusal name the fault; without any, the status does. */
export function refusalAnswer(shape: ErrorShape, path: string, refusal: Refusal): Answer {
	const { status, issues, message } = refusal;
	if (shape === 'regular') return regularAnswer(status, path, message, issues);
	if (issues.length > 0) return legacyAnswer(status, issues);
	return legacyAnswer(status, [{ field: message, key: legacyKeys[status] ?? 'bad_request_error' }]);
}

const legacyKeys: Record<number, string> = {
	404: 'resource_not_found',
	409: 'invalid_value',
	500: 'technical_error',
};

function germanText(key: string): string {
	const texts: Record<string, string> = {
		NOTNULL: 'darf nicht null sein',
		NOTEMPTY: 'darf nicht leer sein',
		NOTBLANK: 'darf nicht leer sein',
		VALIDGTIN: 'ist keine gültige GTIN',
		MATERIAL_NUMBER_ALREADY_EXISTS: 'Artikelnummer ist bereits vergeben',
	};
	return texts[key] ?? 'ist ungültig';
}
