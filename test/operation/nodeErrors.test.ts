import { ExpressionError, NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { toNodeError } from '../../nodes/LexwareOffice/operation/nodeErrors';
import { MissingFeature } from '../../nodes/LexwareOffice/operation/features';
import { PathError } from '../../nodes/LexwareOffice/operation/path';
import { InputError } from '../../nodes/LexwareOffice/operation/values';
import { AccountError } from '../../nodes/LexwareOffice/transport/account';
import {
	ApiError,
	readComplaint,
	type ApiErrorDetails,
} from '../../nodes/LexwareOffice/transport/errors';
import type { Json } from '../../nodes/LexwareOffice/transport/request';
import { forbiddenAnswer } from '../support/lexware/errorAnswers';

const uuid = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const apiKey = '1a2b3c4d-secret_key~5e6f';

const node: INode = {
	id: '1',
	name: 'Lexware Office',
	type: 'n8n-nodes-lexware-office.lexwareOffice',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const place = { node, resource: 'Contact', itemIndex: 3 };

const apiError = (details: Partial<ApiErrorDetails>) =>
	new ApiError({
		kind: 'refused',
		message: '',
		request: { method: 'GET', path: `/v1/contacts/${uuid}` },
		...details,
	});

const refusal = (status: number, body: Json = {}, more: Partial<ApiErrorDetails> = {}) =>
	apiError({
		status,
		complaint: readComplaint({
			kind: 'answer',
			status,
			headers: {},
			body: Buffer.from(JSON.stringify(body)),
		}),
		...more,
	});

const put = { method: 'PUT', path: `/v1/contacts/${uuid}` } as const;
const post = { method: 'POST', path: '/v1/invoices' } as const;
const file = { method: 'GET', path: `/v1/invoices/${uuid}/file` } as const;
const stale = { IssueList: [{ source: 'version', i18nKey: 'invalid_value' }] };

/** Error → what the user reads first, and what they find below it. */
const sentences: Array<[string, unknown, string, RegExp]> = [
	[
		'401',
		refusal(401, { message: 'Unauthorized' }),
		'Lexware Office does not accept the API key',
		/Make a new key at https:\/\/app\.lexware\.de\/addons\/public-api[^]*Lexware answered: Unauthorized/,
	],
	[
		'402',
		refusal(402, { message: null }),
		'The Lexware Office contract does not cover this request',
		/whether the contract is active/,
	],
	[
		'403',
		refusal(403, JSON.parse(forbiddenAnswer(`Bearer ${apiKey}`).body.toString())),
		'The API key may not do this',
		/with the permission this needs/,
	],
	[
		'403 for a feature that the account has not',
		new MissingFeature(refusal(403, { message: 'Access denied' }), 'INVOICING_PRO'),
		'This Lexware Office account lacks the business feature INVOICING_PRO',
		/Add it to the contract.*a new API key does not help/,
	],
	[
		'406 of an XML file',
		refusal(406, { IssueList: [{ source: null, i18nKey: 'inacceptable_file_extension' }] }),
		'Lexware answered: inacceptable_file_extension',
		/XML where the account has 'E-Rechnung' switched on/,
	],
	[
		'404 of a record',
		refusal(404, { message: 'Not Found', requestId: 'r-1' }),
		`Contact ${uuid} was not found`,
		/may be deleted, of another type, or in the books of another account[^]*support: r-1$/,
	],
	[
		'404 of a route',
		refusal(404, {}, { request: { method: 'GET', path: '/v1/bank-accounts' } }),
		'/v1/bank-accounts was not found',
		/may be deleted/,
	],
	[
		'406 with one complaint',
		refusal(406, { IssueList: [{ source: 'company.name', i18nKey: 'missing_entity' }] }),
		'Lexware answered: company.name: missing_entity',
		/^Nothing was changed\.$/,
	],
	[
		'406 with several complaints',
		refusal(406, {
			details: [
				{ field: 'a', violation: 'X' },
				{ field: 'b', violation: 'Y' },
			],
		}),
		'Lexware answered: a: X',
		/^Lexware answered: b: Y$/,
	],
	[
		'a refusal without a word',
		refusal(418),
		'Lexware answered with status 418',
		/Nothing was changed/,
	],
	[
		'409 of the file of a draft',
		refusal(409, { message: "is in status 'draft'" }, { request: file }),
		'A draft has no document yet',
		/Finalize it in Lexware Office/,
	],
	[
		'409 of an update',
		refusal(409, {}, { request: put }),
		'The record was changed by somebody else in the meantime',
		/Nothing was written\. Run the item again/,
	],
	[
		'406 of an update that names the version, as contacts do it',
		refusal(406, stale, { request: put }),
		'The record was changed by somebody else in the meantime',
		/Nothing was written\. Run the item again/,
	],
	[
		'409 of an update whose first attempt may have been carried out',
		refusal(409, {}, { request: put, mayHaveBeenCarriedOut: true }),
		'The record has another version by now, perhaps from this very item',
		/compare before you run the item again/,
	],
	[
		'409 of a subscription',
		refusal(409, { message: 'already subscribed' }, { request: post }),
		'Lexware answered: already subscribed',
		/Nothing was changed/,
	],
	[
		'a write whose outcome is unknown',
		apiError({ kind: 'outcomeUnknown', message: 'ECONNRESET', request: post }),
		'It is unknown whether Lexware Office carried this out: ECONNRESET',
		/^POST \/v1\/invoices got no usable answer\. Look in Lexware Office whether the record exists/,
	],
	[
		'a wait beyond patience',
		apiError({ kind: 'throttled', message: 'Lexware Office asks to wait 60 seconds' }),
		'Lexware Office asks to wait 60 seconds',
		/raise Max Wait/,
	],
	[
		'a host that is not there',
		apiError({ kind: 'notSent', message: 'ECONNREFUSED' }),
		'Lexware Office could not be reached (ECONNREFUSED)',
		/Nothing was changed\. Check the base URL/,
	],
	[
		'a service that is down',
		apiError({ kind: 'unavailable', message: 'status 503', status: 503 }),
		'Lexware Office is not available at the moment (status 503)',
		/status\.lexware\.de/,
	],
	[
		'a voucher list that is too long',
		apiError({
			kind: 'incomplete',
			message: 'The list has 10000 rows or more',
			request: { method: 'GET', path: '/v1/voucherlist' },
		}),
		'The list has 10000 rows or more',
		/Split by Date/,
	],
	['a stop', apiError({ kind: 'cancelled', message: 'x' }), 'The execution was stopped', /^$/],
	[
		'input',
		new InputError(["'Name' is empty", "'Day' is 'x', which is not a date"]),
		"'Name' is empty",
		/^'Day' is 'x', which is not a date\nNothing was sent\.$/,
	],
	[
		'a credential',
		new AccountError(["'API Key' is empty"]),
		"'API Key' is empty",
		/Correct it in the Lexware Office credential\. Nothing was sent\./,
	],
	['a path', new PathError("'..' is not an ID"), "'..' is not an ID", /^Nothing was sent\.$/],
	[
		'an expression',
		new ExpressionError('Referenced node is unexecuted', { description: 'Run it first' }),
		'Referenced node is unexecuted',
		/^Run it first$/,
	],
	['something unheard of', 'thrown text', 'thrown text', /^$/],
];

describe('what stopped an item', () => {
	it.each(sentences)('(%s) is said in a sentence, with its own cure', (_, error, message, cure) => {
		const nodeError = toNodeError(error, place);
		expect(nodeError.message).toBe(message);
		expect(nodeError.description ?? '').toMatch(cure);
		expect(nodeError.context.itemIndex).toBe(3);
		expect(nodeError.node).toBe(node);
	});

	it.each(sentences)('(%s) is said in the words of n8n', (_, error) => {
		const { message, description } = toNodeError(error, place);
		expect(`${message}\n${description ?? ''}`).not.toMatch(
			/\b(errors?|problems?|failures?|mistakes?)\b/i,
		);
	});

	it.each(sentences)('(%s) never tells the key', (_, error) => {
		const nodeError = toNodeError(error, place);
		expect(JSON.stringify([nodeError, nodeError.message, nodeError.messages])).not.toContain(
			apiKey,
		);
	});

	it.each([
		[403, JSON.parse(forbiddenAnswer(`Bearer ${apiKey}`).body.toString()) as Json],
		[404, { message: 'Not Found' }],
	])('takes %i on a route of the user for a route that does not exist', (status, body) => {
		const request = { method: 'GET', path: '/v1/kontakte' } as const;
		const free = { ...place, resource: 'Custom Request' };
		const { message, description } = toNodeError(refusal(status, body, { request }), free);
		expect(message).toBe('GET /v1/kontakte was not found');
		expect(description).toMatch(/^The API has no such route/);
		expect(description).not.toContain(apiKey);
	});

	it('has a cure of its own for each status', () => {
		const cures = [401, 402, 403, 404, 406].map(
			(status) => toNodeError(refusal(status), place).description,
		);
		expect(new Set(cures).size).toBe(cures.length);
	});

	it.each([401, 403, 404, 406, 503])('keeps the status %p where n8n looks for it', (status) => {
		const nodeError = toNodeError(refusal(status), place);
		expect(nodeError).toBeInstanceOf(NodeApiError);
		expect((nodeError as NodeApiError).httpCode).toBe(String(status));
	});

	it('keeps the sentence when nothing was answered at all', () => {
		const nodeError = toNodeError(apiError({ kind: 'notSent', message: 'ENOTFOUND' }), place);
		expect(nodeError).toMatchObject({ httpCode: null, context: { itemIndex: 3 } });
	});

	it('passes on an error of n8n, with the item it belongs to', () => {
		const given = new NodeOperationError(node, 'Credential is not set');
		expect(toNodeError(given, place)).toBe(given);
		expect(given.context.itemIndex).toBe(3);
		const placed = new NodeOperationError(node, 'x', { itemIndex: 7 });
		expect(toNodeError(placed, place).context.itemIndex).toBe(7);
	});
});
