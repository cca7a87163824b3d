import { itemsOf, jsonOf, locator, runNode, runsOf } from '../support/runNode';
import { seedContact } from '../support/lexware/resources/contacts';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const call = runsOf('contact', () => lexware.url);

/** What the web app may have put into the books. */
function seed(key: string, name: string, more: object = {}) {
	const body = { version: 0, roles: { customer: {} }, company: { name }, ...more };
	return seedContact(lexware.account(key), body);
}

describe('contact', () => {
	it('creates one contact per item, in order and paired', async () => {
		const items = ['Anna AG', 'Berta AG', 'Cäsar AG'].map((company) => ({ company }));
		const made = await itemsOf({
			...call('create', 'create', { companyName: '={{ $json.company }}' }),
			items,
		});
		expect(made.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const contacts = [...lexware.account('create').contacts.values()];
		expect(contacts.map(({ company }) => company)).toMatchObject(
			items.map(({ company }) => ({ name: company })),
		);
	});

	it('gets one in ten members, or as it is', async () => {
		const { id } = seed('get', 'Anna AG', { emailAddresses: { office: ['a@anna.example'] } });
		expect(await jsonOf(call('get', 'get', { contactId: locator(id) }))).toEqual({
			id,
			version: 1,
			name: 'Anna AG',
			customerNumber: 10001,
			vendorNumber: null,
			email: 'a@anna.example',
			phone: null,
			city: null,
			archived: false,
		});
		const raw = await jsonOf(call('get', 'get', { contactId: locator(id), simplify: false }));
		expect(raw).toEqual(JSON.parse(JSON.stringify(lexware.account('get').contacts.get(id))));
	});

	it('finds exactly the contact that is called `Müller & Söhne`', async () => {
		for (const name of [
			'Müller & Söhne',
			'Müller und Söhne',
			'Müller &amp; Söhne',
			'Söhne & Müller',
		])
			seed('search', name);
		const found = await itemsOf(
			call('search', 'getAll', { returnAll: true, filters: { name: 'Müller & Söhne' } }),
		);
		expect(found.map(({ json }) => json.name)).toEqual(['Müller & Söhne']);
	});

	it('pages to the end with Return All, and stops at Limit', async () => {
		for (let n = 0; n < 520; n++) seed('all', `Kunde ${n}`);
		const all = await itemsOf(call('all', 'getAll', { returnAll: true }));
		expect(new Set(all.map(({ json }) => json.id)).size).toBe(520);
		expect(lexware.log.arrivals('all')).toHaveLength(3);
		expect(await itemsOf(call('all', 'getAll', { limit: 7 }))).toHaveLength(7);
	});

	it('updates what is set, empties what is empty and keeps the rest', async () => {
		const before = seed('update', 'Anna AG', {
			note: 'alt',
			company: { name: 'Anna AG', taxNumber: '12/345' },
		});
		const updateFields = { companyName: 'Anna GmbH', note: '', phoneMobile: '0171 1' };
		await jsonOf(call('update', 'update', { contactId: locator(before.id), updateFields }));
		const after = lexware.account('update').contacts.get(before.id);
		expect(after).toMatchObject({
			company: { name: 'Anna GmbH', taxNumber: '12/345' },
			phoneNumbers: { mobile: ['0171 1'] },
			roles: before.roles,
			version: 2,
		});
		expect(after?.note).toBeUndefined();
		expect(lexware.log.arrivals('update').flatMap(({ ignored }) => ignored)).not.toContain(
			'company',
		);
	});

	it('lays its changes over those of somebody who was faster', async () => {
		const { id } = seed('stale', 'Anna AG');
		lexware.faults.add({ key: 'stale', method: 'PUT', times: 2, fault: 'conflict' });
		const updateFields = { note: 'neu' };
		await jsonOf(call('stale', 'update', { contactId: locator(id), updateFields }));
		expect(lexware.log.lines('stale').map((line) => line.split(' ')[0])).toEqual([
			'GET',
			'PUT',
			'GET',
			'PUT',
			'GET',
			'PUT',
		]);
		expect(lexware.account('stale').contacts.get(id)?.note).toBe('neu');
	});

	it('says that the record keeps changing when every version is stale', async () => {
		const { id } = seed('race', 'Anna AG');
		lexware.faults.add({ key: 'race', method: 'PUT', times: 9, fault: 'conflict' });
		const updateFields = { note: 'neu' };
		const { error } = await runNode(
			call('race', 'update', { contactId: locator(id), updateFields }),
		);
		expect(error?.message).toBe('The record was changed by somebody else in the meantime');
		expect(lexware.log.arrivals('race')).toHaveLength(6);
	});

	it('writes nothing when the contact has more than the API takes back', async () => {
		const { id } = seed('long', 'Anna AG', { phoneNumbers: { mobile: ['1', '2'] } });
		const updateFields = { note: 'neu' };
		const { error } = await runNode(
			call('long', 'update', { contactId: locator(id), updateFields }),
		);
		expect(error?.message).toMatch(/^.Phone \(Mobile\). has more than one entry/);
		expect(lexware.log.executedWrites('long')).toHaveLength(0);
	});

	it('upserts: adds, then merges into what it added, then asks when two match', async () => {
		const upsert = (companyName: string) =>
			call('upsert', 'upsert', { email: 'info@x_y.example', companyName });
		seed('upsert', 'Nachbar', { emailAddresses: { business: ['info@xzy.example'] } });
		const added = await jsonOf(upsert('Xaver AG'));
		expect(added.isNew).toBe(true);
		const merged = await jsonOf(upsert('Xaver SE'));
		expect(merged).toMatchObject({ id: added.id, isNew: false });
		expect(lexware.account('upsert').contacts.get(String(added.id))).toMatchObject({
			company: { name: 'Xaver SE' },
			emailAddresses: { business: ['info@x_y.example'] },
		});
		const { id } = seed('upsert', 'Zwilling', {
			emailAddresses: { private: ['INFO@x_y.example'] },
		});
		const { error } = await runNode(upsert('Xaver AG'));
		expect(error?.message).toContain(`permalink/contacts/view/${String(added.id)}`);
		expect(error?.message).toContain(`permalink/contacts/view/${id}`);
		expect(error?.message).not.toMatch(/Xaver|Zwilling/);
		expect(lexware.account('upsert').contacts.size).toBe(3);
	});
});
