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

type Records = Map<unknown, JsonObject>;
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
	const records: Records = new Map();
	const read: ReadPage = async (page) => {
		if (page * size >= mostRows) throw tooManyRows(request);
		const found = toPage(await send({ ...request, query: { ...request.query, page, size } }));
		// The count is cut off as well: a list of that length may be any longer, and would end early without a word.
		if (found.total >= mostRows && limit > mostRows) throw tooManyRows(request);
		return found;
	};
	await readOnwards(read, records, { limit, size });
	return [...records.values()].slice(0, limit);
}

async function readOnwards(
	read: ReadPage,
	records: Records,
	{ limit, size }: { limit: number; size: number },
): Promise<void> {
	let [page, pagesSeen, stepsBack, total, removed, hasRepeats] = [0, 0, 0, 0, 0, false];
	for (;;) {
		const found = await read(page);
		const isNew = page === pagesSeen;
		hasRepeats ||= isNew && found.content.some((record) => records.has(keyOf(record)));
		add(records, found.content, isNew);
		if (isNew) pagesSeen += 1;
		const gone = Math.max(0, total - found.total);
		total = found.total;
		removed += gone;
		// As many rows as were removed have moved up, onto a page that was read before.
		if (gone > 0 && page > 0 && stepsBack++ < mostStepsBack)
			page = Math.max(0, page - Math.ceil(gone / size));
		else if (found.isLast || (records.size >= limit && page + 1 === pagesSeen)) break;
		else page += 1;
	}
	// Removed rows may be among those that were read.
	const expected = Math.min(total + removed, limit);
	if (hasRepeats) await readMissing(read, records, expected);
}

/**
 * Rows that came twice were pushed on by others: by new ones, or by such as moved forward from a page that was still to
 * be read. Most lists begin with those, so that the first page tends to be enough.
 */
async function readMissing(read: ReadPage, records: Records, expected: number): Promise<void> {
	for (let page = 0; records.size < expected; page++) {
		const { content, isLast } = await read(page);
		for (const record of content) records.set(keyOf(record), record);
		if (isLast) return;
	}
}

/** Rows of a page that is read again come behind those before it once more. */
function add(records: Records, content: JsonObject[], isNew: boolean): void {
	for (const record of content) {
		if (!isNew) records.delete(keyOf(record));
		records.set(keyOf(record), record);
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
