// Whatever stopped an item → n8n's error with the item's index, a sentence that says what happened, and how to get on.
// Called by run.ts and search/.
import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { AccountError } from '../transport/account';
import { ApiError, complaintLines, isStaleVersion } from '../transport/errors';
import { KeptKey } from './idempotency';
import { PathError } from './path';
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

interface Sentence {
	message: string;
	description?: string;
}

export function toNodeError(error: unknown, place: Place): NodeError {
	const { node, itemIndex } = place;
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const cause = causeOf(error);
	if (cause instanceof ApiError) {
		const sentence = describeApiError(cause, place);
		const { message } = sentence;
		const description = describeMore(error) ?? sentence.description;
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
	return error instanceof KeptKey ? error.refusal : error;
}

function describeMore(error: unknown): string | undefined {
	if (error instanceof UnknownOutcome) return describeSearch(error);
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

function describeRefusal(error: ApiError, { resource }: Place): Sentence {
	if (isStaleVersion(error)) return error.mayHaveBeenCarriedOut ? maybeOwnVersion : staleVersion;
	switch (error.status) {
		case 401:
			return {
				message: 'Lexware Office does not accept the API key',
				description:
					'Make a new key at https://app.lexware.de/addons/public-api and put it into the credential. If this key worked before, look at https://status.lexware.de first.',
			};
		case 402:
			return {
				message: 'The Lexware Office contract does not cover this request',
				description:
					'Check in Lexware Office whether the contract is active and includes the public API.',
			};
		case 403:
			return {
				message: 'The API key may not do this',
				description:
					'Make a new key at https://app.lexware.de/addons/public-api with the permission this needs: a key made before an endpoint existed lacks it. The user of the key needs the right in Lexware Office, too.',
			};
		case 404:
			return describeMissing(error, resource);
		case 409:
			return describeConflict(error);
		default:
			return describeComplaint(error);
	}
}

function describeMissing({ request }: ApiError, resource: string): Sentence {
	const [id] = /[0-9a-f-]{36}/i.exec(request.path) ?? [];
	return {
		message: id ? `${resource} ${id} was not found` : `${request.path} was not found`,
		description: 'The record may be deleted, of another type, or in the books of another account.',
	};
}

function describeConflict(error: ApiError): Sentence {
	if (error.request.path.endsWith('/file'))
		return {
			message: 'A draft has no document yet',
			description: 'Finalize it in Lexware Office, or create it with Finalize switched on.',
		};
	return describeComplaint(error);
}

const staleVersion: Sentence = {
	message: 'The record was changed by somebody else in the meantime',
	description: 'Nothing was written. Run the item again to lay the changes over the present state.',
};

/** Only where the operation could not compare by itself, such as a custom request. */
const maybeOwnVersion: Sentence = {
	message: 'The record has another version by now, perhaps from this very item',
	description:
		'The answer to the first attempt was lost, and the second one met a changed record. Read the record and compare before you run the item again.',
};

function describeComplaint(error: ApiError): Sentence {
	const [first, ...others] = complaintLines(error.complaint);
	return {
		message: first ? `Lexware answered: ${first}` : `Lexware answered with status ${error.status}`,
		description: others.length > 0 ? undefined : 'Nothing was changed.',
	};
}
