// What a scripted fault makes of an answer.
import { json, type Answer } from './answer';
import { forbiddenAnswer, gatewayAnswer, legacyAnswer } from './errorAnswers';
import type { Fault } from './faults';
import { retryAfterHeader } from './throttle';

/** How the answer leaves the server. */
export type Delivery =
	| { kind: 'send'; answer: Answer }
	| { kind: 'truncate'; answer: Answer }
	| { kind: 'reset' }
	| { kind: 'hang' };

/** `genuine` is what the handler answered; undefined when the fault came before it. */
export function spoil(fault: Fault, authorization: string, genuine?: Answer): Delivery {
	const { kind } = fault;
	if (kind === 'reset' || kind === 'hang') return { kind };
	const answer = genuine ?? json(200, {});
	if (kind === 'truncated') return { kind: 'truncate', answer };
	return { kind: 'send', answer: spoiledAnswer(fault, authorization, answer) };
}

function spoiledAnswer(fault: Fault, authorization: string, answer: Answer): Answer {
	switch (fault.kind) {
		case 'throttle':
			return {
				...gatewayAnswer(429, 'Rate limit exceeded'),
				headers: {
					'content-type': 'application/json',
					...retryAfterHeader(fault.retryAfter ?? 'absent', fault.retryAfterMs ?? 1000),
				},
			};
		case 'throttleText':
			return gatewayAnswer(500, 'Internal server error or rate limit exceeded');
		case 'badGateway':
			return htmlAnswer(502, '502 Bad Gateway');
		case 'unavailable':
			return htmlAnswer(503, '503 Service Temporarily Unavailable');
		case 'unavailableEmpty':
			return json(503, { detail: null });
		case 'gatewayTimeout':
			return gatewayAnswer(504, 'Endpoint request timed out');
		case 'unauthorized':
			return gatewayAnswer(401, 'Unauthorized');
		case 'paymentRequired':
			return gatewayAnswer(402, 'Payment required');
		case 'forbidden':
			return forbiddenAnswer(authorization);
		case 'conflict':
			return json(409, { status: 409, error: 'Conflict', message: 'Conflict' });
		case 'numberCollision':
			return legacyAnswer(406, [{ field: '', key: 'account_number_already_exists' }]);
		case 'html':
			return htmlAnswer(200, 'Wartungsarbeiten');
		case 'brokenJson':
			return { ...answer, body: '{"id": unquoted' };
		case 'cutJson':
			return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
		case 'emptyBody':
			return { ...answer, body: '' };
		default:
			return gatewayAnswer(500, null);
	}
}

function htmlAnswer(status: number, title: string): Answer {
	return {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
	};
}
