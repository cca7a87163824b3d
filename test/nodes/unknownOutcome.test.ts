import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	article,
	contact,
	documents,
	dunningOf,
	eventSubscription,
	invoice,
	voucher,
	type Creation,
} from '../support/creations';
import { sampleInvoice } from '../support/lexware/sales/sample';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { testClient } from '../support/lexware/testClient';
import { jsonOf, locator, runNode, type Run } from '../support/runNode';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

function creationOf(
	key: string,
	{ resource, parameters }: Creation,
	more: INodeParameters = {},
): Run {
	const url = lexware.url;
	return { url, key, resource, operation: 'create', parameters: { ...parameters, ...more } };
}

/** The next creation is carried out, and its answer never arrives. */
function loseAnswer(key: string, { path }: Creation, nth = 1): void {
	const fault = { kind: 'reset', after: true } as const;
	lexware.faults.add({ key, method: 'POST', path, nth, fault });
}

const writesOf = (key: string) => lexware.log.executedWrites(key);
const postsOf = (key: string) =>
	lexware.log.arrivals(key).filter(({ method }) => method === 'POST');

/** As a program beside n8n sends it. */
async function createBeside(key: string, body: object = sampleInvoice): Promise<string> {
	const { data } = await testClient(lexware.url, key).post('/invoices', body);
	return String((data as IDataObject).id);
}

