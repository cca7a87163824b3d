import type { Resource } from '../../nodes/LexwareOffice/operation/define';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import { creditNote } from '../../nodes/LexwareOffice/resources/creditNote';
import { deliveryNote } from '../../nodes/LexwareOffice/resources/deliveryNote';
import { dunning } from '../../nodes/LexwareOffice/resources/dunning';
import { invoice } from '../../nodes/LexwareOffice/resources/invoice';
import { orderConfirmation } from '../../nodes/LexwareOffice/resources/orderConfirmation';
import { quotation } from '../../nodes/LexwareOffice/resources/quotation';
import type { ApiRequest, JsonObject, Query } from '../../nodes/LexwareOffice/transport/request';
import { requestOf } from './requestOf';

const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const articleId = 'b2f5a2ab-0a0f-4c92-8a5c-3f6f2d8a9e11';
const precedingSalesVoucherId = '6b9fe1b0-63b1-4f3d-8a0e-2f3b1a4c5d6e';
const january15 = '2026-01-15T00:00:00.000+01:00';

const entered = {
	contactId: { __rl: true, mode: 'id', value: id },
	voucherDate: '2026-01-15',
	lineItems: { entry: [{ name: 'Beratung', quantity: 2.5, unitName: 'Std', unitPrice: 80 }] },
};

const unitPrice = { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 };
const item = { type: 'custom', name: 'Beratung', quantity: 2.5, unitName: 'Std', unitPrice };
const record = {
	address: { contactId: id },
	voucherDate: january15,
	lineItems: [item],
	taxConditions: { taxType: 'net' },
};
const totalPrice = { currency: 'EUR' };
const shippingConditions = { shippingType: 'none' };

const creates: Array<[string, Resource, string, Values, JsonObject, Query]> = [
	['invoice', invoice, 'invoices', {}, { totalPrice, shippingConditions }, {}],
	[
		'invoice with everything',
		invoice,
		'invoices',
		{
			finalize: true,
			precedingSalesVoucherId,
			recipient: 'address',
			address: {
				entry: { name: 'Muster AG', street: 'Ring 1', zip: '79115', city: 'Köln', supplement: '' },
			},
			voucherDate: '15.07.2026',
			taxType: 'gross',
			shippingType: 'serviceperiod',
			shippingDate: '2026-06-01',
			shippingEndDate: '2026-06-30T10:00:00+02:00',
			lineItems: {
				entry: [
					{
						type: 'material',
						id: { __rl: true, mode: 'list', value: articleId },
						name: 'Kiste',
						description: 'aus **Holz**',
						quantity: '3',
						unitName: 'Stück',
						unitPrice: 11.9999,
						taxRatePercentage: 7,
						discountPercentage: 2.5,
					},
					{ type: 'text', name: 'Hinweis', unitPrice: 5 },
				],
			},
			additionalFields: {
				introduction: 'Guten Tag',
				language: 'en',
				printLayoutId: id,
				remark: 'Danke',
				title: 'Rechnung',
				taxSubType: 'distanceSales',
				taxTypeNote: 'OSS',
				totalDiscountAbsolute: 1.25,
				paymentConditions: {
					entry: {
						paymentTermLabel: '10 Tage 2 %',
						paymentTermDuration: 30,
						discountPercentage: 2,
						discountRange: 10,
					},
				},
				buyerReference: '',
			},
		},
		{
			address: {
				name: 'Muster AG',
				street: 'Ring 1',
				zip: '79115',
				city: 'Köln',
				countryCode: 'DE',
			},
			voucherDate: '2026-07-15T00:00:00.000+02:00',
			taxConditions: { taxType: 'gross', taxSubType: 'distanceSales', taxTypeNote: 'OSS' },
			shippingConditions: {
				shippingType: 'serviceperiod',
				shippingDate: '2026-06-01T00:00:00.000+02:00',
				shippingEndDate: '2026-06-30T00:00:00.000+02:00',
			},
			lineItems: [
				{
					type: 'material',
					id: articleId,
					name: 'Kiste',
					description: 'aus **Holz**',
					quantity: 3,
					unitName: 'Stück',
					unitPrice: { currency: 'EUR', grossAmount: 11.9999, taxRatePercentage: 7 },
					discountPercentage: 2.5,
				},
				{ type: 'text', name: 'Hinweis' },
			],
			totalPrice: { currency: 'EUR', totalDiscountAbsolute: 1.25 },
			paymentConditions: {
				paymentTermLabel: '10 Tage 2 %',
				paymentTermDuration: 30,
				paymentDiscountConditions: { discountPercentage: 2, discountRange: 10 },
			},
			introduction: 'Guten Tag',
			language: 'en',
			printLayoutId: id,
			remark: 'Danke',
			title: 'Rechnung',
			xRechnung: { buyerReference: '' },
		},
		{ finalize: true, precedingSalesVoucherId },
	],
	[
		'quotation with optional, alternative and sub items',
		quotation,
		'quotations',
		{
			finalize: true,
			expirationDate: '2026-02-15',
			lineItems: {
				entry: [
					{
						...entered.lineItems.entry[0],
						optional: true,
						subItems: {
							entry: [
								{ name: 'Beratung', quantity: 2.5, unitName: 'Std', unitPrice: 80 },
								{ type: 'text', name: 'oder' },
							],
						},
					},
					{ ...entered.lineItems.entry[0], alternative: true },
				],
			},
			additionalFields: { totalDiscountPercentage: 3 },
		},
		{
			expirationDate: '2026-02-15T00:00:00.000+01:00',
			totalPrice: { currency: 'EUR', totalDiscountPercentage: 3 },
			lineItems: [
				{
					...item,
					optional: true,
					subItems: [
						{ ...item, alternative: true },
						{ type: 'text', name: 'oder', alternative: true },
					],
				},
				{ ...item, alternative: true },
			],
		},
		{ finalize: true },
	],
	[
		'orderConfirmation with delivery terms',
		orderConfirmation,
		'order-confirmations',
		{ precedingSalesVoucherId, additionalFields: { deliveryTerms: 'frei Haus' } },
		{ totalPrice, shippingConditions, deliveryTerms: 'frei Haus' },
		{ precedingSalesVoucherId },
	],
	[
		'deliveryNote without prices',
		deliveryNote,
		'delivery-notes',
		{
			finalize: true,
			precedingSalesVoucherId,
			shippingType: 'delivery',
			shippingDate: '2026-01-16',
			lineItems: { entry: [{ name: 'Kiste', quantity: 1, unitName: 'Stück' }] },
		},
		{
			lineItems: [{ type: 'custom', name: 'Kiste', quantity: 1, unitName: 'Stück' }],
			shippingConditions: {
				shippingType: 'delivery',
				shippingDate: '2026-01-16T00:00:00.000+01:00',
			},
		},
		{ finalize: true, precedingSalesVoucherId },
	],
	[
		'creditNote',
		creditNote,
		'credit-notes',
		{ finalize: true, precedingSalesVoucherId },
		{ totalPrice },
		{ finalize: true, precedingSalesVoucherId },
	],
	[
		'dunning',
		dunning,
		'dunnings',
		{ precedingSalesVoucherId },
		{ totalPrice, shippingConditions },
		{ precedingSalesVoucherId },
	],
];

