// https://developers.lexware.io/docs/#profile-endpoint
import { defineOperation, defineResource } from '../operation/define';

export const profile = defineResource({
	value: 'profile',
	name: 'Profile',
	operations: [
		defineOperation({
			value: 'get',
			name: 'Get',
			action: 'Get profile',
			description: 'Retrieve the company, tax type and features behind the API key',
			writes: false,
			fields: {},
			request: () => ({ method: 'GET', path: '/v1/profile' }),
		}),
	],
});
