import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { redisFields, redisOption } from './redisFields';

export class LexwareOfficePublicApi implements ICredentialType {
	name = 'lexwareOfficePublicApi';

	displayName = 'Lexware Office API';

	icon: Icon = {
		light: 'file:../icons/lexwareOffice.svg',
		dark: 'file:../icons/lexwareOffice.dark.svg',
	};

	/** A request from any other node would spend the quota behind our back, and could carry the key anywhere. */
	restrictToSupportedNodes = true as const;

	documentationUrl =
		'https://github.com/n8n-nodes-lexware-office/n8n-nodes-lexware-office#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Make one at <a href="https://app.lexware.de/addons/public-api">app.lexware.de/addons/public-api</a>. An expression gives each item its own account.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.lexware.io',
			description: 'Change it only when Lexware gave you another address',
		},
		{
			displayName: 'Requests per Window',
			name: 'requestsPerWindow',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 2,
			description:
				'Lexware allows 2 requests per second and key. Raise it only when Lexware has agreed to more.',
		},
		{
			displayName: 'Window in Milliseconds',
			name: 'windowMs',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description: 'Length of the sliding window',
		},
		{
			displayName: 'Quota Sharing',
			name: 'quotaSharing',
			type: 'options',
			options: [
				{
					name: 'One Process',
					value: 'process',
					description: 'N8n runs as a single process, and everything in it shares the quota',
				},
				{
					name: 'Several Processes, Fixed Share',
					value: 'processes',
					description: 'Queue mode: every process keeps to its share of the quota',
				},
				redisOption,
			],
			default: 'process',
		},
		{
			displayName: 'Main + Workers + Webhook Processes That Share This Key',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 4,
			displayOptions: { hide: { quotaSharing: ['process'] } },
			description:
				'The quota is divided by this number, with Redis only while it cannot be reached',
		},
		...redisFields,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.replace(new RegExp("/+(v1/*)?$"), "")}}',
			url: '/v1/profile',
		},
	};
}
