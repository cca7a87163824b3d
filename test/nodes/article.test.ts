import type { INodeParameters } from 'n8n-workflow';

import { itemsOf, jsonOf, locator, runNode, runsOf } from '../support/runNode';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const call = runsOf('article', () => lexware.url);

const hour = { title: 'Stunde', type: 'SERVICE', unitName: 'Std', netPrice: 80 };

describe('article', () => {
	it('is created, read, changed and deleted', async () => {
		const key = 'life';
		const { id } = await jsonOf(call(key, 'create', { ...hour, articleNumber: 'A-1' }));
		const articleId = locator(id);
		const summary = {
			id,
			articleNumber: 'A-1',
			title: 'Stunde',
			type: 'SERVICE',
			unitName: 'Std',
			leadingPrice: 'NET',
			netPrice: 80,
			grossPrice: 95.2,
			taxRate: 19,
			archived: false,
		};
		expect(await jsonOf(call(key, 'get', { articleId }))).toEqual(summary);
		const updateFields = { grossPrice: 107, taxRate: '7', articleNumber: '' };
		await jsonOf(call(key, 'update', { articleId, updateFields }));
		expect(await jsonOf(call(key, 'get', { articleId }))).toEqual({
			...summary,
			articleNumber: null,
			leadingPrice: 'GROSS',
			netPrice: 100,
			grossPrice: 107,
			taxRate: 7,
		});
		expect(await jsonOf(call(key, 'delete', { articleId }))).toEqual({ deleted: true });
		expect(lexware.account(key).articles.size).toBe(0);
	});

	it('tells in a manual run what was deleted for good', async () => {
		const items = [];
		for (const title of ['Eins', 'Zwei'])
			items.push(await jsonOf(call('hint', 'create', { ...hour, title })));
		const { hints } = await runNode({
			...call('hint', 'delete', { articleId: locator('={{ $json.id }}') }),
			items: items.map(({ id }) => ({ id: String(id) })),
		});
		expect(hints.map(({ message }) => message)).toEqual([
			'2 articles were deleted and cannot be undone',
		]);
	});

	it('lists a single article although the API refuses pages below 25', async () => {
		await jsonOf(call('list', 'create', { ...hour, title: 'Zange', type: 'PRODUCT' }));
		await jsonOf(call('list', 'create', { ...hour, title: 'Ahle', articleNumber: 'A-2' }));
		const titles = async (parameters: INodeParameters) =>
			(await itemsOf(call('list', 'getAll', parameters))).map(({ json }) => json.title);
		expect(await titles({ limit: 1 })).toEqual(['Ahle']);
		expect(await titles({ returnAll: true })).toEqual(['Ahle', 'Zange']);
		expect(await titles({ filters: { type: 'PRODUCT' } })).toEqual(['Zange']);
		expect(await titles({ filters: { articleNumber: 'A-2' } })).toEqual(['Ahle']);
		expect(lexware.log.refused('list')).toHaveLength(0);
	});

	it('upserts by its number', async () => {
		const upsert = (title: string) =>
			call('upsert', 'upsert', { ...hour, title, articleNumber: 'A-1' });
		const added = await jsonOf(upsert('Stunde'));
		const merged = await jsonOf(upsert('Arbeitsstunde'));
		expect([added.isNew, merged.isNew]).toEqual([true, false]);
		expect(merged.id).toBe(added.id);
		const [article] = lexware.account('upsert').articles.values();
		expect(article).toMatchObject({ title: 'Arbeitsstunde', articleNumber: 'A-1', version: 1 });
	});

	it('lays its changes over those of somebody who was faster', async () => {
		const { id } = await jsonOf(call('stale', 'create', hour));
		lexware.faults.add({ key: 'stale', method: 'PUT', fault: 'conflict' });
		const updateFields = { note: 'neu' };
		await jsonOf(call('stale', 'update', { articleId: locator(id), updateFields }));
		expect(lexware.account('stale').articles.get(String(id))?.note).toBe('neu');
	});

	it('quotes the API when the number is taken', async () => {
		await jsonOf(call('taken', 'create', { ...hour, articleNumber: 'A-1' }));
		const { error } = await runNode(call('taken', 'create', { ...hour, articleNumber: 'A-1' }));
		expect(error?.message).toContain('materialNumber: ');
		expect(error?.message).toContain('MATERIAL_NUMBER_ALREADY_EXISTS');
	});
});
