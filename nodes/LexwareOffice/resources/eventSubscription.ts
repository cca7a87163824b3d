// https://developers.lexware.io/docs/#event-subscriptions-endpoint
import { events } from '../fields/events';
import { findSubscription } from '../fields/writtenRecords';
import { defineOperation, defineResource } from '../operation/define';
import { deleteById } from '../operation/deleteById';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { getById } from '../operation/standard';
import { getWholeList } from '../operation/wholeList';

const noun = { one: 'event subscription', many: 'event subscriptions' };

const locator = {
	eventSubscriptionId: { type: 'locator', displayName: 'Event Subscription', required: true },
} as const satisfies Fields;

export const eventSubscription = defineResource({
	value: 'eventSubscription',
	name: 'Event Subscription',
	operations: [
		defineOperation({
			value: 'create',
			name: 'Create',
			action: 'Create event subscription',
			description: 'Have Lexware Office call a URL whenever something happens',
			writes: true,
			findWritten: findSubscription,
			fields: {
				eventType: {
					type: 'options',
					displayName: 'Event',
					default: 'contact.changed',
					options: events,
				},
				callbackUrl: {
					type: 'string',
					displayName: 'Callback URL',
					required: true,
					placeholder: 'e.g. https://n8n.example.com/webhook/lexware',
					description: 'Has to answer a HEAD request of Lexware Office at once',
				},
			},
			check: ({ callbackUrl }) =>
				/^https:\/\/[^/\s]/i.test(callbackUrl) ? [] : ["'Callback URL' has to start with https://"],
			request: ({ eventType, callbackUrl }) => ({
				method: 'POST',
				path: '/v1/event-subscriptions',
				body: { eventType, callbackUrl },
			}),
		}),
		deleteById({
			noun,
			locator,
			request: (id) => ({ method: 'DELETE', path: path`/v1/event-subscriptions/${id}` }),
		}),
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/event-subscriptions/${id}` }),
		}),
		getWholeList({ noun, path: '/v1/event-subscriptions' }),
	],
});
