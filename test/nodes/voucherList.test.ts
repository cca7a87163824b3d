import type { INodeParameters } from 'n8n-workflow';

import { itemsOf, jsonOf, runNode } from '../support/runNode';
import { seedVoucherRows } from '../support/lexware/seed';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
	seedVoucherRows(lexware.account('rows'), 100);
	seedVoucherRows(lexware.account('many'), 25_000);
});

afterAll(async () => {
	await lexware.close();
});

const call = (key: string, parameters: INodeParameters = {}) => ({
	url: lexware.url,
	key,
	resource: 'voucherList',
	operation: 'getAll',
	parameters,
});

const idsOf = async (parameters: INodeParameters, key = 'rows') =>
	(await itemsOf(call(key, parameters))).map(({ json }) => String(json.id));

const filtered = async (filters: INodeParameters) =>
	await itemsOf(call('rows', { returnAll: true, filters }));

describe('voucherList', () => {
	it('gives fifty rows of ten members by default', async () => {
		const items = await itemsOf(call('rows'));
		expect(items).toHaveLength(50);
		expect(Object.keys(items[0]?.json ?? {})).toHaveLength(10);
	});

	it('filters by types, statuses, number and day', async () => {
		const invoices = await filtered({ voucherType: ['invoice'], voucherStatus: ['paid'] });
		expect(invoices).toHaveLength(20);
		const mixed = await filtered({ voucherType: ['quotation', 'creditnote'] });
		expect(new Set(mixed.map(({ json }) => json.voucherType))).toEqual(
			new Set(['quotation', 'creditnote']),
		);
		expect(await filtered({ voucherNumber: 're00001' })).toHaveLength(1);
		const secondDay = { voucherDateFrom: '2024-01-02', voucherDateTo: '2024-01-02T20:00:00Z' };
		expect(await filtered(secondDay)).toHaveLength(40);
		expect(lexware.log.arrivals('rows').flatMap(({ ignored }) => ignored)).toEqual([]);
	});

	it('asks for what is overdue', async () => {
		const key = 'overdue';
		seedVoucherRows(lexware.account(key), 10);
		const open = lexware
			.account(key)
			.seededRows.find(({ voucherStatus }) => voucherStatus === 'open');
		if (!open) throw new Error('no row is open');
		open.dueDate = '2024-02-01T00:00:00.000+01:00';
		expect(await idsOf({ filters: { voucherStatus: ['overdue'] } }, key)).toEqual([open.id]);
		const { error } = await runNode(call(key, { filters: { voucherStatus: ['overdue', 'open'] } }));
		expect(error?.message).toBe(
			"'Filters → Voucher Status' has Overdue beside others; ask for it alone",
		);
	});

	it('sorts', async () => {
		const sort = { entry: { property: 'voucherNumber', direction: 'ASC' } };
		const numbers = (await itemsOf(call('rows', { returnAll: true, sort }))).map(({ json }) =>
			String(json.voucherNumber),
		);
		expect(numbers).toEqual([...numbers].sort());
		const { voucherNumber } = await jsonOf(call('rows', { limit: 1, sort }));
		expect(voucherNumber).toBe(numbers[0]);
	});

	it('says where the API ends, and what reads on', async () => {
		const { error } = await runNode(call('many', { returnAll: true }));
		expect(error?.message).toContain('10000 rows');
		expect(error?.description).toContain("'Split by Date'");
	});

	it('reads 25,000 rows complete and each once with Split by Date', async () => {
		lexware.log.clear();
		const ids = await idsOf({ returnAll: true, splitByDate: true }, 'many');
		expect(ids).toHaveLength(25_000);
		const rows = lexware.account('many').seededRows;
		expect(new Set(ids)).toEqual(new Set(rows.map(({ id }) => id)));
		// 100 pages hold them; each of the two cuts reads the rest of a page and of a day again.
		expect(lexware.log.arrivals('many').length).toBeLessThanOrEqual(104);
	});
});
