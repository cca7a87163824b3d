// https://developers.lexware.io/docs/#recurring-templates-endpoint
import { defineResource } from '../operation/define';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { pickMembers } from '../operation/record';
import { getById, getMany } from '../operation/standard';
import type { JsonObject } from '../transport/request';

const noun = { one: 'recurring template', many: 'recurring templates' };

const locator = {
	recurringTemplateId: {
		type: 'locator',
		displayName: 'Recurring Template',
		required: true,
		permalink: 'recurring-templates',
	},
} as const satisfies Fields;

export const recurringTemplate = defineResource({
	value: 'recurringTemplate',
	name: 'Recurring Template',
	operations: [
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/recurring-templates/${id}` }),
			simplify,
		}),
		getMany({
			noun,
			path: '/v1/recurring-templates',
			pageSize: 250,
			// The endpoint knows none.
			filters: {},
			query: () => ({}),
			sortBy: [
				{ name: 'Created Date', value: 'createdDate' },
				{ name: 'Last Execution Date', value: 'lastExecutionDate' },
				{ name: 'Next Execution Date', value: 'nextExecutionDate' },
				{ name: 'Updated Date', value: 'updatedDate' },
			],
			simplify,
		}),
	],
});

/** The same members for a row of the list, which is reduced, and for a whole record. */
function simplify(record: JsonObject): JsonObject {
	return pickMembers(record, {
		id: 'id',
		title: 'title',
		contactId: 'address.contactId',
		contactName: 'address.name',
		totalGrossAmount: 'totalPrice.totalGrossAmount',
		executionInterval: 'recurringTemplateSettings.executionInterval',
		executionStatus: 'recurringTemplateSettings.executionStatus',
		nextExecutionDate: 'recurringTemplateSettings.nextExecutionDate',
		lastExecutionFailed: 'recurringTemplateSettings.lastExecutionFailed',
		finalize: 'recurringTemplateSettings.finalize',
	});
}
