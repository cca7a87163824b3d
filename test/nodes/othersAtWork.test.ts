// Somebody else changes the same books while the node reads or updates: between its pages, and between its GET and PUT.
import type { INodeParameters } from 'n8n-workflow';

import type { Account } from '../support/lexware/account';
import { seedContact } from '../support/lexware/resources/contacts';
import { seedVoucherRows } from '../support/lexware/seed';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { article, voucher } from '../support/creations';
import { itemsOf, jsonOf, locator, runNode } from '../support/runNode';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const call = (
	key: string,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
) => ({ url: lexware.url, key, resource, operation, parameters });

const named = (name: string) => ({ version: 0, roles: { customer: {} }, company: { name } });

const nameOf = (n: number) => `Kunde ${String(n).padStart(3, '0')}`;

/** Contacts are listed by name, 250 to a page. */
function seedContacts(account: Account, count: number) {
	return Array.from({ length: count }, (_, n) => seedContact(account, named(nameOf(n))).id);
}

const add = (account: Account) => void seedContact(account, named('Aaa'));

const remove = (account: Account) => {
	const first = [...account.contacts.values()].find(({ company }) => company?.name === nameOf(0));
	if (!first) throw new Error('no contact is left');
	account.contacts.delete(first.id);
};

/** From the page that is still to be read to the one that was read first. */
const rename = (account: Account) => {
	const last = [...account.contacts.values()].find(({ company }) => company?.name === nameOf(619));
	if (!last?.company) throw new Error('no contact is last');
	last.company.name = 'Aaa';
};

describe('a list whose rows move between the pages', () => {
	it.each([
		['added', 2, add, 1, 4],
		['added', 3, add, 1, 4],
		['removed', 2, remove, 0, 5],
		['removed', 3, remove, 0, 5],
		['renamed', 3, rename, 0, 4],
	])(
		'is complete, each row once: one %s before page %d',
		async (what, nth, act, more, requests) => {
			const key = `list-${what}-${nth}`;
			const seeded = seedContacts(lexware.account(key), 620);
			lexware.meanwhile.add({ key, method: 'GET', path: '/v1/contacts', nth, act });
			const items = await itemsOf(call(key, 'contact', 'getAll', { returnAll: true }));
			const ids = items.map(({ json }) => String(json.id));
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids).toHaveLength(620 + more);
			expect(ids).toEqual(expect.arrayContaining(seeded));
			expect(lexware.log.arrivals(key)).toHaveLength(requests);
		},
	);

	it('is complete with Split by Date, while documents are made and deleted', async () => {
		const key = 'split';
		const account = lexware.account(key);
		seedVoucherRows(account, 2000);
		const removed = account.seededRows.slice(0, 3).map(({ id }) => id);
		const act = ({ seededRows }: Account) => void seededRows.shift();
		lexware.meanwhile.add({ key, path: '/v1/voucherlist', nth: 3, act });
		lexware.meanwhile.add({ key, path: '/v1/voucherlist', nth: 5, times: 2, act });
		lexware.meanwhile.add({
			key,
			path: '/v1/voucherlist',
			nth: 8,
			act: (books) => seedVoucherRows(books, 1),
		});
		const stayed = account.seededRows.map(({ id }) => id).filter((id) => !removed.includes(id));
		const parameters = { returnAll: true, splitByDate: true };
		const items = await itemsOf(call(key, 'voucherList', 'getAll', parameters));
		const ids = items.map(({ json }) => String(json.id));
		expect(account.seededRows).toHaveLength(1998);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining(stayed));
	});
});

interface Updated {
	resource: string;
	path: string;
	/** Of the server's refusal of a stale version. */
	status: number;
	make: (key: string) => Promise<string>;
	/** What somebody else writes. */
	act: (account: Account) => void;
	parameters: (id: string) => INodeParameters;
	read: (account: Account, id: string) => unknown;
	ours: object;
	theirs: object;
}

const only = <T>(records: Map<string, T>): T => {
	const [record] = records.values();
	if (!record) throw new Error('no record is there');
	return record;
};

const create = (resource: string, parameters: INodeParameters) => async (key: string) =>
	String((await jsonOf(call(key, resource, 'create', parameters))).id);

const kinds: Updated[] = [
	{
		resource: 'contact',
		path: '/v1/contacts',
		status: 406,
		make: create('contact', { companyName: 'Anna AG' }),
		act: ({ contacts }) => {
			const known = only(contacts);
			contacts.set(known.id, {
				...known,
				version: known.version + 1,
				emailAddresses: { business: ['a@anna.example'] },
			});
		},
		parameters: (id) => ({ contactId: locator(id), updateFields: { note: 'neu' } }),
		read: ({ contacts }, id) => contacts.get(id),
		ours: { note: 'neu' },
		theirs: { company: { name: 'Anna AG' }, emailAddresses: { business: ['a@anna.example'] } },
	},
	{
		resource: 'article',
		path: '/v1/articles',
		status: 409,
		make: create('article', article.parameters),
		act: ({ articles }) => {
			const known = only(articles);
			articles.set(known.id, { ...known, version: known.version + 1, title: 'Von anderen' });
		},
		parameters: (id) => ({ articleId: locator(id), updateFields: { note: 'neu' } }),
		read: ({ articles }, id) => articles.get(id),
		ours: { note: 'neu' },
		theirs: { title: 'Von anderen' },
	},
	{
		resource: 'voucher',
		path: '/v1/vouchers',
		status: 409,
		make: create('voucher', voucher.parameters),
		act: ({ vouchers }) => {
			const { record } = only(vouchers);
			record.version += 1;
			record.voucherNumber = 'Von anderen';
		},
		parameters: (id) => ({ voucherId: locator(id), updateFields: { remark: 'neu' } }),
		read: ({ vouchers }, id) => vouchers.get(id)?.record,
		ours: { remark: 'neu' },
		theirs: { voucherNumber: 'Von anderen' },
	},
];

/** Somebody else writes before so many of our PUTs; gives what became of ours. */
async function updateAgainst(kind: Updated, times: number) {
	const { resource, path, act, make, parameters } = kind;
	const key = `${resource}-${times}`;
	const id = await make(key);
	const before = lexware.log.lines(key).length;
	lexware.meanwhile.add({ key, method: 'PUT', path, times, act });
	const { error } = await runNode(call(key, resource, 'update', parameters(id)));
	const route = `${path}/${id}`;
	const lines = lexware.log
		.lines(key)
		.slice(before)
		.map((line) => line.replace(route, '…'));
	return { error, lines, record: kind.read(lexware.account(key), id) };
}

describe.each(kinds)('the update: $resource', (kind) => {
	const { status, ours, theirs } = kind;
	const stale = ['GET … 200', `PUT … ${status}`];

	it.each([1, 2])(
		'lays its changes over those of somebody who was faster %d times',
		async (times) => {
			const { error, lines, record } = await updateAgainst(kind, times);
			expect(error).toBeUndefined();
			expect(lines).toEqual([...Array(times).fill(stale).flat(), 'GET … 200', 'PUT … 200']);
			expect(record).toMatchObject({ ...ours, ...theirs });
		},
	);

	it('says so when the record keeps changing, and leaves what others wrote', async () => {
		const { error, lines, record } = await updateAgainst(kind, 9);
		expect(lines).toEqual([...stale, ...stale, ...stale]);
		expect(error?.message).toBe('The record was changed by somebody else in the meantime');
		expect(error?.description).toContain('Nothing was written');
		expect(record).toMatchObject(theirs);
		expect(record).not.toMatchObject(ours);
	});
});
