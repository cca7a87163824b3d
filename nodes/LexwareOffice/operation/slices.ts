// Reads a list that is longer than the 10,000 rows the API pages through: window after window, each beginning on the
// day that the one before ended on. Used by the voucher list.
import type { ApiRequest, JsonObject, Query } from '../transport/request';
import { toBerlinDay } from './dates';
import type { SendAllPages } from './define';

export interface Sliced {
	request: ApiRequest;
	pageSize: number;
	/**
	 * Dates that the list can be sorted by and filtered by (`createdDateFrom`, `createdDateTo`), the best one first; the
	 * next one cuts a day that is too long for one window by itself.
	 */
	dates: string[];
	sendAllPages: SendAllPages;
}

/** A page less than the API gives, so that rows which come twice while others are added still fit. */
const rowsPerWindow = 9_750;

/** Every row once, in the order of the first date. */
export async function readSlices(sliced: Sliced): Promise<JsonObject[]> {
	const { dates, sendAllPages, pageSize } = sliced;
	const [date, ...otherDates] = dates;
	if (date === undefined) return await sendAllPages(sliced.request, { pageSize });
	const query: Query = { ...sliced.request.query, sort: `${date},ASC` };
	const records = new Map<unknown, JsonObject>();
	const add = (rows: JsonObject[]) => rows.forEach((row) => records.set(row.id, row));
	let from = query[`${date}From`];
	for (;;) {
		const request = { ...sliced.request, query: { ...query, [`${date}From`]: from } };
		const rows = await sendAllPages(request, { limit: rowsPerWindow, pageSize });
		add(rows);
		const [first, last] = [rows[0], rows.at(-1)].map((row) => toBerlinDay(row?.[date]));
		if (rows.length < rowsPerWindow || last === undefined) break;
		if (first === last) {
			const day = { [`${date}From`]: last, [`${date}To`]: last };
			const ofDay = { ...sliced.request, query: { ...query, ...day } };
			add(await readSlices({ ...sliced, request: ofDay, dates: otherDates }));
		}
		from = first === last ? dayAfter(last) : last;
	}
	return [...records.values()];
}

function dayAfter(day: string): string {
	const instant = new Date(`${day}T00:00:00.000Z`);
	instant.setUTCDate(instant.getUTCDate() + 1);
	return instant.toISOString().slice(0, 10);
}
