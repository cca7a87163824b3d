import { article } from '../../nodes/LexwareOffice/resources/article';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import { answer, carryOut, findingsOf, requestOf, type Sent } from './requestOf';

const articleId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const route = `/v1/articles/${articleId}`;
const list = { method: 'GET', path: '/v1/articles' } as const;

const hour = { title: 'Stunde', type: 'SERVICE', unitName: 'Std', leadingPrice: 'NET' };
const hourBody = {
	title: 'Stunde',
	type: 'SERVICE',
	unitName: 'Std',
	price: { leadingPrice: 'NET', netPrice: 80, taxRate: 19 },
};
const stored = {
	...hourBody,
	id: articleId,
	articleNumber: 'A-1',
	description: null,
	note: 'intern',
	price: { leadingPrice: 'NET', netPrice: 80, grossPrice: 95.2, taxRate: 19 },
	version: 3,
};

const rows: Array<[string, Values, Sent]> = [
	[
		'create',
		{ ...hour, netPrice: 80, taxRate: '19' },
		{ method: 'POST', path: '/v1/articles', body: hourBody },
	],
	[
		'create',
		{
			...hour,
			articleNumber: 'A-1',
			leadingPrice: 'GROSS',
			grossPrice: 95.2,
			taxRate: 7,
			additionalFields: { gtin: '4006381333931', note: 'intern' },
		},
		{
			method: 'POST',
			path: '/v1/articles',
			body: {
				...hourBody,
				articleNumber: 'A-1',
				gtin: '4006381333931',
				note: 'intern',
				price: { leadingPrice: 'GROSS', grossPrice: 95.2, taxRate: 7 },
			},
		},
	],
	['create', { jsonBody: hourBody }, { method: 'POST', path: '/v1/articles', body: hourBody }],
	['delete', { articleId }, { method: 'DELETE', path: route }],
	['get', { articleId }, { method: 'GET', path: route }],
	['getAll', { limit: 3 }, { ...list, query: {}, paging: { limit: 3, pageSize: 250 } }],
	[
		'getAll',
		{ returnAll: true, filters: { articleNumber: 'A-1', gtin: '', type: 'PRODUCT' } },
		{ ...list, query: { articleNumber: 'A-1', type: 'PRODUCT' }, paging: { pageSize: 250 } },
	],
];

