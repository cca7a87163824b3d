// The routes every kind of sales document has.
import { actionResult } from '../actionResult';
import { json, Refusal, type Answer, type Call, type Resource, type Route } from '../answer';
import { createDocument, type SalesDocument } from './document';
import { printout } from './printout';
import { checkDunning, findPredecessor, link } from './pursue';
import { checkAgainstBooks } from './rules';
import { readSalesBody } from './schema';
import type { SalesType } from './type';

export function salesResource(type: SalesType): Resource {
	const { path } = type;
	return {
		name: path,
		errors: 'regular',
		routes: [
			{
				method: 'GET',
				path: `/${path}/:id`,
				handle: (call) => json(200, find(type, call).record),
			},
			{
				method: 'POST',
				path: `/${path}`,
				body: 'json',
				query: ['finalize', ...(type.predecessors.length > 0 ? ['precedingSalesVoucherId'] : [])],
				handle: (call) => create(type, call),
			},
			fileRoute(type),
			{ method: 'GET', path: `/${path}/:id/document`, handle: (call) => document(type, call) },
		],
	};
}

export function fileRoute(type: SalesType): Route {
	return {
		method: 'GET',
		path: `/${type.path}/:id/file`,
		handle: async (call) => await printout(type, find(type, call), call.accept),
	};
}

/** An id of another kind is as unknown as any. */
export function find(type: SalesType, { account, params }: Call): SalesDocument {
	const document = account.documents.get(params.id ?? '');
	if (document?.type !== type.voucherType) throw new Refusal(404, [], 'Not Found');
	return document;
}

function create(type: SalesType, call: Call): Answer {
	const { account, query } = call;
	const predecessor = findPredecessor(account, type, query.precedingSalesVoucherId);
	const finalize = readFinalize(query.finalize);
	const body = readSalesBody(type, call);
	checkAgainstBooks(account, body);
	if (type.voucherType === 'dunning' && predecessor) checkDunning(predecessor, body);
	const created = createDocument(account, type, body, finalize);
	if (type.voucherType === 'dunning' && predecessor) {
		created.record.address.name = predecessor.record.address.name;
	}
	if (predecessor) link(predecessor, created);
	account.documents.set(created.record.id, created);
	account.revision += 1;
	return actionResult(201, call, type.path, created.record);
}

function readFinalize(text: string | undefined): boolean {
	if (text === undefined || text === 'true' || text === 'false') return text === 'true';
	throw new Refusal(400, [], `Invalid value '${text}' received for request parameter 'finalize'`);
}

/** Deprecated, still served. */
function document(type: SalesType, call: Call): Answer {
	const { record } = find(type, call);
	if (!record.files) {
		throw new Refusal(406, [], 'Requesting PDF document is not possible in state draft');
	}
	return json(200, record.files);
}
