// Brings the event subscriptions of one trigger to what it wants: one per event for its own URL, and no others of its
// own. Called by lifecycle.ts when a workflow is activated and deactivated.
import {
	compareSubscriptions,
	readSubscriptions,
	subscriptionsPath,
	type Expected,
	type Subscription,
} from '../fields/subscriptions';
import { attempt, sendUnlessRefused } from '../operation/attempt';
import { isJsonObject, readJson, type SendRequest } from '../operation/define';
import { path } from '../operation/path';
import { ApiError } from '../transport/errors';

export async function listSubscriptions(send: SendRequest): Promise<Subscription[]> {
	return readSubscriptions(await send({ method: 'GET', path: subscriptionsPath }));
}

/** Makes what is missing and removes what is stale. Returns the ids of all that are its own now. */
export async function subscribe(send: SendRequest, expected: Expected): Promise<string[]> {
	const { kept, stale, missing } = compareSubscriptions(await listSubscriptions(send), expected);
	const ids = kept.map(({ subscriptionId }) => subscriptionId);
	for (const eventType of missing)
		ids.push(await addSubscription(send, { eventType, callbackUrl: expected.callbackUrl }));
	// Last, so that no event falls between an old subscription and the new one.
	for (const { subscriptionId } of stale) await removeSubscription(send, subscriptionId);
	return ids;
}

/** Removes all that are its own. */
export async function unsubscribe(send: SendRequest, expected: Expected): Promise<void> {
	const { own } = compareSubscriptions(await listSubscriptions(send), expected);
	for (const { subscriptionId } of own) await removeSubscription(send, subscriptionId);
}

/** Whose events a subscription brings, as far as the API says so. */
export async function readOrganization(send: SendRequest, id: string): Promise<string | undefined> {
	const read = await attempt(
		async () => await send({ method: 'GET', path: path`/v1/event-subscriptions/${id}` }),
	);
	const subscription = 'result' in read ? readJson(read.result) : undefined;
	const organizationId = isJsonObject(subscription) && subscription.organizationId;
	return typeof organizationId === 'string' ? organizationId : undefined;
}

/**
 * The API holds each pair of event and URL once. So a 409 names a subscription of this very URL, which is nobody
 * else's; and after a lost answer the list tells whether it was made, and a second try can make no second one.
 */
async function addSubscription(
	send: SendRequest,
	body: { eventType: string; callbackUrl: string },
	triesLeft = 1,
): Promise<string> {
	const made = await attempt(
		async () => await send({ method: 'POST', path: subscriptionsPath, body }),
	);
	if ('result' in made) {
		const json = readJson(made.result);
		return isJsonObject(json) ? String(json.id) : '';
	}
	const { error } = made;
	const isConflict = error instanceof ApiError && error.status === 409;
	const isLost = error instanceof ApiError && error.mayHaveBeenCarriedOut;
	if (!isConflict && !isLost) throw error;
	const expected = { callbackUrl: body.callbackUrl, eventTypes: [body.eventType] };
	const [own] = compareSubscriptions(await listSubscriptions(send), expected).kept;
	if (own) return own.subscriptionId;
	if (isConflict || triesLeft === 0) throw error;
	return await addSubscription(send, body, triesLeft - 1);
}

/** One that is gone already is as good as removed. */
async function removeSubscription(send: SendRequest, id: string): Promise<void> {
	await sendUnlessRefused(
		send,
		{ method: 'DELETE', path: path`/v1/event-subscriptions/${id}` },
		404,
	);
}
