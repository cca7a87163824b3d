import { contact } from '../../nodes/LexwareOffice/resources/contact';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import { answer, carryOut, findingsOf, requestOf, type Sent } from './requestOf';

const contactId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const route = `/v1/contacts/${contactId}`;
const list = { method: 'GET', path: '/v1/contacts' } as const;

const muster = { version: 0, roles: { customer: {} }, company: { name: 'Muster AG' } };
const stored = {
	id: contactId,
	version: 7,
	roles: { customer: { number: 10001 } },
	company: { name: 'Muster AG', taxNumber: '12', contactPersons: [{ lastName: 'Muster' }] },
	emailAddresses: { private: ['Erika@Muster.example'] },
	note: 'alt',
	archived: false,
};

const rows: Array<[string, Values, Sent]> = [
	[
		'create',
		{ contactType: 'company', companyName: 'Muster AG', roles: ['customer'] },
		{ method: 'POST', path: '/v1/contacts', body: muster },
	],
	[
		'create',
		{
			contactType: 'person',
			firstName: 'Erika',
			lastName: 'Muster',
			roles: ['customer', 'vendor'],
			additionalFields: {
				emailBusiness: 'erika@muster.example',
				billingAddress: { entry: { street: 'Ring 1', zip: '', countryCode: 'DE' } },
			},
		},
		{
			method: 'POST',
			path: '/v1/contacts',
			body: {
				version: 0,
				roles: { customer: {}, vendor: {} },
				person: { firstName: 'Erika', lastName: 'Muster' },
				addresses: { billing: [{ street: 'Ring 1', countryCode: 'DE' }] },
				emailAddresses: { business: ['erika@muster.example'] },
			},
		},
	],
	[
		'create',
		{ jsonBody: { roles: { customer: {} }, company: { name: 'Muster AG' } } },
		{ method: 'POST', path: '/v1/contacts', body: muster },
	],
	['get', { contactId }, { method: 'GET', path: route }],
	[
		'getAll',
		{ limit: 20, filters: { name: 'Müller & Söhne', email: 'a<b>', number: 10001, vendor: false } },
		{
			...list,
			query: {
				name: 'Müller &amp; Söhne',
				email: 'a&lt;b&gt;',
				number: 10001,
				vendor: false,
			},
			paging: { limit: 20, pageSize: 250 },
		},
	],
	[
		'getAll',
		{ returnAll: true, filters: { name: '', email: '', customer: true } },
		{ ...list, query: { customer: true }, paging: { pageSize: 250 } },
	],
];

