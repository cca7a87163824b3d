// Keeps the event subscriptions of one trigger as they should be: one per event for its own URL, and no others of ours.
// Called by the trigger node when a workflow is activated and deactivated.
import { isJsonObject, readJson } from '../operation/define';
import { path } from '../operation/path';
import { ApiError } from '../transport/errors';
import type { Client } from '../transport/client';
import type { Answer, JsonObject } from '../transport/request';

export interface Subscription {
	subscriptionId: string;
	eventType: string;
	callbackUrl: string;
}

/** What a trigger wants, and what it knows to be its own. */
export interface Wanted {
	callbackUrl: string;
	eventTypes: string[];
	/** Ids of subscriptions this trigger has made. */
	ownIds: string[];
}

type Send = Client['send'];

const route = '/v1/event-subscriptions';

export async function listSubscriptions(send: Send): Promise<Subscription[]> {
	const list = readJson(await send({ method: 'GET', path: route }));
	const content = isJsonObject(list) && Array.isArray(list.content) ? list.content : [];
	return content.filter(isJsonObject).map(toSubscription);
}

/** Ours is what has our very URL, or what we have made; a subscription made by hand is never touched. */
export function compareSubscriptions(present: Subscription[], wanted: Wanted) {
	const { callbackUrl, eventTypes, ownIds } = wanted;
	const own = present.filter(
		(subscription) =>
			subscription.callbackUrl === callbackUrl || ownIds.includes(subscription.subscriptionId),
	);
	const isKept = ({ eventType, callbackUrl: url }: Subscription) =>
		url === callbackUrl && eventTypes.includes(eventType);
	const kept = own.filter(isKept);
	const heard = new Set(kept.map(({ eventType }) => eventType));
	return {
		own,
		kept,
		stale: own.filter((subscription) => !isKept(subscription)),
		missing: eventTypes.filter((eventType) => !heard.has(eventType)),
	};
}

/** Makes what is missing and removes what is stale. Returns the ids of all that are ours now. */
export async function subscribe(send: Send, wanted: Wanted): Promise<string[]> {
	const { kept, stale, missing } = compareSubscriptions(await listSubscriptions(send), wanted);
	const ids = kept.map(({ subscriptionId }) => subscriptionId);
	for (const { subscriptionId } of stale) await removeSubscription(send, subscriptionId);
	for (const eventType of missing) ids.push(await addSubscription(send, eventType, wanted));
	return ids;
}

/** Removes all that are ours. */
export async function unsubscribe(send: Send, wanted: Wanted): Promise<void> {
	const { own } = compareSubscriptions(await listSubscriptions(send), wanted);
	for (const { subscriptionId } of own) await removeSubscription(send, subscriptionId);
}

/**
 * A 409 says that this event and URL exist already, and the URL is ours alone; after a lost answer the list tells
 * whether the subscription was made.
 */
async function addSubscription(
	send: Send,
	eventType: string,
	{ callbackUrl }: Wanted,
): Promise<string> {
	const body = { eventType, callbackUrl };
	const made = await send({ method: 'POST', path: route, body }).then(
		(answer) => ({ id: idOf(answer) }),
		(error: unknown) => ({ error }),
	);
	if ('id' in made) return made.id;
	const isPresent =
		made.error instanceof ApiError &&
		(made.error.status === 409 || made.error.mayHaveBeenCarriedOut);
	const present = isPresent ? await listSubscriptions(send) : [];
	const own = present.find(
		(subscription) =>
			subscription.eventType === eventType && subscription.callbackUrl === callbackUrl,
	);
	if (own) return own.subscriptionId;
	throw made.error;
}

/** One that is gone already is as good as removed. */
async function removeSubscription(send: Send, id: string): Promise<void> {
	const failure = await send({ method: 'DELETE', path: path`/v1/event-subscriptions/${id}` }).then(
		() => undefined,
		(error: unknown) => error,
	);
	const isGone = failure instanceof ApiError && failure.status === 404;
	if (failure !== undefined && !isGone) throw failure;
}

function idOf(answer: Answer): string {
	const json = readJson(answer);
	return isJsonObject(json) ? String(json.id) : '';
}

function toSubscription({ subscriptionId, eventType, callbackUrl }: JsonObject): Subscription {
	return {
		subscriptionId: String(subscriptionId),
		eventType: String(eventType),
		callbackUrl: String(callbackUrl),
	};
}
