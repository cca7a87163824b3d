// Event subscriptions as the API lists them, compared with what somebody expects. Pure; used by the operation `check`
// and by the trigger.
import { isJsonObject, readJson } from '../operation/define';
import type { Answer, JsonObject } from '../transport/request';

export interface Subscription {
	subscriptionId: string;
	/** Empty where the API does not say. */
	organizationId: string;
	eventType: string;
	callbackUrl: string;
}

export interface Expected {
	callbackUrl: string;
	eventTypes: readonly string[];
	/** Ids of subscriptions that belong to it wherever they call. */
	ownIds?: readonly string[];
}

export const subscriptionsPath = '/v1/event-subscriptions';

/** The rows of `GET /event-subscriptions`, which come whole, without pages. */
export function readSubscriptions(answer: Answer): Subscription[] {
	const list = readJson(answer);
	const content = isJsonObject(list) && Array.isArray(list.content) ? list.content : [];
	return content
		.filter(isJsonObject)
		.map(({ subscriptionId, organizationId, eventType, callbackUrl }) => ({
			subscriptionId: String(subscriptionId),
			organizationId: typeof organizationId === 'string' ? organizationId : '',
			eventType: String(eventType),
			callbackUrl: String(callbackUrl),
		}));
}

/** Own is what has that very URL or one of the own ids; whatever else the key has is none of its business. */
export function compareSubscriptions(
	present: readonly Subscription[],
	{ callbackUrl, eventTypes, ownIds = [] }: Expected,
) {
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

/** The comparison as the operation `check` gives it: lists of events, and a sentence to pass on. */
export function describeSubscriptions(
	present: readonly Subscription[],
	expected: Expected,
): JsonObject {
	const { kept, stale, missing } = compareSubscriptions(present, expected);
	const { callbackUrl, eventTypes } = expected;
	return {
		isComplete: missing.length === 0,
		message:
			missing.length === 0
				? 'All expected events are subscribed to'
				: `Not subscribed to ${missing.length} of ${eventTypes.length} expected events: ${missing.join(', ')}`,
		callbackUrl,
		missing,
		present: kept.map(({ eventType }) => eventType),
		unexpected: stale.map(({ eventType }) => eventType),
	};
}