describe('create of sales documents', () => {
	it.each(creates)('of %s sends exactly this', async (_, type, segment, given, body, query) => {
		const request: ApiRequest = {
			method: 'POST',
			path: `/v1/${segment}`,
			query,
			body: { ...record, ...body },
		};
		expect(await requestOf(type, 'create', { ...entered, ...given })).toEqual(request);
	});

	it('leave the record of JSON as it is, but for dates and the one currency', async () => {
		const jsonBody = {
			...record,
			voucherDate: '2026-01-15',
			expirationDate: '15.07.2026',
			lineItems: [{ ...item, unitPrice: { netAmount: 80, taxRatePercentage: 19 }, own: 'x' }],
			note: { unknown: [1] },
		};
		const { body } = await requestOf(quotation, 'create', { jsonBody });
		expect(body).toEqual({
			...jsonBody,
			voucherDate: january15,
			expirationDate: '2026-07-15T00:00:00.000+02:00',
			lineItems: [{ ...item, own: 'x' }],
			totalPrice,
		});
	});

	it.each([
		['2026-01-15', january15],
		['15.01.2026', january15],
		['2026-01-15T00:00:00Z', january15],
		['2026-01-14T23:30:00Z', january15],
		['2026-01-15T10:00:00.000+05:00', '2026-01-15T10:00:00.000+05:00'],
		['2026-01-15T00:00:00.000Z', '2026-01-15T00:00:00.000Z'],
	])('take %s in every date of JSON', async (given, sent) => {
		const { body } = await requestOf(invoice, 'create', {
			jsonBody: {
				...record,
				voucherDate: given,
				shippingConditions: {
					shippingType: 'deliveryperiod',
					shippingDate: given,
					shippingEndDate: given,
				},
			},
		});
		expect(body).toMatchObject({
			voucherDate: sent,
			shippingConditions: { shippingDate: sent, shippingEndDate: sent },
		});
	});

	it('are of today in Germany when no voucher date is given', async () => {
		jest.useFakeTimers({ now: new Date('2026-06-30T22:30:00Z') });
		const { body } = await requestOf(invoice, 'create', { ...entered, voucherDate: '' });
		jest.useRealTimers();
		expect(body?.voucherDate).toBe('2026-07-01T00:00:00.000+02:00');
	});

	it.each([
		['creditNote', creditNote],
		['deliveryNote', deliveryNote],
		['invoice', invoice],
		['orderConfirmation', orderConfirmation],
		['quotation', quotation],
	])('issue of %s is a plain switch and cannot be undone', (_, type) => {
		const create = type.operations.find(({ value }) => value === 'create');
		expect(create?.fields.finalize).toMatchObject({ type: 'boolean', noDataExpression: true });
		expect(create?.isIrreversible({ finalize: true })).toBe(true);
		expect(create?.isIrreversible({ finalize: false })).toBe(false);
	});
});
