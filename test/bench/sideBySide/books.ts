// What came of the items in the end: what is in the books, and what the workflows know of it.
import axios from 'axios';

import { controlOf } from '../loopback';
import type { Target } from '../contenders/contender';

export interface Balance {
	/** Documents in the books. */
	documents: number;
	/** Documents beyond one per item. */
	doubled: number;
	/** Items of which no document was made. */
	withoutDocument: number;
	/** Items whose document no output names; whoever runs the workflow again makes it once more. */
	withoutOutput: number;
}

/**
 * @param customers name on the invoice of each item; all different
 * @param outputIds documents that the workflows have been told
 */
export async function balance(
	target: Target,
	customers: string[],
	outputIds: Set<unknown>,
): Promise<Balance> {
	const invoices = await readInvoices(target);
	const idsOf = new Map<string, string[]>(customers.map((customer) => [customer, []]));
	for (const { id, contactName } of invoices) idsOf.get(contactName)?.push(id);
	const made = [...idsOf.values()];
	const withDocument = made.filter((ids) => ids.length > 0);
	return {
		documents: invoices.length,
		doubled: made.reduce((sum, ids) => sum + Math.max(0, ids.length - 1), 0),
		withoutDocument: made.length - withDocument.length,
		withoutOutput: withDocument.filter((ids) => !ids.some((id) => outputIds.has(id))).length,
	};
}

interface Row {
	id: string;
	contactName: string;
}

/** From the API itself, with its quota lifted. */
async function readInvoices({ url, apiKey }: Target): Promise<Row[]> {
	await controlOf(url).lift(apiKey);
	const rows: Row[] = [];
	for (let page = 0, isLast = false; !isLast; page++) {
		const { data } = await axios.get<{ content: Row[]; last: boolean }>(`${url}/v1/voucherlist`, {
			params: { voucherType: 'invoice', voucherStatus: 'any', size: 250, page },
			headers: { Authorization: `Bearer ${apiKey}` },
			proxy: false,
		});
		rows.push(...data.content);
		isLast = data.last;
	}
	return rows;
}
