import type { INodeParameters } from 'n8n-workflow';

import { readBinary } from '../support/binaryMode';
import { seedContact } from '../support/lexware/resources/contacts';
import { seedDownPaymentInvoice } from '../support/lexware/resources/downPaymentInvoices';
import { sampleDocument } from '../support/lexware/sales/sample';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { itemsOf, jsonOf, runNode } from '../support/runNode';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const call = (key: string, operation: string, parameters: INodeParameters = {}) => {
	const [resource = '', ...rest] = operation.split('.');
	return { url: lexware.url, key, resource, operation: rest.join('.'), parameters };
};

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

const entered = {
	recipient: 'address',
	address: { entry: { name: 'Muster AG', countryCode: 'DE' } },
	voucherDate: '2026-01-15',
	expirationDate: '2026-02-15',
	lineItems: { entry: [{ name: 'Beratung', quantity: 2, unitName: 'Std', unitPrice: 80 }] },
} satisfies INodeParameters;

/** As JSON, with what all types together ask for: what a type does not have is ignored. */
const record = { ...sampleDocument, voucherDate: '2026-01-15', expirationDate: '15.02.2026' };

const documentOf = (key: string, id: unknown) => lexware.account(key).documents.get(String(id));

const newInvoice = async (key: string, more: INodeParameters = { finalize: true }) =>
	(await jsonOf(call(key, 'invoice.create', { ...entered, ...more }))).id;

/** What the type needs beside the values that all of them take. */
const needs = async (key: string, resource: string): Promise<INodeParameters> =>
	resource === 'dunning' ? { precedingSalesVoucherId: String(await newInvoice(key)) } : {};

const written = [
	['creditNote', 'creditnote', 'GS0001', 190.4],
	['deliveryNote', 'deliverynote', 'LS0001', undefined],
	['invoice', 'invoice', 'RE0001', 190.4],
	['orderConfirmation', 'orderconfirmation', 'AB0001', 190.4],
	['quotation', 'quotation', 'AG0001', 190.4],
	['dunning', 'dunning', undefined, 190.4],
] as const;

