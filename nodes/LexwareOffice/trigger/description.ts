// What the trigger shows: the events to choose from, and the options.
import type { INodeProperties, NodeHint } from 'n8n-workflow';

import { events } from '../fields/events';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Subscriptions belong to the API key. After you change the key, deactivate and activate the workflow.',
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

/** One subscription per event, two per second at the vendor's quota. */
function hintFor(more: number, upTo: number): NodeHint {
	const events = '$parameter["events"].length';
	return {
		message: `Activating the workflow takes about ${upTo / 2} seconds: each event is a subscription of its own`,
		displayCondition: `={{ ${events} > ${more} && ${events} <= ${upTo} }}`,
		type: 'info',
		whenToDisplay: 'always',
		location: 'outputPane',
	};
}

export const triggerHints = [hintFor(10, 20), hintFor(20, 30), hintFor(30, 42)];