describe('article', () => {
	it.each(rows)('%s sends exactly this', async (operation, parameters, request) => {
		const given = operation === 'getAll' ? { answers: [[]] } : {};
		expect(await requestOf(article, operation, parameters, given)).toEqual(request);
	});

	it('lays changes over the article that is there, and leaves out the calculated price', async () => {
		const { requests } = await carryOut(
			article,
			'update',
			{ articleId, updateFields: { grossPrice: 119, note: '' } },
			{ answers: [stored] },
		);
		const kept: Values = { ...stored };
		delete kept.note;
		expect(requests).toEqual([
			{ method: 'GET', path: route },
			{
				method: 'PUT',
				path: route,
				body: { ...kept, price: { leadingPrice: 'GROSS', grossPrice: 119, taxRate: 19 } },
			},
		]);
	});

	it('keeps the leading price when something else changes', async () => {
		const { requests } = await carryOut(
			article,
			'update',
			{ articleId, jsonBody: { title: 'Arbeitsstunde', version: 1 } },
			{ answers: [stored] },
		);
		expect(requests[1]?.body).toEqual({
			...stored,
			title: 'Arbeitsstunde',
			price: { leadingPrice: 'NET', netPrice: 80, taxRate: 19 },
		});
	});

	it('reads and merges again when the version is stale', async () => {
		const newer = { ...stored, title: 'Von jemand anderem', version: 4 };
		const conflict = answer(409, { message: 'Version conflict' });
		const { requests, outputs } = await carryOut(
			article,
			'update',
			{ articleId, updateFields: { unitName: 'h' } },
			{ answers: [stored, conflict, newer, { id: articleId, version: 5 }] },
		);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
		expect(requests[3]?.body).toMatchObject({
			title: 'Von jemand anderem',
			unitName: 'h',
			version: 4,
		});
		expect(outputs).toEqual([{ json: { id: articleId, version: 5 } }]);
	});

	it.each<[string, Values, string]>([
		['both prices', { netPrice: 1, grossPrice: 1.19 }, "add 'Leading Price' to say which counts"],
		[
			'a price beside the leading one',
			{ leadingPrice: 'GROSS', netPrice: 1 },
			"'Gross Price' is empty, and it is the leading price",
		],
	])('drops no price without a word: an update with %s is not sent', (_, updateFields, finding) => {
		expect(findingsOf(article, 'update', { articleId, updateFields })).toEqual([
			expect.stringContaining(finding),
		]);
	});

	it('gives up after three stale versions', async () => {
		const conflict = answer(409, {});
		const answers = [stored, conflict, stored, conflict, stored, conflict, stored];
		const update = carryOut(article, 'update', { articleId, updateFields: {} }, { answers });
		await expect(update).rejects.toMatchObject({ kind: 'refused', status: 409 });
	});

	it.each([
		['no article has the number', [[]], ['GET', 'POST'], true],
		['one has it', [[stored], stored], ['GET', 'GET', 'PUT'], false],
		['another one came back', [[{ ...stored, articleNumber: 'A-2' }]], ['GET', 'POST'], true],
	])('upserts when %s', async (_, answers, methods, isNew) => {
		const { requests, outputs } = await carryOut(
			article,
			'upsert',
			{ ...hour, articleNumber: 'A-1', netPrice: 90, taxRate: '19' },
			{ answers: [...answers, { id: articleId, version: 4 }] },
		);
		expect(requests.map(({ method }) => method)).toEqual(methods);
		expect(requests[0]).toEqual({
			...list,
			query: { articleNumber: 'A-1' },
			paging: { pageSize: 25 },
		});
		const price = { leadingPrice: 'NET', netPrice: 90, taxRate: 19 };
		expect(requests.at(-1)?.body).toEqual(
			isNew ? { ...hourBody, articleNumber: 'A-1', price } : { ...stored, price },
		);
		expect(outputs).toEqual([{ json: { id: articleId, version: 4, isNew } }]);
	});

	it('names the articles when several have the number', async () => {
		const other = { id: 'b', title: 'Zweite Stunde', articleNumber: 'A-1' };
		const upsert = carryOut(
			article,
			'upsert',
			{ jsonBody: { ...hourBody, articleNumber: 'A-1' } },
			{ answers: [[stored, other]] },
		);
		await expect(upsert).rejects.toMatchObject({
			findings: [`2 records match, and only one can be updated: ${articleId}, b`],
		});
	});

	it.each<[string, Values, string[]]>([
		['no title', { ...hour, title: '', netPrice: 1, taxRate: '19' }, ["'Title' is empty"]],
		[
			'a tax rate of 16',
			{ ...hour, netPrice: 1, taxRate: '16' },
			["'Tax Rate' is '16', and 0, 7, 19 are allowed"],
		],
		[
			'a GTIN with a wrong check digit',
			{ ...hour, netPrice: 1, taxRate: '19', additionalFields: { gtin: '40123456' } },
			[
				"'GTIN' is '40123456', which is no GTIN: 8, 12, 13 or 14 digits, the last of them a check digit",
			],
		],
		[
			'JSON with a lower-case type and no unit',
			{ jsonBody: { ...hourBody, type: 'service', unitName: '' } },
			["'Type' is 'service', and PRODUCT, SERVICE are allowed", "'Unit' is empty"],
		],
		[
			'JSON whose leading price is missing',
			{ jsonBody: { ...hourBody, price: { leadingPrice: 'GROSS', netPrice: 1, taxRate: 19 } } },
			["'Gross Price' is empty, and it is the leading price"],
		],
	])('sends nothing with %s', (_, parameters, findings) => {
		expect(findingsOf(article, 'create', parameters)).toEqual(findings);
	});

	it.each(['40123455', '036000291452', '4006381333931', '10614141543219'])(
		'takes %s for a GTIN',
		(gtin) => {
			expect(findingsOf(article, 'create', { jsonBody: { ...hourBody, gtin } })).toEqual([]);
		},
	);

	it('counts a deletion as irreversible, by its own name', () => {
		const remove = article.operations.find(({ value }) => value === 'delete');
		expect(remove?.isIrreversible({})).toBe(true);
		expect(remove?.deed).toEqual({
			one: 'article was deleted',
			many: 'articles were deleted',
		});
	});
});