describe('contact', () => {
	it.each(rows)('%s sends exactly this', async (operation, parameters, request) => {
		const given = operation === 'getAll' ? { answers: [[]] } : {};
		expect(await requestOf(contact, operation, parameters, given)).toEqual(request);
	});

	it('changes what is set, empties what is set to empty, and keeps the rest', async () => {
		const { requests } = await carryOut(
			contact,
			'update',
			{
				contactId,
				updateFields: {
					companyName: 'Muster GmbH',
					note: '',
					emailBusiness: 'info@muster.example',
				},
			},
			{ answers: [stored] },
		);
		const kept: Values = { ...stored };
		delete kept.note;
		expect(requests).toEqual([
			{ method: 'GET', path: route },
			{
				method: 'PUT',
				path: route,
				body: {
					...kept,
					company: { ...stored.company, name: 'Muster GmbH' },
					emailAddresses: { ...stored.emailAddresses, business: ['info@muster.example'] },
				},
			},
		]);
	});

	it('empties a set that was added without an entry', async () => {
		const { requests } = await carryOut(
			contact,
			'update',
			{ contactId, updateFields: { billingAddress: {}, contactPerson: {}, xRechnung: {} } },
			{
				answers: [
					{
						...stored,
						addresses: { billing: [{ city: 'Köln' }], shipping: [{ city: 'Bonn' }] },
						xRechnung: { buyerReference: '1', vendorNumberAtCustomer: '2' },
					},
				],
			},
		);
		const { company, addresses, xRechnung } = requests[1]?.body ?? {};
		expect({ company, addresses, xRechnung }).toEqual({
			company: { name: 'Muster AG', taxNumber: '12' },
			addresses: { shipping: [{ city: 'Bonn' }] },
			xRechnung: undefined,
		});
	});

	it('does not empty what a contact needs', () => {
		const updateFields = { companyName: ' ', lastName: '' };
		expect(findingsOf(contact, 'update', { contactId, updateFields })).toEqual([
			"'Company Name' is empty",
			"'Last Name' is empty",
		]);
	});

	it('leaves out a set that was added to a new contact without an entry', async () => {
		const parameters = { contactType: 'company', companyName: 'Muster AG', roles: ['customer'] };
		const additionalFields = { billingAddress: {}, contactPerson: {}, xRechnung: {}, note: '' };
		const request = await requestOf(contact, 'create', { ...parameters, additionalFields });
		expect(request.body).toEqual(muster);
	});

	it.each([
		['406 on the version', 406, { IssueList: [{ source: 'version', i18nKey: 'invalid_value' }] }],
		['409', 409, {}],
	])('reads and merges again after %s', async (_, status, body) => {
		const { requests } = await carryOut(
			contact,
			'update',
			{ contactId, updateFields: { note: 'neu' } },
			{ answers: [stored, answer(status, body), { ...stored, version: 8 }] },
		);
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET', 'PUT']);
		expect(requests[3]?.body).toMatchObject({ version: 8, note: 'neu' });
	});

	it.each([
		['a missing version', { source: 'version', i18nKey: 'missing_entity' }],
		['another field', { source: 'company.name', i18nKey: 'invalid_value' }],
	])('does not take a 406 about %s for a conflict', async (_, issue) => {
		const refused = answer(406, { IssueList: [issue] });
		const update = carryOut(
			contact,
			'update',
			{ contactId, updateFields: { note: 'neu' } },
			{ answers: [stored, refused, stored] },
		);
		await expect(update).rejects.toMatchObject({ status: 406 });
	});

	it('says before the write that a contact with two entries in a list cannot be updated', async () => {
		const answers = [{ ...stored, phoneNumbers: { mobile: ['1', '2'] } }];
		const parameters = { contactId, updateFields: { note: 'neu' } };
		await expect(carryOut(contact, 'update', parameters, { answers })).rejects.toMatchObject({
			findings: [
				"'Phone (Mobile)' has more than one entry in this contact, which the API cannot update then; change it in Lexware Office",
			],
		});
	});

	describe('upsert', () => {
		const byEmail = {
			matchBy: 'email',
			email: 'erika@muster.example',
			contactType: 'company',
			companyName: 'Muster SE',
			roles: ['vendor'],
		};

		it('adds a contact with the email when none has it', async () => {
			const near = { ...stored, emailAddresses: { business: ['xerika@muster.example'] } };
			const { requests, outputs } = await carryOut(contact, 'upsert', byEmail, {
				answers: [[near], { id: 'new', version: 1 }],
			});
			expect(requests).toEqual([
				{ ...list, query: { email: 'erika@muster.example' }, paging: { pageSize: 250 } },
				{
					method: 'POST',
					path: '/v1/contacts',
					body: {
						version: 0,
						roles: { vendor: {} },
						company: { name: 'Muster SE' },
						emailAddresses: { business: ['erika@muster.example'] },
					},
				},
			]);
			expect(outputs).toEqual([{ json: { id: 'new', version: 1, isNew: true } }]);
		});

		it('merges into the one that has it, whatever its capitals and its kind', async () => {
			const { requests, outputs } = await carryOut(contact, 'upsert', byEmail, {
				answers: [[stored], stored, { id: contactId, version: 8 }],
			});
			expect(requests.slice(1)).toEqual([
				{ method: 'GET', path: route },
				{
					method: 'PUT',
					path: route,
					body: {
						...stored,
						company: { ...stored.company, name: 'Muster SE' },
						roles: { ...stored.roles, vendor: {} },
					},
				},
			]);
			expect(outputs).toEqual([{ json: { id: contactId, version: 8, isNew: false } }]);
		});

		it('finds by the email of a contact person', async () => {
			const person = { lastName: 'Muster', emailAddress: 'erika@muster.example' };
			const found = { ...stored, emailAddresses: {}, company: { contactPersons: [person] } };
			const { outputs } = await carryOut(contact, 'upsert', byEmail, { answers: [[found], found] });
			expect(outputs[0]?.json.isNew).toBe(false);
		});

		it('takes wildcards of the API for what they are in an address', async () => {
			const parameters = { ...byEmail, email: 'a_b%c&d@x.de' };
			const { requests } = await carryOut(contact, 'upsert', parameters, { answers: [[]] });
			expect(requests[0]?.query).toEqual({ email: 'a\\_b\\%c&amp;d@x.de' });
		});

		it('finds by number', async () => {
			const parameters = { ...byEmail, matchBy: 'number', number: 10001 };
			const { requests } = await carryOut(contact, 'upsert', parameters, {
				answers: [[stored], stored],
			});
			expect(requests[0]?.query).toEqual({ number: 10001 });
			expect(requests[2]?.method).toBe('PUT');
		});

		it('names the contacts when two match', async () => {
			const other = { ...stored, id: 'b', company: undefined, person: { lastName: 'Muster' } };
			const upsert = carryOut(contact, 'upsert', byEmail, { answers: [[stored, other]] });
			await expect(upsert).rejects.toMatchObject({
				findings: [
					`2 records match, and only one can be updated: https://app.lexware.de/permalink/contacts/view/${contactId}, https://app.lexware.de/permalink/contacts/view/b`,
				],
			});
		});

		it('finds by an address with blanks around it, and adds the bare one', async () => {
			const email = ' erika@muster.example ';
			const { requests } = await carryOut(
				contact,
				'upsert',
				{ ...byEmail, email },
				{ answers: [[]] },
			);
			expect(requests[0]?.query).toEqual({ email: 'erika@muster.example' });
			expect(requests[1]?.body?.emailAddresses).toEqual({ business: ['erika@muster.example'] });
		});

		it('takes nobody with another number for the one that was meant', async () => {
			const byNumber = { ...byEmail, matchBy: 'number', number: 10002 };
			const { requests } = await carryOut(contact, 'upsert', byNumber, { answers: [[stored]] });
			expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
		});

		it('does not make a company of a person', async () => {
			const person = { ...stored, company: undefined, person: { lastName: 'Muster' } };
			const upsert = carryOut(contact, 'upsert', byEmail, { answers: [[person], person] });
			await expect(upsert).rejects.toMatchObject({
				findings: [expect.stringContaining('a contact is a company or a person')],
			});
		});
	});

	it.each<[string, Values, string[]]>([
		[
			'a company without a name',
			{ companyName: '', roles: ['customer'] },
			["'Company Name' is empty"],
		],
		['no role', { companyName: 'A', roles: [] }, ["'Roles' is empty"]],
		[
			'a note of 1001 characters',
			{ companyName: 'A', roles: ['vendor'], additionalFields: { note: 'x'.repeat(1001) } },
			["'Additional Fields → Note' has 1001 characters, and at most 1000 are allowed"],
		],
		[
			'JSON without role and name',
			{ jsonBody: { company: {} } },
			["'Company Name' is empty", "'Roles' is empty"],
		],
		[
			'JSON without company and person',
			{ jsonBody: { roles: { vendor: {} } } },
			["'Company Name' is empty; a person has 'Last Name' instead"],
		],
		[
			'JSON that is company and person',
			{ jsonBody: { ...muster, person: { lastName: 'A' } } },
			[expect.stringContaining('a contact is a company or a person')],
		],
		[
			'JSON with two business emails and a long note',
			{
				jsonBody: { ...muster, emailAddresses: { business: ['a', 'b'] }, note: 'x'.repeat(1001) },
			},
			[
				"'Email (Business)' has 2 entries, and at most 1 is allowed",
				"'Note' has 1001 characters, and at most 1000 are allowed",
			],
		],
		[
			'an address in no country',
			{
				companyName: 'A',
				roles: ['vendor'],
				additionalFields: { billingAddress: { entry: { countryCode: 'Germany' } } },
			},
			[
				"'Additional Fields → Billing Address → Country Code' is 'Germany', which is no country code; write two capital letters, such as DE",
			],
		],
		[
			'JSON with members of other kinds',
			{
				jsonBody: {
					roles: { vendor: {} },
					company: 'Muster AG',
					addresses: { billing: { countryCode: 'DE' }, shipping: [null, { countryCode: 'de' }] },
				},
			},
			[
				"'Billing Address' is not a list",
				"'Shipping Address → Country Code' is 'de', which is no country code; write two capital letters, such as DE",
				"'Shipping Address → Country Code' is empty",
				"'Shipping Address' has 2 entries, and at most 1 is allowed",
				"'company' is not an object",
			],
		],
		[
			'JSON with half an XRechnung',
			{ jsonBody: { ...muster, xRechnung: { buyerReference: '04011000-1234512345-35' } } },
			["'XRechnung → Vendor Number at Customer' is empty"],
		],
	])('sends nothing with %s', (_, parameters, findings) => {
		const given = 'jsonBody' in parameters ? {} : { contactType: 'company' };
		expect(findingsOf(contact, 'create', { ...given, ...parameters }).sort()).toEqual(findings);
	});
});