describe('a creation whose answer was lost', () => {
	it.each([...documents, voucher, article])(
		'is found and taken over: $resource',
		async (creation) => {
			const key = `found-${creation.resource}`;
			const usual = await jsonOf(creationOf(`${key}-usual`, creation));
			loseAnswer(key, creation);
			const { items, error, hints } = await runNode(creationOf(key, creation));
			expect(error).toBeUndefined();
			const [written] = writesOf(key);
			expect(writesOf(key)).toHaveLength(1);
			expect(written?.path).toBe(creation.path);
			expect(Object.keys(items[0]?.json ?? {}).sort()).toEqual(Object.keys(usual).sort());
			expect(items[0]?.json.resourceUri).toBe(
				`${lexware.url}${creation.path}/${String(items[0]?.json.id)}`,
			);
			expect(hints).toMatchObject([{ message: expect.stringContaining('1 write was lost') }]);
		},
	);

	it('is found among the event subscriptions, of which there is one of a kind', async () => {
		const key = 'subscription';
		const server = await startLexware({
			quota: { policy: 'none', requests: 1, windowMs: 1 },
			accounts: { [key]: { checksCallbacks: false } },
		});
		server.faults.add({ key, method: 'POST', fault: { kind: 'reset', after: true } });
		const { id } = await jsonOf({ ...creationOf(key, eventSubscription), url: server.url });
		expect([...server.account(key).eventSubscriptions.keys()]).toEqual([id]);
		await server.close();
	});

	it('is found as issued when it was to be issued', async () => {
		const key = 'found-final';
		loseAnswer(key, invoice);
		const { id } = await jsonOf(creationOf(key, invoice, { finalize: true }));
		expect(lexware.account(key).documents.get(String(id))?.record.voucherStatus).toBe('open');
	});

	it('is taken from the Location of an answer that could not be read', async () => {
		const key = 'location';
		lexware.faults.add({ key, method: 'POST', fault: 'cutJson' });
		const { id } = await jsonOf(creationOf(key, invoice));
		expect([...lexware.account(key).documents.keys()]).toEqual([id]);
		expect(lexware.log.lines(key)).toEqual([
			'POST /v1/invoices 201',
			`GET /v1/invoices/${String(id)} 200`,
		]);
	});

	it('is not taken for a record of other content', async () => {
		const key = 'other-content';
		const [lineItem] = sampleInvoice.lineItems;
		await createBeside(key, { ...sampleInvoice, lineItems: [{ ...lineItem, quantity: 3 }] });
		lexware.faults.add({ key, method: 'POST', fault: 'reset' });
		const { error } = await runNode(creationOf(key, invoice));
		expect(error?.description).toContain('1 found, none of them proved to be it');
	});

	it('is not taken for a record that was there before', async () => {
		const key = 'there-before';
		const id = await createBeside(key);
		const document = lexware.account(key).documents.get(id);
		if (!document) throw new Error('no invoice');
		document.record.createdDate = new Date(Date.now() - 10_000).toISOString();
		lexware.faults.add({ key, method: 'POST', fault: 'reset' });
		const { error } = await runNode(creationOf(key, invoice));
		expect(error?.description).toContain('nothing found so far');
		expect(error?.description).not.toContain(id);
	});

	it('is not taken for what another item of this process has written', async () => {
		const key = 'own-record';
		lexware.faults.add({ key, method: 'POST', nth: 2, fault: 'reset' });
		const { error } = await runNode({ ...creationOf(key, invoice), items: [{}, {}] });
		expect(lexware.account(key).documents.size).toBe(1);
		expect(error?.description).toContain('nothing found so far');
		expect(error?.description).toContain('1 item is done, of 2');
	});

	it('is not taken for what an execution before has written', async () => {
		const key = 'earlier-execution';
		const { id } = await jsonOf(creationOf(key, invoice));
		lexware.faults.add({ key, method: 'POST', path: invoice.path, fault: 'reset' });
		const { error } = await runNode(creationOf(key, invoice));
		expect(error?.description).toContain('nothing found so far');
		expect(error?.description).not.toContain(String(id));
		expect(lexware.account(key).documents.size).toBe(1);
	});

	it('is nobody’s when there are more records than are read', async () => {
		const key = 'many';
		for (let i = 0; i < 21; i++) await createBeside(key);
		loseAnswer(key, invoice);
		const { error } = await runNode(creationOf(key, invoice));
		expect(error?.description).toContain('20 found, none of them proved to be it');
		expect(lexware.account(key).documents.size).toBe(22);
	});

	it('is not looked for as an article without a number, which could be any', async () => {
		const key = 'no-number';
		const more = { articleNumber: '' };
		loseAnswer(key, article);
		const { error } = await runNode(creationOf(key, article, more));
		expect(error?.description).toContain('An article without a number cannot be told from others');
		expect(lexware.log.lines(key)).toEqual(['POST /v1/articles 0']);
	});

	it('is not an article of the same number with another content', async () => {
		const key = 'other-article';
		const price = { leadingPrice: 'NET', netPrice: 80, taxRate: 19 };
		const beside = {
			title: 'Minute',
			type: 'SERVICE',
			unitName: 'min',
			articleNumber: 'A-1',
			price,
		};
		await testClient(lexware.url, key).post('/articles', beside);
		lexware.faults.add({ key, method: 'POST', fault: 'reset' });
		const { error } = await runNode(creationOf(key, article));
		expect(error?.description).toContain('Looked in Article List: nothing found so far');
	});

	it('stops the item when a parallel process wrote the same, and names both records', async () => {
		const key = 'parallel';
		await createBeside(key);
		loseAnswer(key, invoice);
		const { error } = await runNode(creationOf(key, invoice));
		const ids = [...lexware.account(key).documents.keys()];
		expect(ids).toHaveLength(2);
		expect(error?.message).toContain('It is unknown whether Lexware Office carried this out');
		expect(error?.description).toContain('may come from a parallel process');
		for (const id of ids)
			expect(error?.description).toContain(`https://app.lexware.de/permalink/invoices/view/${id}`);
	});

	it('is nobody’s when two executions lost the answers to equal creations', async () => {
		const key = 'rivals';
		loseAnswer(key, invoice);
		lexware.faults.add({ key, method: 'POST', path: invoice.path, nth: 2, fault: 'reset' });
		const runs = [runNode(creationOf(key, invoice)), runNode(creationOf(key, invoice))];
		const outcomes = await Promise.all(runs);
		expect(lexware.account(key).documents.size).toBe(1);
		expect(postsOf(key)).toHaveLength(2);
		for (const { error } of outcomes)
			expect(error?.description).toContain('it may belong to either');
	});

	it('stops a contact, which has no creation date, and names those of the same name', async () => {
		const key = 'contact';
		loseAnswer(key, contact);
		const { error } = await runNode(creationOf(key, contact));
		const [id] = lexware.account(key).contacts.keys();
		expect(error?.description).toContain(`https://app.lexware.de/permalink/contacts/view/${id}`);
		expect(error?.description).toContain('POST /v1/contacts was sent once and not repeated.');
		expect(error?.description).not.toContain('Muster');
		expect(writesOf(key)).toHaveLength(1);
	});

	it('stops a dunning, which no list shows, and names the dunnings of its invoice', async () => {
		const key = 'dunning';
		const { id } = await jsonOf(creationOf(key, invoice, { finalize: true }));
		const dunning = dunningOf(String(id));
		loseAnswer(key, dunning);
		const { error } = await runNode(creationOf(key, dunning));
		const made = [...lexware.account(key).documents.values()].find(
			({ type }) => type === 'dunning',
		);
		expect(error?.description).toContain(`permalink/dunnings/view/${made?.record.id}`);
		expect(error?.description).toContain(`permalink/invoices/view/${String(id)}`);
	});

	it('is not looked for when the option says so', async () => {
		const key = 'stop';
		loseAnswer(key, invoice);
		const options = { onUnknownOutcome: 'stop' };
		const { error } = await runNode(creationOf(key, invoice, { options }));
		expect(error?.description).toContain("as 'On Unknown Outcome' says");
		expect(lexware.log.lines(key)).toEqual(['POST /v1/invoices 0']);
	});

	it('says so when the look-up got no answer either', async () => {
		const key = 'no-answer';
		loseAnswer(key, invoice);
		lexware.faults.add({ key, method: 'GET', fault: 'forbidden' });
		const { error } = await runNode(creationOf(key, invoice));
		expect(error?.description).toContain('the API did not answer');
	});

	it('leaves the other items alone when the node is set to continue', async () => {
		const key = 'continue';
		lexware.faults.add({ key, method: 'POST', nth: 2, fault: 'reset' });
		const { items } = await runNode({
			...creationOf(key, invoice),
			items: [{}, {}, {}],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => Object.keys(json).includes('id'))).toEqual([true, false, true]);
		expect(items[1]?.json.error).toContain('It is unknown whether');
		expect(lexware.account(key).documents.size).toBe(2);
	});
});

