// One delivery → an answer to Lexware Office and, if it is new and authentic, a run of the workflow.
// Called by the trigger node's webhook. Lexware waits 5 s for the answer and delivers again after 5xx, so an event whose
// record cannot be had in time is refused with 503: what is not emitted is not acknowledged, and nothing is lost.
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { attempt } from '../operation/attempt';
import { isJsonObject, readJson } from '../operation/define';
import { toNodeError } from '../operation/nodeErrors';
import { readAccount } from '../transport/account';
import { openClient } from '../transport/client';
import { ApiError } from '../transport/errors';
import { createHttp, credentialType } from '../transport/http';
import { isLate, isRepeated, remember } from './deduplicate';
import { readDelivery, type Delivery } from './delivery';
import { recordPathOf } from './events';
import { ownData } from './lifecycle';
import { isAuthentic, vendorKey } from './signature';

/** Leaves room within Lexware's 5 s for the way there and back. */
const fetchTimeoutMs = 3500;

export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (context.getWebhookName() === 'setup') return answer(context, 200);
	const body = context.getRequestObject().rawBody;
	const signature = context.getHeaderData()['x-lxo-signature'];
	const publicKey = String(context.getNodeParameter('options.publicKey', '')) || vendorKey;
	if (!isAuthentic(body, signature, publicKey)) return answer(context, 401);
	const delivery = readDelivery(body);
	const own = ownData(context, context.getMode() === 'manual');
	if (!delivery || isForeign(delivery, own.organizationId)) return answer(context, 401);
	const trigger = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (isRepeated(own, delivery, trigger)) return answer(context, 200);
	const fetched = await fetchRecord(context, delivery);
	if (fetched === undefined) return answer(context, 503);
	const late = isLate(own, delivery) && { isLate: true };
	remember(own, delivery, trigger);
	const json: IDataObject = { ...delivery, ...late, ...fetched };
	return { workflowData: [[{ json }]] };
}

function answer(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}

function isForeign({ organizationId }: Delivery, known: string | undefined): boolean {
	return known !== undefined && organizationId !== known;
}

/** The record as members to add to the event; `undefined` when it could not be had in time. */
async function fetchRecord(
	context: IWebhookFunctions,
	{ eventType, resourceId }: Delivery,
): Promise<IDataObject | undefined> {
	if (context.getNodeParameter('options.fetchResource', false) !== true) return {};
	const path = recordPathOf(eventType, resourceId);
	if (path === undefined) return { resource: null };
	const signal = AbortSignal.timeout(fetchTimeoutMs);
	const fetching = attempt(async () => await sendGet(context, path, signal));
	const fetched = await Promise.race([fetching, whenAborted(signal)]);
	if (fetched === undefined) return undefined;
	if ('result' in fetched) return { resource: fetched.result };
	return describeMissing(context, fetched.error);
}

async function sendGet(
	context: IWebhookFunctions,
	path: string,
	signal: AbortSignal,
): Promise<IDataObject> {
	const account = readAccount(await context.getCredentials(credentialType));
	const execution = { signal, maxWaitMs: fetchTimeoutMs, urgent: true };
	const { send } = openClient(account, execution, createHttp(context, account));
	const record = readJson(await send({ method: 'GET', path }));
	return isJsonObject(record) ? record : {};
}

async function whenAborted(signal: AbortSignal): Promise<undefined> {
	return await new Promise((resolve) => {
		signal.addEventListener('abort', () => resolve(undefined), { once: true });
	});
}

/**
 * A record that is gone (404), or a payment of a draft (406), is an answer like any other. What a later delivery will
 * not change either is told with the event. Everything else may succeed later: Lexware delivers again.
 */
function describeMissing(context: IWebhookFunctions, error: unknown): IDataObject | undefined {
	if (error instanceof ApiError && error.kind !== 'refused') return undefined;
	const isGone = error instanceof ApiError && (error.status === 404 || error.status === 406);
	if (isGone) return { resource: null };
	const { message } = toNodeError(error, { node: context.getNode(), resource: 'Record' });
	return { resource: null, resourceMessage: message };
}
