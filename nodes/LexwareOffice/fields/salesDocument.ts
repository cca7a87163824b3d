// The record that all sales documents share: recipient, date, positions, taxes, delivery, payment and texts.
// Written for invoices first; what differs between the types is a parameter, not a branch.
import { recipientFields, shapeAddress } from './address';
import { checkLineItems, lineItems, shapeLineItem } from './lineItems';
import { checkShipping, shapeShipping, shippingFields } from './shippingConditions';
import { checkTaxConditions, taxDetails, taxType } from './taxConditions';
import { toBerlinDay, toBerlinMidnight } from '../operation/dates';
import type { Fields, ValuesOf } from '../operation/field';
import { memberAt, omitEmpty } from '../operation/record';
import type { JsonObject } from '../transport/request';

export const recipient = {
	recipient: {
		type: 'options',
		displayName: 'Recipient',
		default: 'contact',
		options: [
			{ name: 'Address', value: 'address', description: 'An address for this document only' },
			{ name: 'Contact', value: 'contact', description: 'A contact of Lexware Office' },
		],
	},
	contactId: {
		type: 'locator',
		displayName: 'Contact',
		required: true,
		search: 'searchContacts',
		permalink: 'contacts',
		showFor: { recipient: ['contact'] },
	},
	address: {
		type: 'group',
		displayName: 'Address',
		entryName: 'Address',
		fields: recipientFields,
		required: true,
		showFor: { recipient: ['address'] },
	},
} as const satisfies Fields;

export const head = {
	voucherDate: {
		type: 'date',
		displayName: 'Voucher Date',
		description: 'A calendar day in Germany; today when left empty',
	},
	taxType,
	lineItems,
} as const satisfies Fields;

export const texts = {
	introduction: { type: 'string', displayName: 'Introduction', rows: 3, maxLength: 2000 },
	language: {
		type: 'options',
		displayName: 'Language',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'German', value: 'de' },
		],
	},
	printLayoutId: { type: 'id', displayName: 'Print Layout ID' },
	remark: { type: 'string', displayName: 'Remark', rows: 3, maxLength: 2000 },
	title: { type: 'string', displayName: 'Title', maxLength: 25 },
} as const satisfies Fields;

export const discounts = {
	totalDiscountAbsolute: {
		type: 'number',
		displayName: 'Total Discount (EUR)',
		minValue: 0,
		decimals: 2,
	},
	totalDiscountPercentage: {
		type: 'number',
		displayName: 'Total Discount (%)',
		minValue: 0,
		maxValue: 100,
		decimals: 2,
	},
} as const satisfies Fields;

export const paymentConditions = {
	type: 'group',
	displayName: 'Payment Conditions',
	entryName: 'Condition',
	fields: {
		paymentTermLabel: {
			type: 'string',
			displayName: 'Label',
			required: true,
			placeholder: 'e.g. Payable within 14 days',
		},
		paymentTermDuration: {
			type: 'number',
			displayName: 'Days',
			default: 14,
			minValue: 0,
			decimals: 0,
			required: true,
		},
		discountPercentage: {
			type: 'number',
			displayName: 'Early Payment Discount (%)',
			default: 0,
			minValue: 0,
			maxValue: 100,
			decimals: 2,
		},
		discountRange: {
			type: 'number',
			displayName: 'Early Payment Days',
			default: 0,
			minValue: 0,
			decimals: 0,
		},
	},
} as const;

/** What cannot be taken back is a plain switch: no expression and no AI agent sets it. */
export const finalize = {
	type: 'boolean',
	displayName: 'Finalize',
	noDataExpression: true,
	description:
		'Whether to issue the document at once, with its number; this cannot be undone. Otherwise it stays a draft that you finish in Lexware Office.',
} as const;

type Details = Partial<
	ValuesOf<typeof texts & typeof discounts & typeof taxDetails> & {
		paymentConditions: ValuesOf<typeof paymentConditions.fields>;
	}
>;

export function shapeSalesDocument(
	values: ValuesOf<typeof recipient & typeof head & typeof shippingFields>,
	details: Details,
): JsonObject {
	const { taxSubType, taxTypeNote, totalDiscountAbsolute, totalDiscountPercentage } = details;
	const { introduction, language, printLayoutId, remark, title } = details;
	return omitEmpty({
		voucherDate: toBerlinMidnight(values.voucherDate ?? today()),
		address: values.contactId
			? { contactId: values.contactId }
			: values.address && shapeAddress(values.address),
		lineItems: values.lineItems.map((item) => shapeLineItem(item, values.taxType)),
		totalPrice: { currency: 'EUR', totalDiscountAbsolute, totalDiscountPercentage },
		taxConditions: { taxType: values.taxType, taxSubType, taxTypeNote },
		shippingConditions: shapeShipping(values),
		paymentConditions: details.paymentConditions && shapePayment(details.paymentConditions),
		introduction,
		language,
		printLayoutId,
		remark,
		title,
	});
}

function shapePayment(payment: ValuesOf<typeof paymentConditions.fields>): JsonObject {
	const { discountPercentage, discountRange, ...term } = payment;
	return {
		...term,
		...(discountPercentage > 0 && {
			paymentDiscountConditions: { discountPercentage, discountRange },
		}),
	};
}

function today(): string {
	return toBerlinDay(new Date()) ?? '';
}

/** Rules of the fact sheet that hold however the record was entered. */
export function checkSalesDocument(body: JsonObject): string[] {
	return [
		...checkLineItems(body),
		...checkTaxConditions(body),
		...checkShipping(body),
		...checkDiscounts(body),
	];
}

function checkDiscounts(body: JsonObject): string[] {
	const given = ['totalDiscountAbsolute', 'totalDiscountPercentage'].filter(
		(name) => memberAt(body, `totalPrice.${name}`) !== undefined,
	);
	return given.length > 1
		? ["'Total Discount (EUR)' and 'Total Discount (%)' exclude each other"]
		: [];
}
