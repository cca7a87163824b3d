import type { Resource } from '../../nodes/LexwareOffice/operation/define';
import { country } from '../../nodes/LexwareOffice/resources/country';
import { paymentCondition } from '../../nodes/LexwareOffice/resources/paymentCondition';
import { postingCategory } from '../../nodes/LexwareOffice/resources/postingCategory';
import { printLayout } from '../../nodes/LexwareOffice/resources/printLayout';
import { carryOut, requestOf } from './requestOf';

const lists: Array<{ resource: Resource; path: string }> = [
	{ resource: country, path: '/v1/countries' },
	{ resource: paymentCondition, path: '/v1/payment-conditions' },
	{ resource: postingCategory, path: '/v1/posting-categories' },
	{ resource: printLayout, path: '/v1/print-layouts' },
];

describe('lists that the API hands out whole', () => {
	it.each(lists)('reads $path with one request and no paging', async ({ resource, path }) => {
		expect(await requestOf(resource, 'getAll', { returnAll: true })).toEqual({
			method: 'GET',
			path,
		});
	});

	it('cuts the list at Limit', async () => {
		const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
		const cut = await carryOut(printLayout, 'getAll', { limit: 2 }, { answers: [rows] });
		expect(cut.outputs).toEqual([{ json: { id: 'a' } }, { json: { id: 'b' } }]);
		const all = await carryOut(printLayout, 'getAll', { returnAll: true }, { answers: [rows] });
		expect(all.outputs).toHaveLength(3);
	});
});
