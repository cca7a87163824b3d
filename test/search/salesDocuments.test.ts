import { searches } from '../../nodes/LexwareOffice/search';
import { searchSalesDocuments } from '../../nodes/LexwareOffice/search/salesDocuments';
import { resources } from '../../nodes/LexwareOffice/resources';
import type { ApiRequest, Json, JsonObject } from '../../nodes/LexwareOffice/transport/request';
import { answer } from '../resources/requestOf';

const row = (id: string, voucherNumber: string, contactName: string): JsonObject => ({
	id,
	voucherNumber,
	contactName,
	voucherDate: '2026-01-15T00:00:00.000+01:00',
});

const search = searchSalesDocuments('downpaymentinvoice', 'invoices');
const common = { voucherType: 'downpaymentinvoice', voucherStatus: 'any', size: 250 };
const latest = { ...common, sort: 'voucherDate,DESC' };

async function ask(filter: string, page: number, answers: Json[]) {
	const requests: ApiRequest[] = [];
	const left = answers.values();
	const result = await search({
		filter,
		page,
		send: async (request) => {
			requests.push(request);
			return answer(200, left.next().value ?? {});
		},
	});
	return { result, queries: requests.map(({ query }) => query) };
}

describe('the list of sales documents in a locator', () => {
	it('shows the latest first, with number, name and day, and links to them', async () => {
		const page = { content: [row('a', 'AR0001', 'Muster AG')], last: false };
		const { result, queries } = await ask('', 0, [page]);
		expect(queries).toEqual([{ ...latest, page: 0 }]);
		expect(result).toEqual({
			results: [
				{
					name: 'AR0001 · Muster AG · 2026-01-15',
					value: 'a',
					url: 'https://app.lexware.de/permalink/invoices/view/a',
				},
			],
			paginationToken: '1',
		});
	});

	it('finds a whole number at once, however old it is', async () => {
		const found = { content: [row('a', 'R&D 1', 'Muster AG')], last: true };
		const { result, queries } = await ask('R&D 1', 0, [found]);
		expect(queries).toEqual([{ ...common, voucherNumber: 'R&amp;D 1' }]);
		expect(result.results).toHaveLength(1);
		expect(result.paginationToken).toBeUndefined();
	});

	it('otherwise looks for the text in numbers and names, page by page', async () => {
		const rows = [row('a', 'AR0001', 'Muster AG'), row('b', 'AR0002', 'Anders GmbH')];
		const first = await ask('muster', 0, [{ content: [] }, { content: rows, last: false }]);
		expect(first.queries).toEqual([
			{ ...common, voucherNumber: 'muster' },
			{ ...latest, page: 0 },
		]);
		expect(first.result.results.map(({ value }) => value)).toEqual(['a']);
		expect(first.result.paginationToken).toBe('1');
		const second = await ask('muster', 1, [{ content: rows, last: true }]);
		expect(second.queries).toEqual([{ ...latest, page: 1 }]);
		expect(second.result.paginationToken).toBeUndefined();
	});

	it('exists for every type whose locator names it', () => {
		const locators = resources.flatMap(({ operations }) =>
			operations.flatMap(({ fields }) => Object.values(fields)),
		);
		const named = locators.flatMap((field) =>
			field.type === 'locator' && field.search ? [field.search] : [],
		);
		expect(Object.keys(searches)).toEqual(expect.arrayContaining(named));
		expect(named).toContain('searchDownPaymentInvoices');
	});
});
