import type { Resource } from '../../nodes/LexwareOffice/operation/define';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import { creditNote } from '../../nodes/LexwareOffice/resources/creditNote';
import { deliveryNote } from '../../nodes/LexwareOffice/resources/deliveryNote';
import { dunning } from '../../nodes/LexwareOffice/resources/dunning';
import { invoice } from '../../nodes/LexwareOffice/resources/invoice';
import { orderConfirmation } from '../../nodes/LexwareOffice/resources/orderConfirmation';
import { quotation } from '../../nodes/LexwareOffice/resources/quotation';
import { findingsOf } from './requestOf';
import { id } from './salesRecord';

const entered = {
	contactId: id,
	voucherDate: '2026-01-15',
	lineItems: { entry: [{ name: 'Beratung', quantity: 1, unitName: 'Std', unitPrice: 80 }] },
};

const ofFields: Array<[string, Resource, Values, string[]]> = [
	['nothing wrong', invoice, {}, []],
	[
		'several things at once, also where they hang together',
		invoice,
		{
			contactId: '',
			taxType: 'vatfree',
			shippingType: 'deliveryperiod',
			shippingDate: '2026-02-02',
			shippingEndDate: '2026-02-01',
			lineItems: {
				entry: [
					{ name: 'x'.repeat(256), quantity: 1, unitName: 'Std', unitPrice: '1,50' },
					...entered.lineItems.entry,
				],
			},
			additionalFields: {
				title: 'x'.repeat(26),
				totalDiscountAbsolute: 1,
				totalDiscountPercentage: 1,
			},
		},
		[
			"'Contact' is empty; choose a record or give its ID",
			"'Line Items 1 → Name' has 256 characters, and at most 255 are allowed",
			"'Line Items 1 → Unit Price' is '1,50', which is not a number; write it with a decimal point and without thousands separators, such as 1234.56",
			"'Additional Fields → Title' has 26 characters, and at most 25 are allowed",
			"'Total Discount (EUR)' and 'Total Discount (%)' exclude each other",
			"'Shipping End Date' lies before 'Shipping Date'",
			"'Line Items 2 → Tax Rate (%)' is 19, and 0 is allowed with the tax type VAT-Free",
		],
	],
	['a quotation without end', quotation, { expirationDate: '' }, ["'Expiration Date' is empty"]],
	['a dunning without invoice', dunning, {}, ["'Preceding Sales Voucher ID' is empty"]],
	[
		'payment terms by halves',
		invoice,
		{
			additionalFields: {
				paymentConditions: { entry: { paymentTermDuration: 14, discountRange: 3 } },
			},
		},
		[
			"'Additional Fields → Payment Conditions → Label' is empty",
			"'Payment Conditions → Early Payment Discount (%)' and 'Payment Conditions → Early Payment Days' go together",
		],
	],
	[
		'an idle early payment discount',
		invoice,
		{
			additionalFields: {
				paymentConditions: {
					entry: { paymentTermLabel: '14 Tage', discountPercentage: 0, discountRange: 0 },
				},
			},
		},
		[],
	],
	['no positions', invoice, { lineItems: {} }, ["'Line Items' is empty"]],
	[
		'too many positions',
		invoice,
		{ lineItems: { entry: Array.from({ length: 301 }, () => entered.lineItems.entry[0]) } },
		["'Line Items' has 301 entries, and at most 300 are allowed"],
	],
	[
		'a rule of a sub item',
		quotation,
		{
			expirationDate: '2026-02-01',
			lineItems: {
				entry: [
					{
						...entered.lineItems.entry[0],
						subItems: {
							entry: [{ quantity: 1, unitName: 'Std', unitPrice: 1, taxRatePercentage: 16 }],
						},
					},
				],
			},
		},
		[
			"'Line Items 1 → Sub Items 1 → Name' is empty",
			"'Line Items 1 → Sub Items 1 → Tax Rate (%)' is 16, and 0, 7, 19 are allowed on 2026-01-15",
		],
	],
];

describe('sales documents in fields, before anything is sent', () => {
	it.each(ofFields)('say of fields with %s what is wrong', (_, type, change, findings) => {
		expect(findingsOf(type, 'create', { ...entered, ...change })).toEqual(findings);
	});

	it.each([invoice, quotation, orderConfirmation, deliveryNote, creditNote])(
		'want an end behind the start of a date filter (%#)',
		(type) => {
			const filters = { createdDateFrom: '2026-01-02', createdDateTo: '2026-01-01' };
			expect(findingsOf(type, 'getAll', { filters })).toEqual([
				"'Filters → Created To' lies before 'Filters → Created From'",
			]);
		},
	);
});
