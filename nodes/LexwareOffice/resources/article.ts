// https://developers.lexware.io/docs/#articles-endpoint
import {
	articleChanges,
	articleType,
	newArticle,
	numberedArticle,
	simplifyArticle,
} from '../fields/article';
import { dropCalculatedPrice } from '../fields/articleRules';
import { findArticle } from '../fields/writtenRecords';
import { defineOperation, defineResource } from '../operation/define';
import { deleteById } from '../operation/deleteById';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { getById, getMany } from '../operation/standard';
import { upsertRecord } from '../operation/update';
import { updateById } from '../operation/updateById';

const noun = { one: 'article', many: 'articles' };
const list = '/v1/articles';

const locator = {
	articleId: {
		type: 'locator',
		displayName: 'Article',
		required: true,
		search: 'searchArticles',
	},
} as const satisfies Fields;

const filters = {
	articleNumber: {
		type: 'string',
		displayName: 'Article Number',
		description: 'The whole number',
	},
	gtin: { type: 'string', displayName: 'GTIN', description: 'The whole number' },
	type: articleType,
} as const satisfies Fields;

export const article = defineResource({
	value: 'article',
	name: 'Article',
	operations: [
		defineOperation({
			value: 'create',
			name: 'Create',
			action: 'Create article',
			description: 'Add a product or a service',
			writes: true,
			fields: {},
			body: newArticle,
			findWritten: findArticle,
			request: (_, body) => ({ method: 'POST', path: list, body }),
		}),
		defineOperation({
			value: 'upsert',
			name: 'Create or Update',
			action: 'Create or update article',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			writes: true,
			fields: {},
			body: numberedArticle,
			findWritten: findArticle,
			execute: async ({ body, send, sendAllPages }) => {
				const number = String(body.articleNumber);
				const found = { method: 'GET', path: list, query: { articleNumber: number } } as const;
				const candidates = await sendAllPages(found, { pageSize: 25 });
				return await upsertRecord({
					path: list,
					// A filter that the API does not know is ignored, and every article comes back.
					matches: candidates.filter(({ articleNumber }) => String(articleNumber) === number),
					labelOf: ({ id }) => String(id),
					body,
					changes: body,
					shape: dropCalculatedPrice,
					send,
				});
			},
		}),
		deleteById({
			noun,
			locator,
			request: (id) => ({ method: 'DELETE', path: path`/v1/articles/${id}` }),
		}),
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/articles/${id}` }),
			simplify: simplifyArticle,
		}),
		getMany({
			noun,
			path: list,
			pageSize: 250,
			filters,
			query: ({ articleNumber, gtin, type }) => ({
				// An empty text would be a filter of its own.
				articleNumber: articleNumber || undefined,
				gtin: gtin || undefined,
				type,
			}),
			simplify: simplifyArticle,
		}),
		updateById({
			noun,
			locator,
			route: (id) => path`/v1/articles/${id}`,
			body: articleChanges,
			description: 'Change an article and keep what is not mentioned',
			shape: dropCalculatedPrice,
		}),
	],
});
