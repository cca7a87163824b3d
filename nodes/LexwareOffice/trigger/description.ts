// What the trigger shows: the events to choose from, and the options.
import type { INodeProperties, NodeHint } from 'n8n-workflow';

import { events } from '../fields/events';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Subscriptions belong to the API key: a new key takes effect when the workflow is activated again, or n8n restarts.',
		name: 'keyNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		options: [...events],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Fetch Resource',
				name: 'fetchResource',
				type: 'boolean',
				default: false,
				description:
					'Whether to add the record that the event is about. Each event then spends a request of the quota.',
			},
			{
				displayName: 'Public Key',
				name: 'publicKey',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				description:
					'Key in PEM form that deliveries are signed with, in place of the built-in key of Lexware',
			},
		],
	},
];

const mostWithoutHint = 10;

/**
 * How long n8n subscribes at the vendor's quota of two requests per second: a request per event, three to look before
 * and after, and the first two leave at once.
 */
function secondsFor(eventCount: number): number {
	return Math.ceil((eventCount + 3 - 2) / 2);
}

/** n8n resolves no expression in the text of a hint, so each number of events has a hint of its own. */
function hintFor(eventCount: number): NodeHint {
	return {
		message: `Activating the workflow takes about ${secondsFor(eventCount)} seconds: each of the ${eventCount} events is a subscription of its own`,
		displayCondition: `={{ $parameter["events"].length === ${eventCount} }}`,
		type: 'info',
		whenToDisplay: 'always',
		location: 'outputPane',
	};
}

export const triggerHints = events
	.map((_, index) => index + 1)
	.filter((eventCount) => eventCount > mostWithoutHint)
	.map(hintFor);
