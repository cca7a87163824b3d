import { seedContact } from './resources/contacts';
import { startLexware, type LexwareServer } from './server';
import { testClient, type TestClient } from './testClient';

const company = { version: 0, roles: { customer: {} }, company: { name: 'Muster AG' } };

interface LegacyError {
	IssueList: Array<{ source: string | null; i18nKey: string }>;
}

const issuesOf = ({ data }: { data: unknown }) =>
	(data as LegacyError).IssueList.map(({ source, i18nKey }) => `${source}: ${i18nKey}`);

describe('contacts', () => {
	let lexware: LexwareServer;
	let client: TestClient;

	beforeEach(async () => {
		lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
		client = testClient(lexware.url, 'a');
	});

	afterEach(async () => await lexware.close());

	const create = async (body: object) => {
		const { data, status } = await client.post('/contacts', body);
		expect(status).toBe(200);
		return data as { id: string; version: number; resourceUri: string };
	};

	it('answers a creation with the action result and numbers the roles', async () => {
		const { id, version, resourceUri } = await create({
			...company,
			roles: { customer: {}, vendor: {} },
		});
		expect(version).toBe(1);
		expect(resourceUri).toBe(`${lexware.url}/v1/contacts/${id}`);
		const { data } = await client.get(`/contacts/${id}`);
		expect(data).toEqual({
			id,
			organizationId: lexware.account('a').profile.organizationId,
			version: 1,
			roles: { customer: { number: 10001 }, vendor: { number: 70001 } },
			company: { name: 'Muster AG' },
			archived: false,
		});
	});

	it.each<[string, object, string[]]>([
		[
			'neither role nor name, and no word on the version',
			{},
			['roles.customer or roles.vendor: missing_entity', 'company or person: missing_entity'],
		],
		['no version', { ...company, version: undefined }, ['version: missing_entity']],
		['a version other than 0', { ...company, version: 3 }, ['version: invalid_value']],
		[
			'company and person',
			{ ...company, person: { lastName: 'M' } },
			['company and person: invalid_value'],
		],
		['an empty company name', { ...company, company: {} }, ['company.name: missing_entity']],
		[
			'two billing addresses',
			{ ...company, addresses: { billing: [{ countryCode: 'DE' }, { countryCode: 'DE' }] } },
			['addresses.billing.size: invalid_value'],
		],
		[
			'two business mails',
			{ ...company, emailAddresses: { business: ['a@b.de', 'c@d.de'] } },
			['emailAddresses.business.size: invalid_value'],
		],
		[
			'an unknown country',
			{ ...company, addresses: { billing: [{ countryCode: 'XX' }] } },
			['countryCode: countrycode_is_not_valid'],
		],
		[
			'a broken mail address',
			{ ...company, emailAddresses: { office: ['nobody'] } },
			['emailAddresses[0].emailAddress: invalid_email_address'],
		],
		['a long note', { ...company, note: 'x'.repeat(1001) }, ['note: invalid_value']],
		[
			'half of the XRechnung data',
			{ ...company, xRechnung: { buyerReference: '04011000-1234512345-35' } },
			['xRechnung.vendorNumberAtCustomer: missing_entity'],
		],
	])('refuses %s', async (_name, body, issues) => {
		const refused = await client.post('/contacts', body);
		expect(refused.status).toBe(406);
		expect(issuesOf(refused)).toEqual(issues);
		expect(lexware.account('a').contacts.size).toBe(0);
	});

	it('replaces the whole record, keeps the number, and counts the version up', async () => {
		const { id } = await create({ ...company, note: 'old' });
		const { data } = await client.put(`/contacts/${id}`, { ...company, version: 1 });
		expect(data).toMatchObject({ id, version: 2 });
		const read = await client.get(`/contacts/${id}`);
		expect(read.data).not.toHaveProperty('note');
		expect(read.data).toMatchObject({ roles: { customer: { number: 10001 } } });
	});

	it('refuses a stale version with 406 and a missing one with another key', async () => {
		const { id } = await create(company);
		const stale = await client.put(`/contacts/${id}`, company);
		expect([stale.status, issuesOf(stale)]).toEqual([406, ['version: invalid_value']]);
		const missing = await client.put(`/contacts/${id}`, { ...company, version: undefined });
		expect([missing.status, issuesOf(missing)]).toEqual([406, ['version: missing_entity']]);
	});

	it('cannot update a contact that the web app gave two addresses', async () => {
		const { id } = seedContact(lexware.account('a'), {
			...company,
			addresses: { billing: [{ countryCode: 'DE' }, { countryCode: 'AT' }] },
		});
		const refused = await client.put(`/contacts/${id}`, { ...company, version: 1 });
		expect([refused.status, issuesOf(refused)]).toEqual([
			406,
			['addresses.billing.size: invalid_value'],
		]);
	});

	describe('searching', () => {
		beforeEach(async () => {
			const names = ['Zeta & Söhne', 'alpha GmbH', 'Beta_100% AG'];
			for (const name of names) await create({ ...company, company: { name } });
			await create({
				version: 0,
				roles: { vendor: {} },
				person: { firstName: 'Anna', lastName: 'Alphons' },
				emailAddresses: { private: ['anna@example.org'] },
			});
		});

		const namesFor = async (query: string) => {
			const { data } = await client.get(`/contacts?${query}`);
			const { content } = data as {
				content: Array<{ company?: { name: string }; person?: { lastName: string } }>;
			};
			return content.map(({ company: firm, person }) => firm?.name ?? person?.lastName);
		};

		it.each<[string, string[]]>([
			['', ['alpha GmbH', 'Alphons', 'Beta_100% AG', 'Zeta & Söhne']],
			['name=ALPHA', ['alpha GmbH']],
			['name=alph', ['alpha GmbH', 'Alphons']],
			['name=a%25gmbh', ['alpha GmbH']],
			['name=al_ha', ['alpha GmbH']],
			['name=beta%5C_100', ['Beta_100% AG']],
			['name=100%5C%25', ['Beta_100% AG']],
			['name=Zeta%20%26%20S', []],
			['name=Zeta%20%26amp%3B%20S', ['Zeta & Söhne']],
			['email=EXAMPLE', ['Alphons']],
			['number=70001', ['Alphons']],
			['number=10002', ['alpha GmbH']],
			['customer=false', ['Alphons']],
			['vendor=true&customer=true', []],
			['page=1&size=3', ['Zeta & Söhne']],
			['size=junk', ['alpha GmbH', 'Alphons', 'Beta_100% AG', 'Zeta & Söhne']],
		])('%s', async (query, names) => {
			expect(await namesFor(query)).toEqual(names);
		});

		it.each(['name=ab', 'email=ab', 'number=x', 'customer=maybe', 'size=1000'])(
			'refuses %s with 400',
			async (query) => {
				expect((await client.get(`/contacts?${query}`)).status).toBe(400);
			},
		);

		it('ignores an unknown filter, which the log shows', async () => {
			expect(await namesFor('archived=true')).toHaveLength(4);
			expect(lexware.log.arrivals('a').at(-1)?.ignored).toEqual(['?archived']);
		});
	});

	it('knows no deletion, and answers other routes like the gateway', async () => {
		const { id } = await create(company);
		expect((await client.remove(`/contacts/${id}`)).status).toBe(404);
		expect((await client.get('/bank-accounts')).status).toBe(404);
		const unknown = await client.get('/nonsense');
		expect(unknown.status).toBe(403);
		expect(unknown.data).toEqual({
			message:
				"'a' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer a'.",
		});
	});

	it('demands the JSON content type and JSON that can be read', async () => {
		const headers = { authorization: 'Bearer a' };
		const url = `${lexware.url}/v1/contacts`;
		const untyped = await fetch(url, { method: 'POST', headers, body: Buffer.from('{}') });
		expect(untyped.status).toBe(415);
		const broken = await fetch(url, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: '{',
		});
		expect(broken.status).toBe(400);
	});
});
