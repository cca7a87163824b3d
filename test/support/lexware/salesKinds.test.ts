import { seedDownPaymentInvoice } from './resources/downPaymentInvoices';
import { settle } from './resources/payments';
import { startLexware, type LexwareServer } from './server';
import { testClient, type TestClient } from './testClient';

const voucherDate = '2026-01-15T00:00:00.000+01:00';

const body = {
	voucherDate,
	expirationDate: '2026-02-15T00:00:00.000+01:00',
	address: { name: 'Muster AG', countryCode: 'DE' },
	lineItems: [
		{
			type: 'custom' as const,
			name: 'Beratung',
			quantity: 1,
			unitName: 'Std',
			unitPrice: { currency: 'EUR' as const, netAmount: 100, taxRatePercentage: 19 },
		},
	],
	totalPrice: { currency: 'EUR' as const },
	taxConditions: { taxType: 'net' as const },
	shippingConditions: { shippingType: 'none' as const },
};

const paths: Record<string, string> = {
	invoice: 'invoices',
	quotation: 'quotations',
	orderconfirmation: 'order-confirmations',
	deliverynote: 'delivery-notes',
	creditnote: 'credit-notes',
	dunning: 'dunnings',
};

let lexware: LexwareServer;
let client: TestClient;

beforeEach(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
	client = testClient(lexware.url, 'a');
});

afterEach(async () => await lexware.close());

const create = async (kind: string, query = 'finalize=true', change: object = {}) => {
	const { data, status } = await client.post(`/${paths[kind]}?${query}`, { ...body, ...change });
	if (status !== 201) throw new Error(JSON.stringify(data));
	return (data as { id: string }).id;
};

const pursue = async (kind: string, id: string, change: object = {}) =>
	await client.post(`/${paths[kind]}?finalize=true&precedingSalesVoucherId=${id}`, {
		...body,
		...change,
	});

describe('kinds of sales documents', () => {
	it.each([
		['invoice', 'RE0001', 'open'],
		['quotation', 'AG0001', 'open'],
		['orderconfirmation', 'AB0001', 'open'],
		['deliverynote', 'LS0001', 'open'],
		['creditnote', 'GS0001', 'open'],
	])('%s gets number %s and status %s', async (kind, voucherNumber, voucherStatus) => {
		const id = await create(kind);
		const { data } = await client.get(`/${paths[kind]}/${id}`);
		expect(data).toMatchObject({ voucherNumber, voucherStatus });
		const file = await client.download(`/${paths[kind]}/${id}/file`);
		expect(file.data.subarray(0, 5).toString()).toBe('%PDF-');
	});

	it('name a file with umlauts in the extended form too', async () => {
		const { headers } = await client.download(
			`/order-confirmations/${await create('orderconfirmation')}/file`,
		);
		expect(headers['content-disposition']).toBe(
			'attachment; filename="Auftragsbest_tigung_AB0001.pdf"; filename*=UTF-8\'\'Auftragsbest%C3%A4tigung_AB0001.pdf',
		);
	});

	it.each([
		['quotation', 'expirationDate', 406],
		['orderconfirmation', 'shippingConditions', 406],
		['deliverynote', 'shippingConditions', 406],
		['deliverynote', 'totalPrice', 201],
		['creditnote', 'shippingConditions', 201],
		['creditnote', 'totalPrice', 406],
	])('%s without %s is answered with %d', async (kind, member, status) => {
		const answer = await client.post(`/${paths[kind]}`, { ...body, [member]: undefined });
		expect(answer.status).toBe(status);
	});

	it('need no prices on delivery notes', async () => {
		const lineItems = [{ ...body.lineItems[0], unitPrice: null }];
		const id = await create('deliverynote', '', { lineItems });
		const { data } = await client.get(`/delivery-notes/${id}`);
		expect(data).not.toHaveProperty('totalPrice');
		expect((await client.post('/invoices', { ...body, lineItems })).status).toBe(406);
	});

	it('leave optional and alternative lines out of a quotation’s total', async () => {
		const [line] = body.lineItems;
		const id = await create('quotation', '', {
			lineItems: [line, { ...line, optional: true }, { ...line, alternative: true }],
		});
		const { data } = await client.get(`/quotations/${id}`);
		expect(data).toMatchObject({ totalPrice: { totalNetAmount: 100 } });
		expect((await pursue('invoice', id)).status).toBe(406);
	});

	it.each([{ alternative: false }, { alternative: true, optional: true }])(
		'refuse a sub item that is %j',
		async (flags) => {
			const [line] = body.lineItems;
			const lineItems = [{ ...line, subItems: [{ ...line, ...flags }] }];
			expect((await client.post('/quotations', { ...body, lineItems })).status).toBe(406);
		},
	);
});

