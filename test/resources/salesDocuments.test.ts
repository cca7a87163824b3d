import type { Resource } from '../../nodes/LexwareOffice/operation/define';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import { creditNote } from '../../nodes/LexwareOffice/resources/creditNote';
import { deliveryNote } from '../../nodes/LexwareOffice/resources/deliveryNote';
import { downPaymentInvoice } from '../../nodes/LexwareOffice/resources/downPaymentInvoice';
import { dunning } from '../../nodes/LexwareOffice/resources/dunning';
import { invoice } from '../../nodes/LexwareOffice/resources/invoice';
import { orderConfirmation } from '../../nodes/LexwareOffice/resources/orderConfirmation';
import { quotation } from '../../nodes/LexwareOffice/resources/quotation';
import { answer, carryOut, requestOf } from './requestOf';

const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';

/** Value, resource, path segment, permalink segment, type in the voucher list, statuses. */
const types: Array<[string, Resource, string, string, string?, string?]> = [
	[
		'creditNote',
		creditNote,
		'credit-notes',
		'credit-notes',
		'creditnote',
		'draft,open,paidoff,voided',
	],
	['deliveryNote', deliveryNote, 'delivery-notes', 'delivery-notes', 'deliverynote', 'draft,open'],
	[
		'downPaymentInvoice',
		downPaymentInvoice,
		'down-payment-invoices',
		'invoices',
		'downpaymentinvoice',
		'draft,open,paid,voided',
	],
	['dunning', dunning, 'dunnings', 'dunnings'],
	['invoice', invoice, 'invoices', 'invoices', 'invoice', 'draft,open,paid,sepadebit,voided'],
	[
		'orderConfirmation',
		orderConfirmation,
		'order-confirmations',
		'order-confirmations',
		'orderconfirmation',
		'draft,open',
	],
	['quotation', quotation, 'quotations', 'quotations', 'quotation', 'accepted,draft,open,rejected'],
];
const listed = types.filter(([, , , , voucherType]) => voucherType);

const downloads: Array<[string, Resource, string, Values, string]> = [
	['creditNote', creditNote, 'credit-notes', { format: 'xml' }, 'application/xml'],
	['deliveryNote', deliveryNote, 'delivery-notes', {}, '*/*'],
	[
		'downPaymentInvoice',
		downPaymentInvoice,
		'down-payment-invoices',
		{ format: 'pdf' },
		'application/pdf',
	],
	['dunning', dunning, 'dunnings', {}, '*/*'],
	['invoice', invoice, 'invoices', {}, '*/*'],
	['invoice', invoice, 'invoices', { format: 'pdf' }, 'application/pdf'],
	['invoice', invoice, 'invoices', { format: 'xml' }, 'application/xml'],
	['orderConfirmation', orderConfirmation, 'order-confirmations', {}, '*/*'],
	['quotation', quotation, 'quotations', {}, '*/*'],
];

describe('sales documents', () => {
	it.each(types)('get of %s sends exactly this', async (value, type, segment) => {
		const request = await requestOf(type, 'get', { [`${value}Id`]: id });
		expect(request).toEqual({ method: 'GET', path: `/v1/${segment}/${id}` });
	});

	it.each(types)('take a link to %s', async (value, type, segment, permalink) => {
		const link = `https://app.lexware.de/permalink/${permalink}/edit/${id}`;
		const request = await requestOf(type, 'get', { [`${value}Id`]: { mode: 'url', value: link } });
		expect(request.path).toBe(`/v1/${segment}/${id}`);
	});

	it.each(downloads)(
		'download of %s sends exactly this',
		async (value, type, segment, given, accept) => {
			const request = await requestOf(type, 'download', { [`${value}Id`]: id, ...given });
			expect(request).toEqual({ method: 'GET', path: `/v1/${segment}/${id}/file`, accept });
		},
	);

	it('name a download as the server does', async () => {
		const headers = {
			'content-type': 'application/pdf',
			'content-disposition': "attachment; filename*=UTF-8''Rechnung%20M%C3%BCller.pdf",
		};
		const { outputs } = await carryOut(
			invoice,
			'download',
			{ invoiceId: id, outputDataField: 'pdf' },
			{ answers: [answer(200, 'bytes', headers)] },
		);
		expect(outputs).toMatchObject([
			{
				json: { id, fileName: 'Rechnung Müller.pdf', mimeType: 'application/pdf', fileSize: 7 },
				file: { field: 'pdf' },
			},
		]);
	});

	it.each(listed)(
		'getAll of %s sends exactly this',
		async (_, type, _segment, _link, voucherType, statuses = '') => {
			const request = await requestOf(
				type,
				'getAll',
				{
					limit: 10,
					filters: { voucherStatus: statuses.split(','), voucherNumber: 'R&D', archived: true },
					sort: { entry: { property: 'createdDate', direction: 'ASC' } },
				},
				{ answers: [[]] },
			);
			expect(request).toEqual({
				method: 'GET',
				path: '/v1/voucherlist',
				query: {
					voucherType,
					voucherStatus: statuses,
					voucherNumber: 'R&amp;D',
					archived: true,
					sort: 'createdDate,ASC',
				},
				paging: { limit: 10, pageSize: 250 },
			});
		},
	);

	it.each(listed)(
		'getAll of %s knows no other statuses',
		(_, type, _segment, _link, voucherType, statuses = '') => {
			const getAll = type.operations.find(({ value }) => value === 'getAll');
			const filters = getAll?.fields.filters;
			const status = filters?.type === 'collection' ? filters.fields.voucherStatus : undefined;
			const known = status?.type === 'multiOptions' ? status.options.map(({ value }) => value) : [];
			const isDue = voucherType === 'invoice' || voucherType === 'downpaymentinvoice';
			const expected = [...statuses.split(','), ...(isDue ? ['overdue'] : [])];
			expect([...known].sort()).toEqual(expected.sort());
		},
	);

	it.each(types)('get of %s leaves at most ten members by default', async (value, type) => {
		const { outputs } = await carryOut(
			type,
			'get',
			{ [`${value}Id`]: id },
			{ answers: [{ id, address: { name: 'Muster AG' }, electronicDocumentProfile: 'NONE' }] },
		);
		const [{ json } = { json: {} }] = outputs;
		expect(Object.keys(json).length).toBeLessThanOrEqual(10);
		expect(json).toMatchObject({ id, contactName: 'Muster AG' });
		const isElectronic = /invoice|creditNote/i.test(value);
		expect(json.electronicDocumentProfile).toBe(isElectronic ? 'NONE' : undefined);
	});

	it('give the raw record without Simplify', async () => {
		const raw = { id, lineItems: [] };
		const given = { invoiceId: id, simplify: false };
		const { outputs } = await carryOut(invoice, 'get', given, { answers: [raw] });
		expect(outputs).toEqual([{ json: raw }]);
	});

	it('cannot be issued as dunnings, nor made as down payment invoices', () => {
		const operationsOf = ({ operations }: Resource) => operations.map(({ value }) => value);
		const [create] = dunning.operations;
		expect(Object.keys(create?.fields ?? {})).toEqual(['precedingSalesVoucherId']);
		expect(operationsOf(dunning)).toEqual(['create', 'download', 'get']);
		expect(operationsOf(downPaymentInvoice)).toEqual(['download', 'get', 'getAll']);
	});
});
