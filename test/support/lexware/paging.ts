// Pages of a list: the envelope, the sort parameter, and the 10,000 rows beyond which no page reaches.
import { Refusal } from './answer';

export interface Sort {
	property: string;
	direction: 'ASC' | 'DESC';
}

export interface PageRequest {
	page: number;
	size: number;
}

export const pagingQuery = ['page', 'size'] as const;
export const defaultSize = 25;
const windowRows = 10_000;

export function readWholeNumber(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Refuses what is no page or size; `max` is the largest size. */
export function readPage(query: Record<string, string | undefined>, max: number): PageRequest {
	const page = query.page === undefined ? 0 : readWholeNumber(query.page);
	const size = query.size === undefined ? defaultSize : readWholeNumber(query.size);
	if (page === undefined) throw new Refusal(400, [], "parameter 'page' is invalid");
	if (size === undefined || size < 1) throw new Refusal(400, [], "parameter 'size' is invalid");
	if (size > max) {
		throw new Refusal(400, [], `parameter 'size' must be equal or lower than ${max}`);
	}
	return { page, size };
}

/** `property,ASC|DESC`; the direction may be left out. */
export function readSort(
	text: string | undefined,
	properties: readonly string[],
	fallback: Sort,
): Sort {
	if (text === undefined) return fallback;
	const [property = '', direction = 'ASC', ...rest] = text.split(',');
	const upper = direction.toUpperCase();
	if (rest.length > 0 || !properties.includes(property) || (upper !== 'ASC' && upper !== 'DESC')) {
		throw new Refusal(400, [], "parameter 'sort' is invalid");
	}
	return { property, direction: upper };
}

export function pageOf<Row>(rows: Row[], { page, size }: PageRequest, sort?: Sort): object {
	if ((page + 1) * size > windowRows && page > 0) {
		throw new Refusal(400, [], 'Maximum search window size exceeded');
	}
	const totalElements = Math.min(rows.length, windowRows);
	const totalPages = Math.ceil(totalElements / size);
	const content = rows.slice(page * size, (page + 1) * size);
	return {
		content,
		first: page === 0,
		last: page >= totalPages - 1,
		totalPages,
		totalElements,
		numberOfElements: content.length,
		size,
		number: page,
		...(sort ? { sort: [sortEntry(sort)] } : {}),
	};
}

function sortEntry({ property, direction }: Sort): object {
	return {
		property,
		direction,
		ignoreCase: false,
		nullHandling: 'NATIVE',
		ascending: direction === 'ASC',
	};
}
