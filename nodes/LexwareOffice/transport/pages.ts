// A list of the API, page by page. The pages are no snapshot: while they are read, others add, remove and rename rows, and
// every row behind those moves. Used by client.ts.
import { ApiError, parseJson } from './errors';
import type { Answer, ApiRequest, JsonObject } from './request';

export interface Paging {
	/** Without it the whole list is read. */
	limit?: number;
	/** The largest that the endpoint takes. */
	pageSize: number;
}

/** The API hands out so many rows of a list and no more (fact sheet 1.6). */
export const mostRows = 10_000;
/** Some lists refuse smaller pages. */
const smallestPage = 25;
/** Should a count ever go up and down by itself, the list must come to an end all the same. */
const mostStepsBack = 50;

type ReadPage = (page: number) => Promise<Page>;

interface Page {
	content: JsonObject[];
	isLast: boolean;
	/** How many rows the list had when the page was read; 0 where the API does not say. */
	total: number;
}

/**
 * Every row that was there from the first page to the last, once, as it was seen last. A row may be missed where the
 * count does not tell: in lists of 10,000 rows and more, of which the API counts no more, and when as many rows are added
 * as are removed between two requests.
 * @throws ApiError of kind `incomplete` when the API does not hand out as many rows as are wanted
 */
export async function readPages(
	send: (request: ApiRequest) => Promise<Answer>,
	request: ApiRequest,
	{ limit = Infinity, pageSize }: Paging,
): Promise<JsonObject[]> {
	const size = Math.min(pageSize, Math.max(limit, smallestPage));
	const read: ReadPage = async (page) => {
		if (page * size >= mostRows) throw tooManyRows(request);
		const found = toPage(await send({ ...request, query: { ...request.query, page, size } }));
		// The count is cut off as well: a list of that length may be any longer, and would end early without a word.
		if (found.total >= mostRows && limit > mostRows) throw tooManyRows(request);
		return found;
	};
	const reading = await readOnwards(read, limit, size);
	if (reading.hasRepeats) await readMissing(read, reading, limit);
	return [...reading.records.values()].slice(0, limit);
}

async function readOnwards(read: ReadPage, limit: number, size: number): Promise<Reading> {
	const reading = new Reading();
	let page = 0;
	let stepsBack = 0;
	for (;;) {
		const found = await read(page);
		const gone = reading.add(page, found);
		// As many rows as were removed have moved up, onto a page that was read before.
		if (gone > 0 && page > 0 && stepsBack++ < mostStepsBack)
			page = Math.max(0, page - Math.ceil(gone / size));
		else if (found.isLast || reading.isEnough(page, limit)) return reading;
		else page += 1;
	}
}

/**
 * Rows that came twice were pushed on by others: by new ones, or by such as moved forward from a page that was still to
 * be read. Most lists begin with those, so that the first page tends to be enough.
 */
async function readMissing(read: ReadPage, reading: Reading, limit: number): Promise<void> {
	const { records } = reading;
	for (let page = 0; records.size < Math.min(reading.expected, limit); page++) {
		const { content, isLast } = await read(page);
		for (const record of content) records.set(keyOf(record), record);
		if (isLast) return;
	}
}

/** What has been read of a list. */
class Reading {
	readonly records = new Map<unknown, JsonObject>();
	/** Whether a page had rows of a page before it. */
	hasRepeats = false;
	private pagesSeen = 0;
	private total = 0;
	private removed = 0;

	/** Returns how many rows the list has lost since the page before. */
	add(page: number, { content, total }: Page): number {
		const isNew = page === this.pagesSeen;
		if (isNew) this.pagesSeen += 1;
		this.hasRepeats ||= isNew && content.some((record) => this.records.has(keyOf(record)));
		for (const record of content) {
			// Rows of a page that is read again come behind those before it once more.
			if (!isNew) this.records.delete(keyOf(record));
			this.records.set(keyOf(record), record);
		}
		const gone = Math.max(0, this.total - total);
		this.total = total;
		this.removed += gone;
		return gone;
	}

	/** Whether the rest of the list can stay unread. */
	isEnough(page: number, limit: number): boolean {
		return this.records.size >= limit && page + 1 === this.pagesSeen;
	}

	/** Rows that were there at some time: removed ones may be among those that were read. */
	get expected(): number {
		return this.total + this.removed;
	}
}

function keyOf(record: JsonObject): unknown {
	return record.id ?? record;
}

function toPage({ body }: Answer): Page {
	const page = parseJson(body);
	const { content, last, totalElements } = isObject(page) ? page : {};
	const rows = Array.isArray(content) ? content.filter(isObject) : [];
	return {
		content: rows,
		isLast: last !== false || rows.length === 0,
		total: Number(totalElements ?? 0),
	};
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tooManyRows(request: ApiRequest): ApiError {
	return new ApiError({
		kind: 'incomplete',
		message: `The list has ${mostRows} rows or more, and Lexware Office hands out no more; narrow it with filters`,
		request,
	});
}
