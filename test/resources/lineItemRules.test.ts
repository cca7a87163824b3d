import type { Resource } from '../../nodes/LexwareOffice/operation/define';
import { creditNote } from '../../nodes/LexwareOffice/resources/creditNote';
import { deliveryNote } from '../../nodes/LexwareOffice/resources/deliveryNote';
import { invoice } from '../../nodes/LexwareOffice/resources/invoice';
import { quotation } from '../../nodes/LexwareOffice/resources/quotation';
import type { JsonObject } from '../../nodes/LexwareOffice/transport/request';
import { findingsOf } from './requestOf';
import { id, item, record, withPrice } from './salesRecord';

const ofJson: Array<[string, Resource, JsonObject, string[]]> = [
	[
		'long names and descriptions',
		invoice,
		{ lineItems: [item, { ...item, name: 'x'.repeat(256), description: 'x'.repeat(2001) }] },
		[
			"'Line Items 2 → Name' has 256 characters, and at most 255 are allowed",
			"'Line Items 2 → Description' has 2001 characters, and at most 2000 are allowed",
		],
	],
	[
		'too many decimals',
		invoice,
		{
			lineItems: [
				{ ...withPrice({ netAmount: 1.23456 }), quantity: 0.00001, discountPercentage: 1.234 },
			],
			totalPrice: { currency: 'EUR', totalDiscountAbsolute: 1.234 },
		},
		[
			"'Total Discount (EUR)' is 1.234, and at most 2 decimals are allowed",
			"'Line Items 1 → Quantity' is 0.00001, and at most 4 decimals are allowed",
			"'Line Items 1 → Unit Price' is 1.23456, and at most 4 decimals are allowed",
			"'Line Items 1 → Discount (%)' is 1.234, and at most 2 decimals are allowed",
		],
	],
	[
		'a rate with a tax type without VAT',
		invoice,
		{ taxConditions: { taxType: 'vatfree' } },
		["'Line Items 1 → Tax Rate (%)' is 19, and 0 is allowed with the tax type VAT-Free"],
	],
	[
		'a rate that Germany has not',
		invoice,
		{ lineItems: [item, withPrice({ taxRatePercentage: 16 })] },
		["'Line Items 2 → Tax Rate (%)' is 16, and 0, 7, 19 are allowed on 2026-01-15"],
	],
	[
		'a rate of another country',
		invoice,
		{
			lineItems: [withPrice({ taxRatePercentage: 25 })],
			taxConditions: { taxType: 'net', taxSubType: 'electronicServices' },
		},
		[],
	],
	[
		'the usual rate in the lowered half-year',
		creditNote,
		{ voucherDate: '2020-12-31' },
		["'Line Items 1 → Tax Rate (%)' is 19, and 0, 5, 16 are allowed on 2020-12-31"],
	],
	[
		'the lowered rate, as the day of delivery counts',
		invoice,
		{
			lineItems: [withPrice({ taxRatePercentage: 16 })],
			shippingConditions: { shippingType: 'delivery', shippingDate: '2020-07-01' },
		},
		[],
	],
	[
		'the usual rate, as the end of the service counts',
		invoice,
		{
			voucherDate: '2020-12-01',
			shippingConditions: {
				shippingType: 'serviceperiod',
				shippingDate: '2020-12-01',
				shippingEndDate: '2021-01-01',
			},
		},
		[],
	],
	['300 positions', invoice, { lineItems: Array.from({ length: 300 }, () => item) }, []],
	[
		'301 positions',
		invoice,
		{ lineItems: Array.from({ length: 301 }, () => item) },
		["'Line Items' has 301 entries, and at most 300 are allowed"],
	],
	[
		'numbers and switches in quotes',
		quotation,
		{
			expirationDate: '2026-02-01',
			lineItems: [{ ...withPrice({ netAmount: '80' }), quantity: '2', optional: 'true' }],
		},
		[
			`'Line Items 1 → Quantity' is "2", which is no number in JSON`,
			`'Line Items 1 → Unit Price' is "80", which is no number in JSON`,
			`'Line Items 1 → Optional' is "true", which is no boolean in JSON`,
		],
	],
	[
		'another currency',
		invoice,
		{ lineItems: [withPrice({ currency: 'USD' })], totalPrice: { currency: 'CHF' } },
		[
			"'totalPrice.currency' is 'CHF', and EUR is allowed",
			"'Line Items 1 → Unit Price' is in USD, and EUR is allowed",
		],
	],
	[
		'a price without a rate on a delivery note',
		deliveryNote,
		{ lineItems: [{ ...item, unitPrice: { netAmount: 80 } }] },
		["'Line Items 1 → Tax Rate (%)' is empty, and goes with the price"],
	],
	['positions that are none', invoice, { lineItems: {} }, ["'Line Items' is empty"]],
	['no positions', invoice, { lineItems: [] }, ["'Line Items' is empty"]],
	[
		'a position without anything',
		invoice,
		{ lineItems: [{}] },
		["'Line Items 1 → Type' is empty", "'Line Items 1 → Name' is empty"],
	],
	[
		'a position without its members',
		invoice,
		{ lineItems: [{ type: 'custom', name: 'x' }] },
		[
			"'Line Items 1 → Quantity' is empty",
			"'Line Items 1 → Unit' is empty",
			"'Line Items 1 → Unit Price' is empty",
			"'Line Items 1 → Tax Rate (%)' is empty",
		],
	],
	[
		'a position without price on a delivery note',
		deliveryNote,
		{ lineItems: [{ ...item, unitPrice: null }] },
		[],
	],
	[
		'a text without name',
		invoice,
		{ lineItems: [{ type: 'text', description: 'x'.repeat(300) }] },
		[],
	],
	[
		'an article without its id',
		invoice,
		{ lineItems: [{ ...item, type: 'material' }] },
		["'Line Items 1 → Article' is empty; choose a record or give its ID"],
	],
	[
		'an id on a position of its own',
		invoice,
		{ lineItems: [{ ...item, id }] },
		["'Line Items 1 → Article' goes with the types Material and Service only"],
	],
	[
		'a net price with gross',
		invoice,
		{ taxConditions: { taxType: 'gross' } },
		["'Line Items 1 → Unit Price' has to be given as grossAmount with this tax type"],
	],
	[
		'a sub item that is no alternative',
		quotation,
		{ expirationDate: '2026-02-01', lineItems: [{ ...item, subItems: [item] }] },
		["'Line Items 1 → Sub Items 1' has to be alternative, and not optional"],
	],
	[
		'a sub item with a rule of its own',
		quotation,
		{
			expirationDate: '2026-02-01',
			lineItems: [
				{
					...item,
					subItems: [{ ...withPrice({ taxRatePercentage: 5 }), alternative: true, quantity: null }],
				},
			],
		},
		[
			"'Line Items 1 → Sub Items 1 → Quantity' is empty",
			"'Line Items 1 → Sub Items 1 → Tax Rate (%)' is 5, and 0, 7, 19 are allowed on 2026-01-15",
		],
	],
];

describe('line items in JSON, before anything is sent', () => {
	it.each(ofJson)('say of JSON with %s what is wrong', (_, type, change, findings) => {
		const jsonBody = JSON.stringify({ ...record, ...change });
		const given = { jsonBody, precedingSalesVoucherId: id };
		expect(findingsOf(type, 'create', given)).toEqual(findings);
	});
});
