// Sales documents of one type by their number or their contact's name; behind their locators. The voucher list finds
// whole numbers only, so that everything else is looked for in its rows here, latest first.
import type { INodeListSearchResult } from 'n8n-workflow';

import { voucherListPageSize, voucherListPath } from '../fields/voucherList';
import { isJsonObject, readJson } from '../operation/define';
import { permalinkTo } from '../operation/permalink';
import { encodeSearchText } from '../operation/searchText';
import type { JsonObject, Query } from '../transport/request';
import type { Question, Search } from './listSearch';

/** @param permalink path segment of the type's links in the web app */
export function searchSalesDocuments(voucherType: string, permalink: string): Search {
	return async ({ filter, page, send }): Promise<INodeListSearchResult> => {
		const query = { voucherType, voucherStatus: 'any' };
		const isNew = filter !== '' && page === 0;
		const exact = isNew
			? await readRows(send, { ...query, voucherNumber: encodeSearchText(filter) })
			: { rows: [], isLast: false };
		const { rows, isLast } =
			exact.rows.length > 0
				? { ...exact, isLast: true }
				: await readRows(send, { ...query, page, sort: 'voucherDate,DESC' });
		const found = exact.rows.length > 0 ? rows : rows.filter((row) => matches(row, filter));
		return {
			results: found.map((row) => ({
				name: labelOf(row),
				value: String(row.id),
				url: permalinkTo(permalink, String(row.id)),
			})),
			paginationToken: isLast ? undefined : String(page + 1),
		};
	};
}

async function readRows(send: Question['send'], query: Query) {
	const answer = await send({
		method: 'GET',
		path: voucherListPath,
		query: { ...query, size: voucherListPageSize },
	});
	const list = readJson(answer);
	const { content, last } = isJsonObject(list) ? list : {};
	const rows = Array.isArray(content) ? content.filter(isJsonObject) : [];
	return { rows, isLast: last !== false };
}

function matches(row: JsonObject, filter: string): boolean {
	return labelOf(row).toLowerCase().includes(filter.toLowerCase());
}

function labelOf({ voucherNumber, contactName, voucherDate }: JsonObject): string {
	const day = String(voucherDate ?? '').slice(0, 10);
	return [voucherNumber, contactName, day].filter(Boolean).join(' · ');
}