describe('sales documents', () => {
	it.each(written)('%s: create makes a draft', async (resource, type, voucherNumber, total) => {
		const key = `${resource}-draft`;
		const more = await needs(key, resource);
		const { id } = await jsonOf(call(key, `${resource}.create`, { ...entered, ...more }));
		const document = documentOf(key, id);
		expect(document).toMatchObject({
			type,
			record: { voucherStatus: 'draft', voucherDate: '2026-01-15T00:00:00.000+01:00' },
		});
		expect(document?.record.voucherNumber).toBe(voucherNumber);
		expect(document?.record.totalPrice?.totalGrossAmount).toBe(total);
		expect(lexware.log.arrivals(key).flatMap(({ ignored }) => ignored)).toEqual([]);
	});

	it.each(written)('%s: create takes JSON with plain dates', async (resource, type) => {
		const key = `${resource}-json`;
		const more = await needs(key, resource);
		const jsonBody = JSON.stringify(record);
		const parameters = { inputMode: 'json', jsonBody, ...more };
		const { id } = await jsonOf(call(key, `${resource}.create`, parameters));
		expect(documentOf(key, id)).toMatchObject({
			type,
			record: { voucherDate: '2026-01-15T00:00:00.000+01:00' },
		});
	});

	it.each(written.filter(([resource]) => resource !== 'dunning'))(
		'%s: create issues the document when it is to be finalized, and says so',
		async (resource) => {
			const key = `${resource}-final`;
			const parameters = { ...entered, finalize: true };
			const { items, hints } = await runNode(call(key, `${resource}.create`, parameters));
			expect(documentOf(key, items[0]?.json.id)?.record.voucherStatus).toBe('open');
			expect(hints).toMatchObject([{ message: '1 document was issued and cannot be undone' }]);
		},
	);

	it.each(written)('%s: get gives the document, short or whole', async (resource, _, number) => {
		const key = `${resource}-get`;
		const more = await needs(key, resource);
		const { id } = await jsonOf(call(key, `${resource}.create`, { ...entered, ...more }));
		const given = { [`${resource}Id`]: locator(id) };
		const short = await jsonOf(call(key, `${resource}.get`, given));
		expect(short).toMatchObject({ id, voucherStatus: 'draft', contactName: 'Muster AG' });
		expect(short.voucherNumber).toBe(number ?? null);
		const whole = await jsonOf(call(key, `${resource}.get`, { ...given, simplify: false }));
		expect(whole).toMatchObject({ id, lineItems: [{ name: 'Beratung', quantity: 2 }] });
	});

	it.each(written)('%s: download gives the PDF', async (resource) => {
		const key = `${resource}-file`;
		const more = await needs(key, resource);
		const parameters = { ...entered, finalize: true, ...more };
		const { id } = await jsonOf(call(key, `${resource}.create`, parameters));
		const [item] = await itemsOf(
			call(key, `${resource}.download`, { [`${resource}Id`]: locator(id) }),
		);
		const file = item?.binary?.data;
		if (!file) throw new Error('no file came back');
		expect(file).toMatchObject({ mimeType: 'application/pdf', fileName: item.json.fileName });
		const content = await readBinary(file);
		expect(content.subarray(0, 5).toString()).toBe('%PDF-');
		expect(content).toHaveLength(Number(item.json.fileSize));
	});

	it.each(written.filter(([resource]) => resource !== 'dunning'))(
		'%s: getAll gives those of the type and of the status',
		async (resource, type) => {
			const key = `${resource}-list`;
			// One of another type, and one of another status.
			await newInvoice(key, {});
			await jsonOf(call(key, 'quotation.create', entered));
			await jsonOf(call(key, `${resource}.create`, entered));
			const final = call(key, `${resource}.create`, { ...entered, finalize: true });
			const { id } = await jsonOf(final);
			const filters = { voucherStatus: ['open'] };
			const items = await itemsOf(call(key, `${resource}.getAll`, { filters }));
			const rows = items.map(({ json }) => ({ id: json.id, voucherType: json.voucherType }));
			// The voucher date of the tests is long past, and invoices are due at some time.
			const isDue = resource === 'invoice';
			expect(rows).toEqual([{ id, voucherType: type }]);
			expect(items[0]?.json.voucherStatus).toBe(isDue ? 'overdue' : 'open');
		},
	);

	it('are listed for one contact, whose link will do', async () => {
		const { id } = seedContact(lexware.account('contact'), {
			version: 0,
			roles: { customer: {} },
			company: { name: 'Anders & Söhne' },
			addresses: { billing: [{ city: 'Köln', countryCode: 'DE' }] },
		});
		await newInvoice('contact');
		const wanted = await newInvoice('contact', { recipient: 'contact', contactId: locator(id) });
		const value = `https://app.lexware.de/permalink/contacts/view/${id}`;
		const filters = { contactId: { __rl: true, mode: 'url', value } };
		const [row, ...others] = await itemsOf(call('contact', 'invoice.getAll', { filters }));
		expect(row?.json).toMatchObject({ id: wanted, contactName: 'Anders & Söhne' });
		expect(others).toEqual([]);
	});

	it('downPaymentInvoice: get, getAll and download find what the web app has made', async () => {
		const key = 'down-payment';
		const made = seedDownPaymentInvoice(lexware.account(key), {
			...record,
			voucherDate: '2026-01-15T00:00:00.000+01:00',
			expirationDate: undefined,
		});
		const { id, voucherNumber } = made.record;
		const given = { downPaymentInvoiceId: locator(id) };
		expect(await jsonOf(call(key, 'downPaymentInvoice.get', given))).toMatchObject({
			id,
			voucherNumber,
			totalGrossAmount: 190.4,
		});
		const [row] = await itemsOf(call(key, 'downPaymentInvoice.getAll', { returnAll: true }));
		expect(row?.json).toMatchObject({ id, voucherType: 'downpaymentinvoice' });
		const [item] = await itemsOf(call(key, 'downPaymentInvoice.download', given));
		expect(item?.binary?.data?.mimeType).toBe('application/pdf');
	});

	it('follow each other from the quotation to the dunning', async () => {
		const key = 'chain';
		let precedingSalesVoucherId = '';
		const chain = ['quotation', 'orderConfirmation', 'deliveryNote', 'invoice', 'dunning'];
		for (const resource of [...chain, 'creditNote']) {
			const parameters = { ...entered, finalize: true, precedingSalesVoucherId };
			const { id } = await jsonOf(call(key, `${resource}.create`, parameters));
			const related = documentOf(key, id)?.record.relatedVouchers ?? [];
			expect(related.map((voucher) => voucher.id)).toEqual(
				precedingSalesVoucherId ? [precedingSalesVoucherId] : [],
			);
			// The dunning and the credit note both hang on the invoice.
			if (resource !== 'dunning') precedingSalesVoucherId = String(id);
		}
	});

	it('carry optional, alternative and sub items to the quotation', async () => {
		const [position] = entered.lineItems.entry;
		const lineItems = {
			entry: [
				{ ...position, subItems: { entry: [{ ...position, name: 'Schulung' }] } },
				{ ...position, optional: true },
			],
		};
		const parameters = { ...entered, lineItems };
		const { id } = await jsonOf(call('choices', 'quotation.create', parameters));
		expect(documentOf('choices', id)?.record.lineItems).toMatchObject([
			{ optional: false, subItems: [{ name: 'Schulung', alternative: true }] },
			{ optional: true },
		]);
	});

	describe('as XRechnung', () => {
		const key = 'xrechnung';
		let invoiceId: { value: string };

		beforeAll(async () => {
			const { id } = seedContact(lexware.account(key), {
				version: 0,
				roles: { customer: {} },
				company: { name: 'Amt' },
				addresses: {
					billing: [{ street: 'Platz 1', zip: '10115', city: 'Berlin', countryCode: 'DE' }],
				},
				xRechnung: { buyerReference: '04011000-1234512345-35', vendorNumberAtCustomer: '7' },
			});
			const contact = { recipient: 'contact', contactId: locator(id), finalize: true };
			invoiceId = locator(await newInvoice(key, contact));
		});

		it.each([
			[undefined, 'application/xml', 'Rechnung_RE0001.xml'],
			['xml', 'application/xml', 'Rechnung_RE0001.xml'],
			['pdf', 'application/pdf', 'Rechnung_RE0001.pdf'],
		])('are downloaded in the format %s as %s', async (format, mimeType, fileName) => {
			const parameters = { invoiceId, ...(format && { format }) };
			const [item] = await itemsOf(call(key, 'invoice.download', parameters));
			expect(item?.binary?.data).toMatchObject({ mimeType, fileName });
		});

		it('keep saying so when simplified', async () => {
			const json = await jsonOf(call(key, 'invoice.get', { invoiceId }));
			expect(json.electronicDocumentProfile).toBe('XRechnung');
		});
	});

	it('that are drafts have nothing to download, and say what to do', async () => {
		const invoiceId = locator(await newInvoice('nothing', {}));
		const { error } = await runNode(call('nothing', 'invoice.download', { invoiceId }));
		expect(error?.message).toBe('A draft has no document yet');
		expect(error?.description).toContain('Finalize it in Lexware Office');
	});

	it('without XML say so when it is asked for', async () => {
		const invoiceId = locator(await newInvoice('plain'));
		const parameters = { invoiceId, format: 'xml' };
		const { error } = await runNode(call('plain', 'invoice.download', parameters));
		expect(error?.message).toContain('has no XML');
	});

	it('with something wrong are not sent, not even those before them', async () => {
		const quantity = '={{ $json.quantity }}';
		const lineItems = { entry: [{ ...entered.lineItems.entry[0], quantity }] };
		const { error } = await runNode({
			...call('wrong', 'invoice.create', { ...entered, lineItems, taxType: 'vatfree' }),
			items: [{ quantity: 1 }, { quantity: 'two' }],
		});
		expect(error?.message).toBe(
			"'Line Items 1 → Tax Rate (%)' is 19, and 0 is allowed with the tax type VAT-Free",
		);
		expect(lexware.log.arrivals('wrong')).toEqual([]);
	});

	it('that only the server can judge bring its own words', async () => {
		const precedingSalesVoucherId = String(await newInvoice('server', {}));
		const parameters = { ...entered, precedingSalesVoucherId };
		const { error } = await runNode(call('server', 'creditNote.create', parameters));
		expect(error?.message).toBe(
			'Lexware answered: Invalid preceding sales voucher: the invoice is a draft',
		);
	});
});
