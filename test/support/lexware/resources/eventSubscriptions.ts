// https://developers.lexware.io/docs/#event-subscriptions-endpoint
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { z } from 'zod';
import { json, noContent, Refusal, type Answer, type Call, type Resource } from '../answer';
import { eventTypes } from '../eventTypes';
import { berlinTimestamp } from '../time';
import { readBody, requiredText } from '../validate';

export interface EventSubscription {
	subscriptionId: string;
	organizationId: string;
	createdDate: string;
	eventType: string;
	callbackUrl: string;
}

const subscriptionSchema = z.object({
	eventType: requiredText.refine((type) => eventTypes.includes(type), {
		params: { key: 'INVALID' },
	}),
	callbackUrl: requiredText,
});

export const eventSubscriptions: Resource = {
	name: 'event-subscriptions',
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/event-subscriptions',
			handle: ({ account }) => json(200, { content: [...account.eventSubscriptions.values()] }),
		},
		{ method: 'GET', path: '/event-subscriptions/:id', handle: (call) => json(200, find(call)) },
		{ method: 'POST', path: '/event-subscriptions', body: 'json', handle: create },
		{ method: 'DELETE', path: '/event-subscriptions/:id', handle: remove },
	],
};

function find({ account, params }: Call): EventSubscription {
	const subscription = account.eventSubscriptions.get(params.id ?? '');
	if (!subscription) throw new Refusal(404, [], 'Not Found');
	return subscription;
}

async function create(call: Call): Promise<Answer> {
	const { account, baseUrl } = call;
	const { eventType, callbackUrl } = readBody(subscriptionSchema, call, 'regular');
	if (!isAllowedUrl(callbackUrl)) {
		throw new Refusal(406, [
			{ field: 'callbackUrl', key: 'INVALID', message: 'must be a HTTPS URL' },
		]);
	}
	for (const known of account.eventSubscriptions.values()) {
		if (known.eventType === eventType && known.callbackUrl === callbackUrl) {
			throw new Refusal(409, [], 'Event subscription already exists');
		}
	}
	if (account.checksCallbacks && !(await answersHead(callbackUrl))) {
		throw new Refusal(406, [
			{ field: 'callbackUrl', key: 'INVALID', message: 'HEAD request to the callback failed' },
		]);
	}
	const subscriptionId = randomUUID();
	const createdDate = berlinTimestamp(new Date());
	const { organizationId } = account.profile;
	account.eventSubscriptions.set(subscriptionId, {
		subscriptionId,
		organizationId,
		createdDate,
		eventType,
		callbackUrl,
	});
	account.revision += 1;
	// Called `id` when made, `subscriptionId` when read.
	const resourceUri = `${baseUrl}/v1/event-subscriptions/${subscriptionId}`;
	return json(
		201,
		{ id: subscriptionId, resourceUri, createdDate, updatedDate: createdDate, version: 0 },
		{ location: resourceUri },
	);
}

/** HTTPS, as the real API; plain HTTP on the loopback interface too, so that tests can receive events. */
function isAllowedUrl(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return protocol === 'https:' || (protocol === 'http:' && /^(127\.|localhost$)/.test(hostname));
}

async function answersHead(url: string): Promise<boolean> {
	return await axios
		.head(url, { timeout: 5000 })
		.then(() => true)
		.catch(() => false);
}

function remove(call: Call): Answer {
	const { subscriptionId } = find(call);
	call.account.eventSubscriptions.delete(subscriptionId);
	call.account.revision += 1;
	return noContent();
}
