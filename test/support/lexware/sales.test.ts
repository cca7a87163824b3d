import { PDFDocument } from 'pdf-lib';
import { seedContact } from './resources/contacts';
import { startLexware, type LexwareServer } from './server';
import { testClient, type TestClient } from './testClient';

const item = {
	type: 'custom',
	name: 'Beratung',
	quantity: 2,
	unitName: 'Std',
	unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
};

const invoice = {
	voucherDate: '2026-01-15T00:00:00.000+01:00',
	address: { name: 'Muster AG', countryCode: 'DE' },
	lineItems: [item],
	totalPrice: { currency: 'EUR' },
	taxConditions: { taxType: 'net' },
	shippingConditions: { shippingType: 'none' },
};

interface Regular {
	message: string;
	details?: Array<{ field: string; violation: string }>;
}

const complaintOf = ({ data }: { data: unknown }) => {
	const { message, details } = data as Regular;
	return details ? details.map(({ field, violation }) => `${field}: ${violation}`) : message;
};

describe('invoices', () => {
	let lexware: LexwareServer;
	let client: TestClient;

	beforeEach(async () => {
		lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
		client = testClient(lexware.url, 'a');
	});

	afterEach(async () => await lexware.close());

	const create = async (body: object = invoice, query = '') => {
		const { data, status } = await client.post(`/invoices${query}`, body);
		expect({ status, data: data as unknown }).toMatchObject({ status: 201 });
		return (data as { id: string }).id;
	};

	it('are drafts with a number unless finalized', async () => {
		const draft = await client.get(`/invoices/${await create()}`);
		expect(draft.data).toMatchObject({ voucherStatus: 'draft', voucherNumber: 'RE0001' });
		const open = await client.get(`/invoices/${await create(invoice, '?finalize=true')}`);
		expect(open.data).toMatchObject({ voucherStatus: 'open', voucherNumber: 'RE0002' });
	});

	it('repeat the resource URI in the Location header', async () => {
		const { headers, data } = await client.post('/invoices', invoice);
		expect(headers.location).toBe((data as { resourceUri: string }).resourceUri);
	});

	it('are added up by the server, per tax rate', async () => {
		const id = await create({
			...invoice,
			lineItems: [
				{ ...item, discountPercentage: 10 },
				{ ...item, unitPrice: { ...item.unitPrice, netAmount: 33.335, taxRatePercentage: 7 } },
				{ type: 'text', name: 'Hinweis' },
			],
			totalPrice: { currency: 'EUR', totalDiscountPercentage: 50 },
		});
		const { data } = await client.get(`/invoices/${id}`);
		expect(data).toMatchObject({
			totalPrice: { totalNetAmount: 105.34, totalTaxAmount: 16.01, totalGrossAmount: 121.35 },
			taxAmounts: [
				{ taxRatePercentage: 19, netAmount: 72, taxAmount: 13.68 },
				{ taxRatePercentage: 7, netAmount: 33.34, taxAmount: 2.33 },
			],
		});
	});

	it('take gross prices for tax type gross', async () => {
		const unitPrice = { currency: 'EUR', grossAmount: 119, taxRatePercentage: 19 };
		const id = await create({
			...invoice,
			lineItems: [{ ...item, unitPrice }],
			taxConditions: { taxType: 'gross' },
		});
		const { data } = await client.get(`/invoices/${id}`);
		expect(data).toMatchObject({
			lineItems: [{ unitPrice: { netAmount: 100, grossAmount: 119 }, lineItemAmount: 238 }],
			totalPrice: { totalNetAmount: 200, totalTaxAmount: 38, totalGrossAmount: 238 },
		});
	});

	it('give timestamps back with the Berlin offset', async () => {
		const id = await create({ ...invoice, voucherDate: '2026-07-01T00:00:00.000Z' });
		const { data } = await client.get(`/invoices/${id}`);
		expect(data).toMatchObject({
			voucherDate: '2026-07-01T02:00:00.000+02:00',
			dueDate: '2026-07-15T02:00:00.000+02:00',
		});
	});

	const cannotParse = expect.stringContaining('cannot be parsed') as string;
	const withItem = (change: object) => ({ ...invoice, lineItems: [{ ...item, ...change }] });

	it.each<[string, object, string | string[]]>([
		['a date alone', { ...invoice, voucherDate: '2026-01-15' }, cannotParse],
		['no fraction', { ...invoice, voucherDate: '2026-01-15T00:00:00Z' }, cannotParse],
		['no zone', { ...invoice, voucherDate: '2026-01-15T00:00:00.000' }, cannotParse],
		['six digits', { ...invoice, voucherDate: '2026-01-15T00:00:00.000000Z' }, cannotParse],
		['a day that is none', { ...invoice, voucherDate: '2026-02-30T00:00:00.000Z' }, cannotParse],
		[
			'an empty body',
			{},
			['voucherDate', 'address', 'lineItems', 'taxConditions'].map((name) => `${name}: NOTNULL`),
		],
		['no totalPrice', { ...invoice, totalPrice: undefined }, ['totalPrice: NOTNULL']],
		[
			'no shipping conditions',
			{ ...invoice, shippingConditions: undefined },
			'The shipping conditions must not be null',
		],
		[
			'a period without end',
			{
				...invoice,
				shippingConditions: {
					shippingType: 'serviceperiod',
					shippingDate: '2026-01-01T00:00:00.000+01:00',
				},
			},
			['shippingConditions.shippingEndDate: NOTNULL'],
		],
		['no line items', { ...invoice, lineItems: [] }, ['lineItems: NOTEMPTY']],
		[
			'301 line items',
			{ ...invoice, lineItems: Array.from({ length: 301 }, () => item) },
			['lineItems: SIZE'],
		],
		['an item without unit', withItem({ unitName: undefined }), ['lineItems[0].unitName: NOTNULL']],
		[
			'a net price missing',
			withItem({ unitPrice: { currency: 'EUR', grossAmount: 1, taxRatePercentage: 19 } }),
			['lineItems[0].unitPrice.netAmount: NOTNULL'],
		],
		[
			'a tax rate of its own invention',
			withItem({ unitPrice: { ...item.unitPrice, taxRatePercentage: 16 } }),
			['lineItems[0].unitPrice.taxRatePercentage: INVALID'],
		],
		[
			'an id on a custom item',
			withItem({ id: 'x' }),
			"Only line items of type 'material' or 'service' can contain an ID",
		],
		[
			'an unknown article',
			withItem({ type: 'service', id: 'x' }),
			'Referenced article x does not exist',
		],
		[
			'an unknown country',
			{ ...invoice, address: { name: 'M', countryCode: 'XX' } },
			expect.stringContaining('AT, AU') as string,
		],
		[
			'payment conditions without label',
			{ ...invoice, paymentConditions: { paymentTermDuration: 10 } },
			['paymentConditions.paymentTermLabel: NOTNULL'],
		],
		['a long title', { ...invoice, title: 'x'.repeat(26) }, ['title: SIZE']],
		[
			'an export without contact',
			{ ...invoice, taxConditions: { taxType: 'thirdPartyCountryDelivery' } },
			['address.contactId: NOTNULL'],
		],
		[
			'tax on a tax-free supply',
			{ ...invoice, taxConditions: { taxType: 'vatfree' } },
			['lineItems[0].unitPrice.taxRatePercentage: INVALID'],
		],
		[
			'two kinds of total discount',
			{
				...invoice,
				totalPrice: { currency: 'EUR', totalDiscountAbsolute: 1, totalDiscountPercentage: 1 },
			},
			['totalPrice: INVALID'],
		],
	])('refuse %s', async (_name, body, complaint) => {
		const refused = await client.post('/invoices', body);
		expect(refused.status).toBe(406);
		expect(complaintOf(refused)).toEqual(complaint);
		expect(lexware.account('a').documents.size).toBe(0);
	});

	it('take the rates of the second half of 2020 for its dates', async () => {
		await create({
			...withItem({ unitPrice: { ...item.unitPrice, taxRatePercentage: 16 } }),
			voucherDate: '2020-07-01T00:00:00.000+02:00',
		});
	});

	it('take the only billing address of a customer', async () => {
		const { id: contactId } = seedContact(lexware.account('a'), {
			version: 0,
			roles: { customer: {} },
			company: { name: 'Kunde AG', contactPersons: [{ lastName: 'Ost', primary: true }] },
			addresses: { billing: [{ street: 'Weg 1', zip: '1010', city: 'Wien', countryCode: 'AT' }] },
		});
		const { data } = await client.get(
			`/invoices/${await create({ ...invoice, address: { contactId } })}`,
		);
		expect(data).toMatchObject({
			address: {
				contactId,
				name: 'Kunde AG',
				city: 'Wien',
				countryCode: 'AT',
				contactPerson: 'Ost',
			},
		});
	});

	it.each<[string, object, string]>([
		[
			'without address',
			{ roles: { customer: {} } },
			'Referenced contact needs to have exactly one billing address, but 0 addresses were found.',
		],
		[
			'who is no customer',
			{ roles: { vendor: {} } },
			'Referenced contact needs to have the role customer',
		],
	])('refuse a contact %s', async (_name, change, message) => {
		const contact = { version: 0, company: { name: 'K' }, ...change };
		const { id } = seedContact(lexware.account('a'), contact);
		const refused = await client.post('/invoices', { ...invoice, address: { contactId: id } });
		expect([refused.status, complaintOf(refused)]).toEqual([406, message]);
	});

	describe('as files', () => {
		it('are PDF documents with a human name, always the same bytes', async () => {
			const id = await create(invoice, '?finalize=true');
			const first = await client.download(`/invoices/${id}/file`);
			const again = await client.download(`/invoices/${id}/file`, 'application/pdf');
			expect(first.headers['content-type']).toBe('application/pdf');
			expect(first.headers['content-disposition']).toBe(
				'attachment; filename="Rechnung_RE0001.pdf"',
			);
			expect(first.data.equals(again.data)).toBe(true);
			expect((await PDFDocument.load(first.data)).getTitle()).toBe('Rechnung RE0001');
		});

		it('do not exist of drafts', async () => {
			const id = await create();
			const refused = await client.get(`/invoices/${id}/file`, '*/*');
			expect(refused.status).toBe(409);
			expect(complaintOf(refused)).toContain("is in status 'draft'");
			expect((await client.get(`/invoices/${id}/document`)).status).toBe(406);
		});

		it.each([
			['application/xml', 404],
			['application/json', 406],
			['image/png', 406],
			['application/json, */*', 200],
		])('answer Accept: %s of a plain invoice with %d', async (accept, status) => {
			const id = await create(invoice, '?finalize=true');
			expect((await client.download(`/invoices/${id}/file`, accept)).status).toBe(status);
		});

		it('are XML for a contact with XRechnung, PDF on demand', async () => {
			const { id: contactId } = seedContact(lexware.account('a'), {
				version: 0,
				roles: { customer: {} },
				company: { name: 'Amt' },
				addresses: { billing: [{ zip: '1', city: 'B', countryCode: 'DE' }] },
				xRechnung: { buyerReference: '0401-1', vendorNumberAtCustomer: '7' },
			});
			const id = await create({ ...invoice, address: { contactId } }, '?finalize=true');
			const types = [];
			for (const accept of ['*/*', 'application/xml', 'application/pdf']) {
				const { headers } = await client.download(`/invoices/${id}/file`, accept);
				types.push(headers['content-type']);
			}
			expect(types).toEqual(['application/xml', 'application/xml', 'application/pdf']);
		});
	});

	it('cannot be listed, changed, deleted or finalized afterwards', async () => {
		const id = await create();
		const statuses = [
			await client.get('/invoices'),
			await client.put(`/invoices/${id}`, invoice),
			await client.remove(`/invoices/${id}`),
			await client.post(`/invoices/${id}/finalize`, {}),
			await client.get('/invoices/unknown'),
		].map(({ status }) => status);
		expect(statuses).toEqual([404, 404, 404, 404, 404]);
	});
});
