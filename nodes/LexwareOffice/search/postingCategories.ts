// Posting categories by part of their name or group; behind every locator `categoryId`. The API gives them all at once.
import type { INodeListSearchResult } from 'n8n-workflow';

import { isJsonObject, readJson } from '../operation/define';
import type { JsonObject } from '../transport/request';
import type { Question } from './listSearch';

export async function searchPostingCategories({
	filter,
	send,
}: Question): Promise<INodeListSearchResult> {
	const list = readJson(await send({ method: 'GET', path: '/v1/posting-categories' }));
	const categories = Array.isArray(list) ? list.filter(isJsonObject) : [];
	const results = categories
		.map((category) => ({ name: labelOf(category), value: String(category.id) }))
		.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
	return { results };
}

/** The same name may stand under income and outgo. */
function labelOf({ name, groupName, type }: JsonObject): string {
	return `${String(name)} (${[type, groupName].filter(Boolean).join(', ')})`;
}
