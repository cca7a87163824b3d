// The records that events are about, fetched when n8n has taken the events: the quota may keep them waiting, and what
// cannot be had is a failed execution that keeps its event and can be retried. Called by the trigger node's execute.
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { recordPathOf } from '../fields/events';
import { attempt } from '../operation/attempt';
import { isJsonObject, readJson } from '../operation/define';
import { toErrorItem } from '../operation/items';
import { toNodeError } from '../operation/nodeErrors';
import { readAccount } from '../transport/account';
import { openClient, type Client } from '../transport/client';
import { ApiError } from '../transport/errors';
import { createHttp, credentialType } from '../transport/http';

/** As long as the actions wait by default. */
const maxWaitMs = 600_000;

/** The events as they are, or with `resource` where the option says so. */
export async function addRecords(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	if (context.getNodeParameter('options.fetchResource', 0, false) !== true) return [items];
	const fetched = await Promise.all(
		items.map(async ({ json }, itemIndex) => await addRecord(context, json, itemIndex)),
	);
	return [fetched];
}

async function addRecord(
	context: IExecuteFunctions,
	json: IDataObject,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const done = await attempt(async () => await fetchRecord(context, json));
	if ('result' in done)
		return { json: { ...json, resource: done.result }, pairedItem: { item: itemIndex } };
	const failure = toNodeError(done.error, {
		node: context.getNode(),
		resource: 'Record',
		itemIndex,
	});
	if (context.continueOnFail()) return toErrorItem(failure, itemIndex);
	throw failure;
}

/** `null` where there is no record (any more): deleted, or a payment of what has gone back to draft (406). */
async function fetchRecord(
	context: IExecuteFunctions,
	{ eventType, resourceId }: IDataObject,
): Promise<IDataObject | null> {
	const path = recordPathOf(String(eventType), String(resourceId));
	if (path === undefined) return null;
	const send = await openSend(context);
	const sent = await attempt(async () => await send({ method: 'GET', path }));
	if ('result' in sent) {
		const record = readJson(sent.result);
		return isJsonObject(record) ? record : null;
	}
	const { error } = sent;
	const isGone = error instanceof ApiError && (error.status === 404 || error.status === 406);
	if (isGone) return null;
	throw error;
}

async function openSend(context: IExecuteFunctions): Promise<Client['send']> {
	const account = readAccount(await context.getCredentials(credentialType, 0));
	const signal = context.getExecutionCancelSignal();
	return openClient(account, { signal, maxWaitMs, urgent: true }, createHttp(context, account))
		.send;
}
