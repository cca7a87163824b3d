import { article } from '../creations';
import { locator } from '../runNode';
import { add, type Books, type Rows } from './row';

const hour = {
	title: 'Stunde',
	type: 'SERVICE',
	unitName: 'Std',
	articleNumber: 'A-1',
	price: { leadingPrice: 'NET', netPrice: 80, taxRate: 19 },
};

const entered = article.parameters;

const addHour = async ({ api }: Books) => await add(api, '/articles', hour);

const articleOf =
	({ account }: Books) =>
	({ id }: { id?: unknown }) =>
		account.articles.get(String(id));

export const articleRows: Rows = {
	'article.create': (books) => ({
		parameters: { ...entered, articleNumber: 'A-2' },
		arrives: ['POST /v1/articles 201'],
		gives: [{ version: 0 }],
		leaves: {
			find: articleOf(books),
			like: { articleNumber: 'A-2', price: { netPrice: 80, grossPrice: 95.2 } },
		},
	}),

	'article.upsert': async (books) => {
		const id = await addHour(books);
		return {
			parameters: { ...entered, articleNumber: 'A-1', title: 'Arbeitsstunde' },
			arrives: ['GET /v1/articles 200', `GET /v1/articles/${id} 200`, `PUT /v1/articles/${id} 200`],
			gives: [{ id, isNew: false }],
			leaves: { find: articleOf(books), like: { title: 'Arbeitsstunde', articleNumber: 'A-1' } },
		};
	},

	'article.delete': async (books) => {
		const id = await addHour(books);
		return {
			parameters: { articleId: locator(id) },
			arrives: [`DELETE /v1/articles/${id} 204`],
			gives: [{ deleted: true }],
			leaves: { find: () => books.account.counts(), like: { articles: 0 } },
		};
	},

	'article.get': async (books) => {
		const id = await addHour(books);
		return {
			parameters: { articleId: locator(id) },
			arrives: [`GET /v1/articles/${id} 200`],
			gives: [{ id, articleNumber: 'A-1', grossPrice: 95.2 }],
		};
	},

	'article.getAll': async (books) => {
		const id = await addHour(books);
		await add(books.api, '/articles', { ...hour, title: 'Ahle', articleNumber: 'A-2' });
		return {
			parameters: { filters: { articleNumber: 'A-1' } },
			arrives: ['GET /v1/articles 200'],
			gives: [{ id, title: 'Stunde' }],
		};
	},

	'article.update': async (books) => {
		const id = await addHour(books);
		return {
			parameters: { articleId: locator(id), updateFields: { grossPrice: 107, taxRate: '7' } },
			arrives: [`GET /v1/articles/${id} 200`, `PUT /v1/articles/${id} 200`],
			gives: [{ id, version: 1 }],
			leaves: { find: articleOf(books), like: { title: 'Stunde', price: { netPrice: 100 } } },
		};
	},
};
