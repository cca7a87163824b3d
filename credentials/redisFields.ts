// What the credential asks for when the quota is shared through Redis: an entry of `quotaSharing` and its fields.
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const redisOption: INodePropertyOptions = {
	name: 'Several Processes, Shared Through Redis',
	value: 'redis',
	description: 'Queue mode: all processes use one quota, and whoever works gets all of it',
};

const displayOptions = { show: { quotaSharing: ['redis'] } };

export const redisFields: INodeProperties[] = [
	{
		displayName: 'Redis Host',
		name: 'redisHost',
		type: 'string',
		default: 'localhost',
		displayOptions,
		description: 'As seen from every n8n process. It may be the Redis of your queue mode.',
	},
	{
		displayName: 'Redis Port',
		name: 'redisPort',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65_535 },
		default: 6379,
		displayOptions,
	},
	{
		displayName: 'Redis Database',
		name: 'redisDatabase',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions,
		description: 'The same number for all processes',
	},
	{
		displayName: 'Redis User',
		name: 'redisUser',
		type: 'string',
		default: '',
		displayOptions,
		description: 'Empty for the default user',
	},
	{
		displayName: 'Redis Password',
		name: 'redisPassword',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions,
		description: 'Empty when Redis asks for none',
	},
	{
		displayName: 'Redis TLS',
		name: 'redisTls',
		type: 'boolean',
		default: false,
		displayOptions,
		description: 'Whether to connect by TLS; the certificate must be one that Node.js trusts',
	},
];
