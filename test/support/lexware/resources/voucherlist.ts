// https://developers.lexware.io/docs/#voucherlist-endpoint
import type { Account } from '../account';
import { json, type Answer, type Call, type Resource } from '../answer';
import { pageOf, readPage, readSort, type Sort } from '../paging';
import { filterNames, matchRow } from './voucherFilter';
import { voucherRows, type VoucherRow } from './voucherRows';

const sortable = ['voucherDate', 'voucherNumber', 'createdDate', 'updatedDate'] as const;

export const voucherlist: Resource = {
	name: 'voucherlist',
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/voucherlist',
			query: [...filterNames, 'page', 'size', 'sort'],
			handle: list,
		},
	],
};

function list({ account, query }: Call): Answer {
	const matches = matchRow(query);
	const request = readPage(query, 250);
	const sort = readSort(query.sort, sortable, { property: 'voucherDate', direction: 'DESC' });
	const question = JSON.stringify({ ...query, page: undefined, size: undefined });
	const rows = remember(account, question, () =>
		sortRows(voucherRows(account).filter(matches), sort),
	);
	return json(200, pageOf(rows, request, sort));
}

interface Memory {
	revision: number;
	question: string;
	rows: VoucherRow[];
}

const lastAnswers = new WeakMap<Account, Memory>();

/** Reading page after page of a long list must not sort it each time. */
function remember(account: Account, question: string, answer: () => VoucherRow[]): VoucherRow[] {
	const last = lastAnswers.get(account);
	if (last?.revision === account.revision && last.question === question) return last.rows;
	const rows = answer();
	lastAnswers.set(account, { revision: account.revision, question, rows });
	return rows;
}

function sortRows(rows: VoucherRow[], { property, direction }: Sort): VoucherRow[] {
	const sign = direction === 'ASC' ? 1 : -1;
	const name = sortable.find((known) => known === property) ?? 'voucherDate';
	const keyed = rows.map((row) => ({
		row,
		key: name === 'voucherNumber' ? row.voucherNumber : Date.parse(row[name]),
	}));
	keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
	return keyed.map(({ row }) => row);
}