describe('an update whose answer was lost', () => {
	it.each([
		[
			'contact',
			contact,
			{ contactId: '', updateFields: { note: 'neu' } },
			(key: string, id: string) => lexware.account(key).contacts.get(id)?.note,
		],
		[
			'article',
			article,
			{ articleId: '', updateFields: { note: 'neu' } },
			(key: string, id: string) => lexware.account(key).articles.get(id)?.note,
		],
	] as const)('is recognized as its own write: %s', async (resource, creation, given, noteOf) => {
		const key = `update-${resource}`;
		const { id } = await jsonOf(creationOf(key, creation));
		lexware.faults.add({ key, method: 'PUT', fault: { kind: 'reset', after: true } });
		const parameters = { ...given, [`${resource}Id`]: locator(id) };
		const run = { url: lexware.url, key, resource, operation: 'update', parameters };
		const updated = await jsonOf(run);
		expect(updated.id).toBe(id);
		expect(noteOf(key, String(id))).toBe('neu');
		const puts = lexware.log.arrivals(key).filter(({ method }) => method === 'PUT');
		expect(puts.map(({ executed }) => executed)).toEqual([true, false]);
	});

	it('is not mistaken for what somebody else wrote in the meantime', async () => {
		const key = 'update-other';
		const { id } = await jsonOf(creationOf(key, article));
		// The first attempt does not arrive, and somebody else is faster than the second.
		const { articles } = lexware.account(key);
		const next = lexware.faults.next.bind(lexware.faults);
		let puts = 0;
		const watch = jest.spyOn(lexware.faults, 'next').mockImplementation((target) => {
			if (target.key !== key || target.method !== 'PUT') return next(target);
			puts += 1;
			const record = articles.get(String(id));
			if (puts === 1 && record)
				articles.set(String(id), { ...record, title: 'Tag', version: record.version + 1 });
			return puts === 1 ? { kind: 'reset' } : undefined;
		});
		const run = runNode({
			url: lexware.url,
			key,
			resource: 'article',
			operation: 'update',
			parameters: { articleId: locator(id), updateFields: { note: 'neu' } },
		});
		const { error } = await run;
		watch.mockRestore();
		expect(error).toBeUndefined();
		expect(articles.get(String(id))).toMatchObject({ title: 'Tag', note: 'neu' });
		expect(writesOf(key).filter(({ method }) => method === 'PUT')).toHaveLength(1);
	});
});

describe('an item that fails behind its write', () => {
	it('does not say that nothing was changed when the lost update could not be compared', async () => {
		const key = 'uncompared';
		const { id } = await jsonOf(creationOf(key, article));
		lexware.faults.add({ key, method: 'PUT', fault: { kind: 'reset', after: true } });
		// The record is read before, and then to compare.
		lexware.faults.add({ key, method: 'GET', nth: 2, fault: 'forbidden' });
		const { error } = await runNode({
			url: lexware.url,
			key,
			resource: 'article',
			operation: 'update',
			parameters: { articleId: locator(id), updateFields: { note: 'neu' } },
		});
		expect(lexware.account(key).articles.get(String(id))?.note).toBe('neu');
		expect(error?.message).toMatch(
			/^It is unknown whether Lexware Office carried this out: PUT .* got no usable answer/,
		);
		expect(error?.description).not.toContain('Nothing was');
		expect(error?.description).toContain('Running the item again doubles nothing.');
	});

	it('says so, and Retry On Fail goes on behind it', async () => {
		const key = 'uploaded';
		lexware.faults.add({ key, method: 'GET', path: '/v1/vouchers/', fault: 'forbidden' });
		const upload = {
			url: lexware.url,
			key,
			resource: 'file',
			operation: 'upload',
			parameters: { inputDataField: 'data', reportDuplicate: true },
			binary: {
				data: {
					data: Buffer.from('%PDF-1.7 receipt').toString('base64'),
					mimeType: 'application/pdf',
					fileName: 'receipt.pdf',
				},
			},
		};
		const { error } = await runNode(upload);
		expect(error?.message).toMatch(/^Lexware Office has carried out POST \/v1\/files, but/);
		lexware.faults.add({
			key: 'uploaded-2',
			method: 'GET',
			path: '/v1/vouchers/',
			fault: 'forbidden',
		});
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		await jsonOf({ ...upload, key: 'uploaded-2', settings });
		expect(writesOf('uploaded-2')).toHaveLength(1);
	});
});

