import { recurringTemplate } from '../../nodes/LexwareOffice/resources/recurringTemplate';
import { carryOut, requestOf, type Sent } from './requestOf';
import type { Values } from '../../nodes/LexwareOffice/operation/field';

const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const list = { method: 'GET', path: '/v1/recurring-templates' } as const;
const sort = { entry: { property: 'nextExecutionDate', direction: 'ASC' } };

const rows: Array<[string, Values, Sent]> = [
	[
		'get',
		{ recurringTemplateId: { mode: 'id', value: id } },
		{ method: 'GET', path: `/v1/recurring-templates/${id}` },
	],
	['getAll', { limit: 7 }, { ...list, query: {}, paging: { limit: 7, pageSize: 250 } }],
	[
		'getAll',
		{ returnAll: true, sort },
		{ ...list, query: { sort: 'nextExecutionDate,ASC' }, paging: { pageSize: 250 } },
	],
];

describe('recurringTemplate', () => {
	it.each(rows)('%s sends exactly this', async (operation, parameters, request) => {
		const given = operation === 'getAll' ? { answers: [[]] } : {};
		expect(await requestOf(recurringTemplate, operation, parameters, given)).toEqual(request);
	});

	it('simplifies a row of the list and a whole record to the same members', async () => {
		const row = {
			id,
			title: 'Wartung',
			address: { contactId: 'c', name: 'Berta AG' },
			totalPrice: { totalNetAmount: 100, totalGrossAmount: 119 },
			recurringTemplateSettings: { executionStatus: 'ACTIVE', executionInterval: 'MONTHLY' },
		};
		const simple = {
			id,
			title: 'Wartung',
			contactId: 'c',
			contactName: 'Berta AG',
			totalGrossAmount: 119,
			executionInterval: 'MONTHLY',
			executionStatus: 'ACTIVE',
			nextExecutionDate: null,
			lastExecutionFailed: null,
			finalize: null,
		};
		const one = await carryOut(
			recurringTemplate,
			'get',
			{ recurringTemplateId: id },
			{ answers: [{ ...row, lineItems: [], language: 'de' }] },
		);
		expect(one.outputs).toEqual([{ json: simple }]);
		const many = await carryOut(recurringTemplate, 'getAll', {}, { answers: [[row]] });
		expect(many.outputs).toEqual([{ json: simple }]);
	});

	it('gives the raw record without Simplify', async () => {
		const record = { id, lineItems: [{ name: 'Wartung' }] };
		const { outputs } = await carryOut(
			recurringTemplate,
			'get',
			{ recurringTemplateId: id, simplify: false },
			{ answers: [record] },
		);
		expect(outputs).toEqual([{ json: record }]);
	});
});
