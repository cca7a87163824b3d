// https://developers.lexware.io/docs/#articles-endpoint
import { randomUUID } from 'node:crypto';
import type { Account } from '../account';
import { actionResult } from '../actionResult';
import { json, noContent, Refusal, type Answer, type Call, type Resource } from '../answer';
import { cents } from '../money';
import { pageOf, readPage, readWholeNumber } from '../paging';
import { berlinTimestamp } from '../time';
import { isObject, readBody } from '../validate';
import { articleSchema, articleTypes, type ArticleBody } from './articleSchema';

const minSize = 25;
const maxSize = 250;

export interface Article extends Required<Pick<ArticleBody, 'title' | 'type' | 'unitName'>> {
	id: string;
	organizationId: string;
	createdDate: string;
	updatedDate: string;
	archived: boolean;
	price: { leadingPrice: 'NET' | 'GROSS'; netPrice: number; grossPrice: number; taxRate: number };
	articleNumber: string | null;
	gtin: string | null;
	description: string | null;
	note: string | null;
	version: number;
}

export const articles: Resource = {
	name: 'articles',
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/articles',
			query: ['articleNumber', 'gtin', 'type', 'page', 'size'],
			handle: list,
		},
		{ method: 'GET', path: '/articles/:id', handle: (call) => json(200, find(call)) },
		{ method: 'POST', path: '/articles', body: 'json', handle: create },
		{ method: 'PUT', path: '/articles/:id', body: 'json', handle: replace },
		{ method: 'DELETE', path: '/articles/:id', handle: remove },
	],
};

function list({ account, query }: Call): Answer {
	const { articleNumber, gtin, type } = query;
	refuseUnknownType(type);
	const size = readWholeNumber(query.size);
	if (size !== undefined && size < minSize) {
		throw new Refusal(406, [{ field: 'size', key: 'MIN' }]);
	}
	const rows = [...account.articles.values()]
		.filter((article) => articleNumber === undefined || article.articleNumber === articleNumber)
		.filter((article) => gtin === undefined || article.gtin === gtin)
		.filter((article) => type === undefined || article.type === type)
		.sort((a, b) => a.title.localeCompare(b.title, 'de'));
	const sort = { property: 'title', direction: 'ASC' } as const;
	return json(200, pageOf(rows, readPage(query, maxSize), sort));
}

function find({ account, params }: Call): Article {
	const article = account.articles.get(params.id ?? '');
	if (!article) throw new Refusal(404, []);
	return article;
}

function create(call: Call): Answer {
	const body = read(call);
	refuseDuplicateNumber(call.account, body);
	const now = berlinTimestamp(new Date());
	const article = toArticle(call.account, body, {
		id: randomUUID(),
		createdDate: now,
		updatedDate: now,
		version: 0,
	});
	return store(call, article, 201);
}

function replace(call: Call): Answer {
	const known = find(call);
	const body = read(call);
	if (body.version === undefined) {
		throw new Refusal(406, [{ field: 'version', key: 'NOTNULL' }]);
	}
	if (body.version !== known.version) throw new Refusal(409, [], 'Version conflict');
	refuseDuplicateNumber(call.account, body, known.id);
	const { id, createdDate, version } = known;
	const updatedDate = berlinTimestamp(new Date());
	const stamps = { id, createdDate, updatedDate, version: version + 1 };
	return store(call, toArticle(call.account, body, stamps), 200);
}

function remove(call: Call): Answer {
	const { id } = find(call);
	call.account.articles.delete(id);
	call.account.revision += 1;
	return noContent();
}

function read(call: Call): ArticleBody {
	if (isObject(call.body)) refuseUnknownType(call.body.type ?? undefined);
	return readBody(articleSchema, call, 'regular');
}

/** Measured: a wrong type is a 400, while other wrong values are 406. */
function refuseUnknownType(type: unknown): void {
	if (type === undefined || articleTypes.some((known) => known === type)) return;
	throw new Refusal(400, [], 'Value must be one of: [PRODUCT, SERVICE]');
}

function refuseDuplicateNumber(account: Account, body: ArticleBody, ownId?: string): void {
	const { articleNumber } = body;
	const taken = [...account.articles.values()].some(
		(other) => other.id !== ownId && other.articleNumber === articleNumber,
	);
	if (!articleNumber || !taken) return;
	// The API names its own field here, not the one of the request.
	throw new Refusal(406, [{ field: 'materialNumber', key: 'MATERIAL_NUMBER_ALREADY_EXISTS' }]);
}

type Stamps = Pick<Article, 'id' | 'createdDate' | 'updatedDate' | 'version'>;

function toArticle({ profile }: Account, body: ArticleBody, stamps: Stamps): Article {
	const { leadingPrice, netPrice = 0, grossPrice = 0, taxRate } = body.price;
	const factor = 1 + taxRate / 100;
	return {
		...stamps,
		organizationId: profile.organizationId,
		archived: false,
		title: body.title,
		type: body.type,
		unitName: body.unitName,
		price: {
			leadingPrice,
			netPrice: leadingPrice === 'NET' ? netPrice : cents(grossPrice / factor),
			grossPrice: leadingPrice === 'GROSS' ? grossPrice : cents(netPrice * factor),
			taxRate,
		},
		articleNumber: body.articleNumber ?? null,
		gtin: body.gtin ?? null,
		description: body.description ?? null,
		note: body.note ?? null,
	};
}

function store(call: Call, article: Article, status: 200 | 201): Answer {
	call.account.articles.set(article.id, article);
	call.account.revision += 1;
	return actionResult(status, call, 'articles', article);
}
