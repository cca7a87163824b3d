// One call of Lexware Office → an answer and, if it brings a new and authentic event, a run of the workflow. Nothing is
// fetched here: Lexware waits 5 s and gives up after two days, so n8n takes the event first and records.ts works later.
// Called by the trigger node's webhook.
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isLate, keepAll, remember, toEntry } from './deduplicate';
import { readDelivery, type Delivery } from './delivery';
import { handedBy } from './handed';
import { ownDataOf, type OwnData } from './ownData';
import { readEventTypes, readKey } from './parameters';
import { isAuthentic } from './signature';

export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	// The HEAD request with which Lexware checks the address.
	if (context.getWebhookName() === 'setup') return answer(context, 200);
	const body = context.getRequestObject().rawBody;
	const signature = context.getHeaderData()['x-lxo-signature'];
	if (!isAuthentic(body, signature, readKey(context))) return answer(context, 401);
	const delivery = readDelivery(body);
	if (!delivery) return answer(context, 400);
	const own = ownDataOf(context, isTest(context));
	if (own.organizationId && delivery.organizationId !== own.organizationId)
		return answer(context, 401);
	if (!readEventTypes(context).includes(delivery.eventType)) return answer(context, 200);
	return emitOnce(context, delivery, own);
}

function emitOnce(
	context: IWebhookFunctions,
	delivery: Delivery,
	own: OwnData,
): IWebhookResponseData {
	const handed = handedBy(triggerOf(context));
	const entry = toEntry(delivery);
	// What other deliveries of this process have added is lost where two of them saved at the same time.
	remember(own, handed.entries);
	if (own.entries.includes(entry)) return answer(context, 200);
	// Whether n8n takes its twin is not certain yet; Lexware shall ask again.
	if (handed.waiting.has(entry)) return answer(context, 503);
	const json = {
		...delivery,
		isLate: isLate([...own.entries, ...handed.waiting.keys()], delivery),
	};
	remember(own, [entry]);
	handed.waiting.set(entry, context.getResponseObject());
	return {
		workflowData: [[{ json }]],
		/**
		 * The empty body of the answer. n8n (2.41) saves the static data of a webhook call where it was changed, but forgets
		 * that it was while it starts the execution; then it asks for the body, saves, and answers. So the event is kept
		 * before Lexware hears that it was taken.
		 */
		get webhookResponse() {
			keepAll(own, [...handedBy(triggerOf(context)).entries, entry]);
			return '';
		},
	};
}

function triggerOf(context: IWebhookFunctions): string {
	return [context.getWorkflow().id, context.getNode().id, isTest(context)].join('/');
}

function isTest(context: IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
}

function answer(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