describe('pursuing', () => {
	it('links both documents along the usual chain', async () => {
		let previous = await create('quotation');
		for (const kind of ['orderconfirmation', 'deliverynote', 'invoice', 'creditnote']) {
			const { status, data } = await pursue(kind, previous);
			expect(status).toBe(201);
			const { id } = data as { id: string };
			const read = await client.get(`/${paths[kind]}/${id}`);
			expect(read.data).toMatchObject({ relatedVouchers: [{ id: previous }] });
			previous = id;
		}
	});

	it.each([
		['order confirmation', 'orderconfirmation', 'invoice'],
		['delivery note', 'deliverynote', 'invoice'],
		['invoice', 'invoice', 'creditnote'],
		['credit note', 'creditnote', 'quotation'],
		['dunning', 'dunning', 'quotation'],
	])('does not lead to a(n) %s from any kind', async (_name, target, source) => {
		expect((await pursue(target, await create(source))).status).toBe(406);
	});

	it('does not exist for quotations: the parameter is ignored', async () => {
		expect((await pursue('quotation', await create('invoice'))).status).toBe(201);
		expect(lexware.log.arrivals('a').at(-1)?.ignored).toContain('?precedingSalesVoucherId');
	});

	it('ignores members that a kind does not have, which the log shows', async () => {
		const lineItems = [{ ...body.lineItems[0], discountPercentage: 5 }];
		await create('creditnote', '', { lineItems, expirationDate: undefined });
		expect(lexware.log.arrivals('a').at(-1)?.ignored).toEqual([
			'lineItems[0].discountPercentage',
			'shippingConditions',
		]);
	});

	it('does not start from a draft or an unknown document', async () => {
		expect((await pursue('invoice', await create('orderconfirmation', ''))).status).toBe(406);
		expect((await pursue('creditnote', await create('invoice', ''))).status).toBe(406);
		expect((await pursue('invoice', 'unknown')).status).toBe(406);
	});

	it('does not start from a closing invoice', async () => {
		const id = await create('invoice');
		const document = lexware.account('a').documents.get(id);
		if (document) document.record.closingInvoice = true;
		expect((await pursue('creditnote', id)).status).toBe(406);
	});

	it('settles an invoice by its one credit note', async () => {
		const id = await create('invoice');
		const { data } = await pursue('creditnote', id);
		const creditNote = await client.get(`/credit-notes/${(data as { id: string }).id}`);
		expect(creditNote.data).toMatchObject({ voucherStatus: 'paidoff' });
		expect((await client.get(`/payments/${id}`)).data).toMatchObject({
			openAmount: 0,
			paymentStatus: 'balanced',
		});
		expect((await pursue('creditnote', id)).status).toBe(406);
	});
});

describe('dunnings', () => {
	it('are refused without an invoice before the body is looked at', async () => {
		const { status, data } = await client.post('/dunnings', {});
		expect(status).toBe(400);
		expect(data).toMatchObject({
			message: "Missing required request parameters: 'precedingSalesVoucherId'",
		});
	});

	it('stay drafts without number, take the invoice’s name, and print nevertheless', async () => {
		const invoice = await create('invoice');
		const { data } = await pursue('dunning', invoice, {
			address: { name: 'Anders', countryCode: 'DE' },
		});
		const { id } = data as { id: string };
		const read = await client.get(`/dunnings/${id}`);
		expect(read.data).toMatchObject({ voucherStatus: 'draft', address: { name: 'Muster AG' } });
		expect(read.data).not.toHaveProperty('voucherNumber');
		expect((await client.download(`/dunnings/${id}/file`)).status).toBe(200);
	});

	it('must keep the invoice’s tax conditions', async () => {
		const unitPrice = { currency: 'EUR', grossAmount: 119, taxRatePercentage: 19 };
		const answer = await pursue('dunning', await create('invoice'), {
			taxConditions: { taxType: 'gross' },
			lineItems: [{ ...body.lineItems[0], unitPrice }],
		});
		expect(answer.status).toBe(406);
	});
});

describe('down payment invoices', () => {
	it('can be read and printed, not made', async () => {
		const { record } = seedDownPaymentInvoice(lexware.account('a'), { ...body, language: 'de' });
		const path = `/down-payment-invoices/${record.id}`;
		expect((await client.get(path)).data).toMatchObject({ closingInvoiceId: null });
		expect((await client.download(`${path}/file`)).status).toBe(200);
		expect((await client.post('/down-payment-invoices', body)).status).toBe(404);
	});
});

describe('payments', () => {
	it('shrink the open amount until the voucher is paid', async () => {
		const id = await create('invoice');
		settle(lexware.account('a'), id, 19);
		expect((await client.get(`/payments/${id}`)).data).toMatchObject({
			openAmount: 100,
			paymentStatus: 'openRevenue',
			voucherType: 'invoice',
			paymentItems: [{ amount: 19, paymentItemType: 'manualPayment' }],
		});
		settle(lexware.account('a'), id, 100);
		expect((await client.get(`/payments/${id}`)).data).toMatchObject({
			openAmount: 0,
			voucherStatus: 'paid',
			paidDate: expect.any(String) as string,
		});
	});

	it('do not exist for quotations and drafts', async () => {
		expect((await client.get(`/payments/${await create('quotation')}`)).status).toBe(406);
		expect((await client.get(`/payments/${await create('invoice', '')}`)).status).toBe(406);
		expect((await client.get('/payments/unknown')).status).toBe(404);
	});
});
