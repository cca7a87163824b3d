// Whatever stopped an item → n8n's error with the item's index, a sentence that says what happened, and how to get on.
// Called by run.ts and search/.
import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { AccountError } from '../transport/account';
import { ApiError, complaintLines } from '../transport/errors';
import { describeMissingFeature, MissingFeature } from './features';
import { KeptKey } from './idempotency';
import { PathError } from './path';
import { describeRefusal } from './refusals';
import { describeUnfinished, Unfinished } from './unfinished';
import { describeSearch, UnknownOutcome } from './unknownOutcome';
import { InputError } from './values';

/** What the sentence is about: `contact`, and the item it happened on. */
export interface Place {
	node: INode;
	/** Label of the resource, such as `Contact`. */
	resource: string;
	itemIndex?: number;
}

export type NodeError = NodeApiError | NodeOperationError;

export interface Sentence {
	message: string;
	description?: string;
}

export function toNodeError(error: unknown, place: Place): NodeError {
	const { node, itemIndex } = place;
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof Unfinished) {
		const reason = toNodeError(error.reason, place);
		return Object.assign(reason, describeUnfinished(error.write, reason));
	}
	const cause = causeOf(error);
	if (cause instanceof ApiError) {
		const sentence = describeApiError(cause, place);
		const { message, description = sentence.description } = describeMore(error, sentence.message);
		const httpCode = cause.status === undefined ? undefined : String(cause.status);
		const options = { message, description, httpCode, itemIndex };
		return keepMessage(new NodeApiError(node, { message }, options), message);
	}
	const { message, description } = describeOther(error);
	return keepMessage(new NodeOperationError(node, message, { description, itemIndex }), message);
}

/**
 * n8n puts sentences of its own in the place of messages that hold a code such as ECONNRESET: "You can retry the request
 * immediately" would be the wrong advice for a write whose outcome is unknown.
 */
function keepMessage<E extends NodeError>(error: E, message: string): E {
	error.message = message;
	return error;
}

function causeOf(error: unknown): unknown {
	if (error instanceof UnknownOutcome) return error.lost;
	return error instanceof KeptKey || error instanceof MissingFeature ? error.refusal : error;
}

/** What is known beside the API's answer. */
function describeMore(error: unknown, message: string): Sentence {
	if (error instanceof MissingFeature) return describeMissingFeature(error);
	if (error instanceof UnknownOutcome) return { message, description: describeSearch(error) };
	return { message, description: describeKeptKey(error) };
}

function describeKeptKey(error: unknown): string | undefined {
	if (error instanceof KeptKey)
		return "Nothing was created, but the item's idempotency key stays in n8n's store: give the item another key before it runs again.";
	return undefined;
}

function describeOther(error: unknown): Sentence {
	if (error instanceof InputError) return describeFindings(error.findings, error.outcome);
	if (error instanceof AccountError)
		return describeFindings(
			error.findings,
			'Correct it in the Lexware Office credential. Nothing was sent.',
		);
	if (error instanceof PathError)
		return { message: error.message, description: 'Nothing was sent.' };
	if (!(error instanceof Error)) return { message: String(error) };
	// Errors of n8n, such as those of expressions, bring their own advice.
	const isAdvised = 'description' in error && typeof error.description === 'string';
	return { message: error.message, description: isAdvised ? String(error.description) : undefined };
}

function describeFindings(findings: string[], remedy: string): Sentence {
	const [first = '', ...others] = findings;
	return { message: first, description: [...others, remedy].join('\n') };
}

function describeApiError(error: ApiError, place: Place): Sentence {
	const { message, description } =
		error.kind === 'refused' ? describeRefusal(error, place) : describeFailure(error);
	const quoted = complaintLines(error.complaint).map((line) => `Lexware answered: ${line}`);
	const support =
		error.complaint.requestId && `Request ID for Lexware's support: ${error.complaint.requestId}`;
	const lines = [description, ...quoted.filter((line) => line !== message), support];
	return { message, description: lines.filter(Boolean).join('\n') || undefined };
}

function describeFailure(error: ApiError): Sentence {
	const { method, path } = error.request;
	switch (error.kind) {
		case 'outcomeUnknown':
			return {
				message: `It is unknown whether Lexware Office carried this out: ${error.message}`,
				description: `${method} ${path} got no usable answer. Look in Lexware Office whether the record exists before you run this item again.`,
			};
		case 'throttled':
			return {
				message: error.message,
				description:
					'Run it again later, or raise Max Wait in the options. Nothing was sent twice.',
			};
		case 'incomplete':
			return {
				message: error.message,
				description:
					path === '/v1/voucherlist'
						? "The Voucher List resource reads longer lists with 'Split by Date'."
						: undefined,
			};
		case 'cancelled':
			return { message: 'The execution was stopped' };
		case 'notSent':
			return {
				message: `Lexware Office could not be reached (${error.message})`,
				description:
					'Nothing was changed. Check the base URL in the credential and the network of this n8n.',
			};
		default:
			return {
				message: `Lexware Office is not available at the moment (${error.message})`,
				description: 'Nothing was changed. https://status.lexware.de tells of outages.',
			};
	}
}
