// https://developers.lexware.io/docs/#event-subscriptions-endpoint
import { events } from '../fields/events';
import {
	describeSubscriptions,
	readSubscriptions,
	subscriptionsPath,
} from '../fields/subscriptions';
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

const callbackUrl = { type: 'string', displayName: 'Callback URL', required: true } as const;

export const eventSubscription = defineResource({
	value: 'eventSubscription',
	name: 'Event Subscription',
	operations: [
		defineOperation({
			value: 'check',
			name: 'Check',
			action: 'Check event subscriptions',
			description: 'See whether all events that a workflow waits for are subscribed to',
			writes: false,
			fields: {
				eventTypes: {
					type: 'multiOptions',
					displayName: 'Expected Events',
					required: true,
					options: events,
				},
				callbackUrl: {
					...callbackUrl,
					placeholder: 'e.g. https://n8n.example.com/webhook/0f6c…/webhook',
					description: "Production URL of the trigger, from its 'Webhook URLs'",
				},
			},
			check: ({ callbackUrl: url }) =>
				URL.canParse(url) ? [] : ["'Callback URL' has to be a whole URL, with https:// before it"],
			request: () => ({ method: 'GET', path: subscriptionsPath }),
			output: (answer, { eventTypes, callbackUrl: url }) => {
				const expected = { eventTypes: [...new Set(eventTypes)], callbackUrl: url.trim() };
				return [{ json: describeSubscriptions(readSubscriptions(answer), expected) }];
			},
		}),
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
					...callbackUrl,
					placeholder: 'e.g. https://n8n.example.com/webhook/lexware',
					description: 'Has to answer a HEAD request of Lexware Office at once',
				},
			},
			check: ({ callbackUrl: url }) =>
				/^https:\/\/[^/\s]/i.test(url) ? [] : ["'Callback URL' has to start with https://"],
			request: (body) => ({ method: 'POST', path: subscriptionsPath, body }),
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
		getWholeList({ noun, path: subscriptionsPath }),
	],
});