describe('a deletion whose answer was lost', () => {
	const remove = async (key: string, id: unknown) =>
		await runNode({
			url: lexware.url,
			key,
			resource: 'article',
			operation: 'delete',
			parameters: { articleId: locator(id) },
		});

	it('has succeeded when the record is gone', async () => {
		const key = 'delete';
		const { id } = await jsonOf(creationOf(key, article));
		lexware.faults.add({ key, method: 'DELETE', fault: { kind: 'reset', after: true } });
		const { items, error } = await remove(key, id);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(lexware.log.lines(key).slice(-2)).toEqual([
			`DELETE /v1/articles/${String(id)} 0`,
			`DELETE /v1/articles/${String(id)} 404`,
		]);
	});

	it('of a record that never was is not found', async () => {
		const { error } = await remove('delete-unknown', '66196c43-bfee-baf3-4335-d64b8f6d0d8b');
		expect(error?.message).toContain('was not found');
	});
});

describe('300 invoices at a server that loses 5 % of the answers', () => {
	it('are 300 documents, each item with the id of its own', async () => {
		const key = 'three-hundred';
		lexware.faults.add({
			key,
			method: 'POST',
			probability: 0.05,
			fault: { kind: 'reset', after: true },
		});
		const items = Array.from({ length: 300 }, (_, index) => ({ remark: `order ${index}` }));
		const remark = { additionalFields: { remark: '={{ $json.remark }}' } };
		const creation = creationOf(key, invoice, remark);
		const { items: made, error, hints } = await runNode({ ...creation, items });
		expect(error).toBeUndefined();
		const lost = postsOf(key).filter(({ status }) => status === 0);
		expect(lost.length).toBeGreaterThan(5);
		expect(hints[0]?.message).toContain(`${lost.length} writes was lost`);
		expect(postsOf(key)).toHaveLength(300);
		expect(new Set(made.map(({ json }) => json.id))).toEqual(
			new Set(lexware.account(key).documents.keys()),
		);
		expect(made).toHaveLength(300);
		const { documents: booked } = lexware.account(key);
		expect(made.map(({ json }) => booked.get(String(json.id))?.record.remark)).toEqual(
			items.map(({ remark: own }) => own),
		);
	});

	it('are found although they all have the same content', async () => {
		const key = 'three-hundred-equal';
		const fault = { kind: 'reset', after: true } as const;
		lexware.faults.add({ key, method: 'POST', probability: 0.05, fault });
		const items = Array.from({ length: 300 }, () => ({}));
		const { items: made, error } = await runNode({ ...creationOf(key, invoice), items });
		expect(error).toBeUndefined();
		expect(postsOf(key).filter(({ status }) => status === 0).length).toBeGreaterThan(5);
		expect(lexware.account(key).documents.size).toBe(300);
		expect(new Set(made.map(({ json }) => json.id)).size).toBe(300);
	});

	it('and refuses or drops some before: each item has its own id or an error that names it', async () => {
		const key = 'three-hundred-mixed';
		lexware.faults.add(
			{ key, method: 'POST', probability: 0.05, fault: { kind: 'reset', after: true } },
			{ key, method: 'POST', probability: 0.01, fault: 'reset' },
			{ key, method: 'POST', probability: 0.02, fault: 'conflict' },
		);
		const items = Array.from({ length: 300 }, (_, index) => ({ remark: `order ${index}` }));
		const remark = { additionalFields: { remark: '={{ $json.remark }}' } };
		const { items: made } = await runNode({
			...creationOf(key, invoice, remark),
			items,
			settings: { onError: 'continueRegularOutput' },
		});
		const booked = [...lexware.account(key).documents.values()];
		const told = made.map(({ json: { id, error } }, index) => {
			const own = booked.filter(({ record }) => record.remark === `order ${index}`);
			if (id !== undefined) return own.length === 1 && own[0]?.record.id === id;
			const isNamed = /^(It is unknown whether|Lexware answered: Conflict)/.test(String(error));
			return isNamed && own.length === 0;
		});
		expect(told).toEqual(Array(300).fill(true));
		expect(made.filter(({ json }) => json.error !== undefined).length).toBeGreaterThan(3);
	}, 120_000);
});
