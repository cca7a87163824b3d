import { voucherList } from '../../nodes/LexwareOffice/resources/voucherList';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import type { JsonObject } from '../../nodes/LexwareOffice/transport/request';
import { carryOut, findingsOf, requestOf, type Sent } from './requestOf';

const contactId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const list = { method: 'GET', path: '/v1/voucherlist' } as const;
const any = { voucherType: 'any', voucherStatus: 'any' };

const rows: Array<[string, Values, Omit<Sent, 'method' | 'path'>]> = [
	['nothing', {}, { query: any, paging: { limit: 50, pageSize: 250 } }],
	[
		'every filter',
		{
			returnAll: true,
			filters: {
				archived: false,
				contactId,
				createdDateFrom: '2026-01-01',
				createdDateTo: '31.01.2026',
				updatedDateFrom: '2026-01-02',
				updatedDateTo: '2026-01-30',
				voucherDateFrom: '2025-12-31T23:30:00Z',
				voucherDateTo: '2026-01-29',
				voucherNumber: 'A&B',
				voucherStatus: ['open', 'paid'],
				voucherType: ['invoice', 'salesinvoice'],
			},
			sort: { entry: { property: 'voucherNumber', direction: 'ASC' } },
		},
		{
			query: {
				archived: false,
				contactId,
				createdDateFrom: '2026-01-01',
				createdDateTo: '2026-01-31',
				updatedDateFrom: '2026-01-02',
				updatedDateTo: '2026-01-30',
				voucherDateFrom: '2026-01-01',
				voucherDateTo: '2026-01-29',
				voucherNumber: 'A&amp;B',
				voucherStatus: 'open,paid',
				voucherType: 'invoice,salesinvoice',
				sort: 'voucherNumber,ASC',
			},
			paging: { pageSize: 250 },
		},
	],
	[
		'overdue alone',
		{ filters: { voucherStatus: 'overdue' } },
		{ query: { ...any, voucherStatus: 'overdue' }, paging: { limit: 50, pageSize: 250 } },
	],
];

/** Rows `n` of them on each day, as the API would hand them out for a query. */
function answerList(all: JsonObject[], { query, paging }: Sent): JsonObject[] {
	const dayOf = (row: JsonObject, name: string) => String(row[name]).slice(0, 10);
	const [property = ''] = String(query?.sort).split(',');
	return all
		.filter((row) =>
			['createdDate', 'voucherDate'].every((name) => {
				const [from, to] = [query?.[`${name}From`], query?.[`${name}To`]];
				const day = dayOf(row, name);
				return (!from || day >= String(from)) && (!to || day <= String(to));
			}),
		)
		.sort((one, other) => String(one[property]).localeCompare(String(other[property])))
		.slice(0, paging?.limit);
}

function rowsOn(createdDay: string, count: number, voucherDay = () => createdDay): JsonObject[] {
	return Array.from({ length: count }, (_, n) => ({
		id: `${createdDay} ${n}`,
		createdDate: `${createdDay}T12:00:00.000+01:00`,
		voucherDate: `${voucherDay()}T00:00:00.000+01:00`,
	}));
}

async function readSplit(all: JsonObject[], parameters: Values = {}) {
	const requests: Sent[] = [];
	const getAll = voucherList.operations[0];
	const outputs = await getAll?.execute({
		values: { returnAll: true, splitByDate: true, filters: {}, simplify: false, ...parameters },
		body: {},
		send: async () => {
			throw new Error('not used');
		},
		sendAllPages: async (request, paging) => {
			requests.push({ ...request, paging });
			return answerList(all, { ...request, paging });
		},
		quotaStatus: () => {
			throw new Error('not used');
		},
	});
	return { requests, ids: (outputs ?? []).map(({ json }) => json.id) };
}

describe('voucherList', () => {
	it.each(rows)('getAll with %s sends exactly this', async (_, parameters, request) => {
		const sent = await requestOf(voucherList, 'getAll', parameters, { answers: [[]] });
		expect(sent).toEqual({ ...list, ...request });
	});

	it('asks for overdue alone or not at all', () => {
		const filters = { voucherStatus: ['overdue', 'open'] };
		expect(findingsOf(voucherList, 'getAll', { filters })).toEqual([
			"'Filters → Voucher Status' has Overdue beside others; ask for it alone",
		]);
	});

	it('leaves ten members of a row by default', async () => {
		const row = { id: 'a', voucherType: 'invoice', createdDate: 'x', currency: 'EUR' };
		const { outputs } = await carryOut(voucherList, 'getAll', {}, { answers: [[row]] });
		expect(Object.keys(outputs[0]?.json ?? {})).toHaveLength(10);
	});

	describe('Split by Date', () => {
		const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];

		it('reads window after window, each from the day that the last one ended on', async () => {
			const all = days.flatMap((day) => rowsOn(day, 6000));
			const { requests, ids } = await readSplit(all);
			expect(new Set(ids).size).toBe(24_000);
			expect(ids).toHaveLength(24_000);
			expect(requests.map(({ query }) => query?.createdDateFrom)).toEqual([
				undefined,
				'2026-01-02',
				'2026-01-03',
				'2026-01-04',
			]);
		});

		it('keeps to the dates that the user has set', async () => {
			const all = days.flatMap((day) => rowsOn(day, 6000));
			const filters = { createdDateFrom: '2026-01-02', createdDateTo: '2026-01-03' };
			const { ids } = await readSplit(all, { filters });
			expect(new Set(ids).size).toBe(12_000);
		});

		it('cuts a day that is too long by itself along another date', async () => {
			let n = 0;
			const voucherDay = () => `2025-0${1 + (n++ % 9)}-15`;
			const all = [
				...rowsOn('2026-01-01', 10),
				...rowsOn('2026-01-02', 25_000, voucherDay),
				...rowsOn('2026-01-03', 10),
			];
			const { ids } = await readSplit(all);
			expect(new Set(ids).size).toBe(25_020);
			expect(ids).toHaveLength(25_020);
		});

		it('gives the rows in the order that was asked for', async () => {
			const all = rowsOn('2026-01-01', 3, () => '2025-01-01').map((row, n) => ({
				...row,
				voucherDate:
					['2026-03-29T01:30:00.000+01:00', '2026-03-29T03:10:00.000+02:00', ''][n] ?? '',
			}));
			const sort = { property: 'voucherDate', direction: 'DESC' };
			const { ids } = await readSplit(all, { sort });
			expect(ids).toEqual(['2026-01-01 1', '2026-01-01 0', '2026-01-01 2']);
		});
	});
});
