import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { triggerHints, triggerProperties } from './trigger/description';
import { areSubscribed, subscribeAll, unsubscribeAll } from './trigger/lifecycle';
import { receive } from './trigger/receive';
import { addRecords } from './trigger/records';

export class LexwareOfficeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lexware Office Trigger',
		name: 'lexwareOfficeTrigger',
		icon: {
			light: 'file:../../icons/lexwareOffice.svg',
			dark: 'file:../../icons/lexwareOffice.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Manage contacts and invoices in Lexware Office (formerly lexoffice), or start on events',
		defaults: { name: 'Lexware Office Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'lexwareOfficePublicApi', required: true }],
		webhooks: [
			// Lexware checks the address with a HEAD request while the subscription is made.
			{ name: 'setup', httpMethod: 'HEAD', responseMode: 'onReceived', path: 'webhook' },
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n asks `webhook` for the body, see receive.ts.
				responseData: '',
				path: 'webhook',
			},
		],
		hints: triggerHints,
		properties: triggerProperties,
	};

	webhookMethods = {
		// Here and not at `default`, because n8n repeats what it could not register, and it repeats one webhook at a time:
		// so the HEAD request is answered in every attempt.
		setup: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await areSubscribed(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribeAll(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unsubscribeAll(this);
			},
		},
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** What the webhook has taken comes here, in an execution of its own. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await addRecords(this);
	}
}
