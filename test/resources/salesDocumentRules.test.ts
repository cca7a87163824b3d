import type { Resource } from '../../nodes/LexwareOffice/operation/define';
import { creditNote } from '../../nodes/LexwareOffice/resources/creditNote';
import { deliveryNote } from '../../nodes/LexwareOffice/resources/deliveryNote';
import { dunning } from '../../nodes/LexwareOffice/resources/dunning';
import { invoice } from '../../nodes/LexwareOffice/resources/invoice';
import { orderConfirmation } from '../../nodes/LexwareOffice/resources/orderConfirmation';
import { quotation } from '../../nodes/LexwareOffice/resources/quotation';
import type { JsonObject } from '../../nodes/LexwareOffice/transport/request';
import { findingsOf } from './requestOf';
import { id, own, record, withPrice } from './salesRecord';

const ofJson: Array<[string, Resource, JsonObject, string[]]> = [
	['a whole record', invoice, {}, []],
	[
		'long texts',
		invoice,
		{ title: 'x'.repeat(26), introduction: 'x'.repeat(2001), remark: 'x'.repeat(2001) },
		[
			"'Introduction' has 2001 characters, and at most 2000 are allowed",
			"'Remark' has 2001 characters, and at most 2000 are allowed",
			"'Title' has 26 characters, and at most 25 are allowed",
		],
	],
	['texts of full length', invoice, { title: 'x'.repeat(25), introduction: 'x'.repeat(2000) }, []],
	[
		'long delivery terms',
		orderConfirmation,
		{ deliveryTerms: 'x'.repeat(256) },
		["'Delivery Terms' has 256 characters, and at most 255 are allowed"],
	],
	[
		'both discounts',
		creditNote,
		{ totalPrice: { totalDiscountAbsolute: 1, totalDiscountPercentage: 1 } },
		["'Total Discount (EUR)' and 'Total Discount (%)' exclude each other"],
	],
	[
		'one discount beside null',
		creditNote,
		{ totalPrice: { totalDiscountAbsolute: 1, totalDiscountPercentage: null } },
		[],
	],
	[
		'no shipping conditions',
		invoice,
		{ shippingConditions: undefined },
		["'Shipping Type' is empty"],
	],
	[
		'no shipping conditions where there are none',
		creditNote,
		{ shippingConditions: undefined },
		[],
	],
	[
		'a period without dates',
		deliveryNote,
		{ shippingConditions: { shippingType: 'deliveryperiod' } },
		["'Shipping Date' is empty", "'Shipping End Date' is empty"],
	],
	[
		'a period without end',
		dunning,
		{ shippingConditions: { shippingType: 'serviceperiod', shippingDate: '2026-01-02' } },
		["'Shipping End Date' is empty"],
	],
	[
		'a period that ends before it starts',
		invoice,
		{
			shippingConditions: {
				shippingType: 'serviceperiod',
				shippingDate: '2026-01-02',
				shippingEndDate: '2026-01-01',
			},
		},
		["'Shipping End Date' lies before 'Shipping Date'"],
	],
	[
		'a period of one day',
		invoice,
		{
			shippingConditions: {
				shippingType: 'serviceperiod',
				shippingDate: '2026-01-01T23:30:00.000Z',
				shippingEndDate: '2026-01-02T00:00:00.000+01:00',
			},
		},
		[],
	],
	[
		'a tax type that needs a contact',
		invoice,
		{
			address: own,
			lineItems: [withPrice({ taxRatePercentage: 0 })],
			taxConditions: { taxType: 'intraCommunitySupply' },
		},
		["'Tax Type' Intra-Community Supply needs a contact as recipient"],
	],
	[
		'a sub type without VAT',
		invoice,
		{
			lineItems: [withPrice({ taxRatePercentage: 0 })],
			taxConditions: { taxType: 'vatfree', taxSubType: 'distanceSales' },
		},
		["'Tax Sub Type' goes with the tax types Net and Gross only"],
	],
	[
		'an unknown tax type',
		invoice,
		{ taxConditions: { taxType: 'netto' } },
		[
			"'Tax Type' is 'netto', and constructionService13b, gross, intraCommunitySupply, net, photovoltaicEquipment, externalService13b, thirdPartyCountryDelivery, thirdPartyCountryService, vatfree are allowed",
		],
	],
	['no expiration date', quotation, {}, ["'Expiration Date' is empty"]],
	['no voucher date', invoice, { voucherDate: undefined }, ["'Voucher Date' is empty"]],
	[
		'a date that is none',
		invoice,
		{ voucherDate: '31.02.2026' },
		["'Voucher Date' is '31.02.2026', which is not a date; write it as 2026-11-24 or 24.11.2026"],
	],
	['no address', invoice, { address: undefined }, ["'Address' is empty"]],
	[
		'an address without name and country',
		invoice,
		{ address: { city: 'Köln' } },
		["'Address → Name' is empty", "'Address → Country Code' is empty"],
	],
	[
		'a contact that is none',
		invoice,
		{ address: { contactId: '4711' } },
		["'Contact' is '4711', which is not an ID; IDs look like 66196c43-bfee-baf3-4335-d64b8f6d0d8b"],
	],
	[
		'payment terms without a label',
		invoice,
		{ paymentConditions: { paymentTermDuration: 14 } },
		["'Payment Conditions → Label' is empty"],
	],
	[
		'payment terms without days',
		invoice,
		{ paymentConditions: { paymentTermLabel: '14 Tage' } },
		["'Payment Conditions → Days' is empty"],
	],
	[
		'an early payment discount without days',
		invoice,
		{
			paymentConditions: {
				paymentTermLabel: '14 Tage',
				paymentTermDuration: 14,
				paymentDiscountConditions: { discountPercentage: 2 },
			},
		},
		[
			"'Payment Conditions → Early Payment Discount (%)' and 'Payment Conditions → Early Payment Days' go together",
		],
	],
	[
		'a buyer reference without net prices and contact',
		invoice,
		{
			address: own,
			lineItems: [withPrice({ netAmount: undefined, grossAmount: 5 })],
			taxConditions: { taxType: 'gross' },
			xRechnung: { buyerReference: '04011000-1234512345-35' },
		},
		[
			"'XRechnung Buyer Reference' goes with the 'Tax Type' Net only",
			"'XRechnung Buyer Reference' needs a contact as recipient",
		],
	],
	['an empty buyer reference', invoice, { address: own, xRechnung: { buyerReference: '' } }, []],
	[
		'members that the type does not have',
		creditNote,
		{ expirationDate: 'x', paymentConditions: {}, xRechnung: { buyerReference: 'x' } },
		[],
	],
];

describe('sales documents in JSON, before anything is sent', () => {
	it.each(ofJson)('say of JSON with %s what is wrong', (_, type, change, findings) => {
		const jsonBody = JSON.stringify({ ...record, ...change });
		const given = { jsonBody, precedingSalesVoucherId: id };
		expect(findingsOf(type, 'create', given)).toEqual(findings);
	});
});
