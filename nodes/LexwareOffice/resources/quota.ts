// Not of the API: where the quota stands, from the limiter's own ledger and the server's headers.
import { defineOperation, defineResource } from '../operation/define';

export const quota = defineResource({
	value: 'quota',
	name: 'Quota',
	operations: [
		defineOperation({
			value: 'getStatus',
			name: 'Get Status',
			action: 'Get status of quota',
			description: 'See how much of the quota is left, without spending a request',
			writes: false,
			fields: {},
			execute: async ({ quotaStatus }) => {
				const { sources, shared, ...figures } = await quotaStatus();
				const extra = shared && { shared: { ...shared } };
				return [{ json: { ...figures, ...extra, sources: { ...sources } } }];
			},
		}),
	],
});
