import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { deriveProperties } from './operation/properties';
import { run } from './operation/run';
import { resources } from './resources';
import { searches } from './search';

export class LexwareOffice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Lexware Office',
		name: 'lexwareOffice',
		icon: {
			light: 'file:../../icons/lexwareOffice.svg',
			dark: 'file:../../icons/lexwareOffice.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with contacts, invoices and vouchers in Lexware Office (formerly lexoffice)',
		defaults: { name: 'Lexware Office' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'lexwareOfficePublicApi', required: true }],
		properties: deriveProperties(resources),
	};

	methods = { listSearch: searches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources);
	}
}
