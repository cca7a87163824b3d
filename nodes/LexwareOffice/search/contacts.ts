// Contacts by part of their name; behind every locator `contactId`.
import type { INodeListSearchResult } from 'n8n-workflow';

import { nameOf } from '../fields/contactSummary';
import { isJsonObject, readJson } from '../operation/define';
import { permalinkTo } from '../operation/permalink';
import { encodeSearchText } from '../operation/searchText';
import type { Question } from './listSearch';

const pageSize = 100;
/** The API refuses shorter texts; until then the list shows what comes first. */
const shortestName = 3;

export async function searchContacts({
	filter,
	page,
	send,
}: Question): Promise<INodeListSearchResult> {
	const name = filter.length >= shortestName ? encodeSearchText(filter) : undefined;
	const answer = await send({
		method: 'GET',
		path: '/v1/contacts',
		query: { name, page, size: pageSize },
	});
	const list = readJson(answer);
	const { content, last } = isJsonObject(list) ? list : {};
	const contacts = Array.isArray(content) ? content.filter(isJsonObject) : [];
	return {
		results: contacts.map((contact) => ({
			name: nameOf(contact),
			value: String(contact.id),
			url: permalinkTo('contacts', String(contact.id)),
		})),
		paginationToken: last === false ? String(page + 1) : undefined,
	};
}
