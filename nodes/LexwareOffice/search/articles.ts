// Articles by part of their title or number; behind every locator `articleId`.
// The API has no text search for articles, so the pages are read and looked through here.
import type { INodeListSearchResult } from 'n8n-workflow';

import { isJsonObject, readJson } from '../operation/define';
import type { JsonObject } from '../transport/request';
import type { Question } from './listSearch';

const pageSize = 250;
/** Requests that one look at the list may cost; the next look goes on behind them. */
const pagesAtOnce = 4;

export async function searchArticles({
	filter,
	page,
	send,
}: Question): Promise<INodeListSearchResult> {
	const found: JsonObject[] = [];
	let next = page;
	let isLast = false;
	do {
		const query = { page: next, size: pageSize };
		const list = readJson(await send({ method: 'GET', path: '/v1/articles', query }));
		const { content, last } = isJsonObject(list) ? list : {};
		const articles = Array.isArray(content) ? content.filter(isJsonObject) : [];
		found.push(...articles.filter((article) => matches(article, filter)));
		isLast = last !== false;
		next += 1;
	} while (!isLast && filter !== '' && next < page + pagesAtOnce);
	return {
		results: found.map((article) => ({ name: labelOf(article), value: String(article.id) })),
		paginationToken: isLast ? undefined : String(next),
	};
}

function matches(article: JsonObject, filter: string): boolean {
	return labelOf(article).toLowerCase().includes(filter.toLowerCase());
}

function labelOf({ title, articleNumber }: JsonObject): string {
	return articleNumber ? `${String(title)} (${String(articleNumber)})` : String(title);
}
