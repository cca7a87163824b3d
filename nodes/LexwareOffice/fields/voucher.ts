// The record of a bookkeeping voucher: its fields, and the body they make.
import { contactLocator } from './contactLocator';
import { updateHint } from './updateHint';
import { completeAmounts } from './voucherAmounts';
import { shapeVoucherItem, voucherItems, type VoucherItem } from './voucherItems';
import { voucherHead } from './voucherList';
import { checkVoucher, checkVoucherChanges, checkVoucherJson, toVoucherDays } from './voucherRules';
import { defineBody } from '../operation/define';
import type { CollectionValues, Fields } from '../operation/field';
import { omitEmpty, pickMembers } from '../operation/record';
import type { JsonObject } from '../transport/request';

const amount = { type: 'number', decimals: 2 } as const;

const head = {
	type: {
		type: 'options',
		displayName: 'Type',
		default: 'purchaseinvoice',
		options: [
			{ name: 'Purchase Credit Note', value: 'purchasecreditnote' },
			{ name: 'Purchase Invoice', value: 'purchaseinvoice' },
			{ name: 'Sales Credit Note', value: 'salescreditnote' },
			{ name: 'Sales Invoice', value: 'salesinvoice' },
		],
	},
	voucherNumber: { type: 'string', displayName: 'Voucher Number', required: true },
	voucherDate: { type: 'date', displayName: 'Voucher Date', required: true },
	taxType: {
		type: 'options',
		displayName: 'Tax Type',
		default: 'gross',
		options: [
			{ name: 'Gross', value: 'gross', description: 'Amounts include VAT' },
			{ name: 'Net', value: 'net', description: 'VAT is added to the amounts' },
		],
	},
} as const satisfies Fields;

const useCollectiveContact = {
	type: 'boolean',
	displayName: 'Use Collective Contact',
	description: 'Whether to book on the collective customer or vendor instead of a contact',
} as const;
const contactName = {
	type: 'string',
	displayName: 'Contact Name',
	description: 'Shown on this voucher in place of the collective contact’s name',
} as const;
const details = {
	dueDate: { type: 'date', displayName: 'Due Date', description: 'The voucher date when left out' },
	remark: { type: 'string', displayName: 'Remark', rows: 3 },
	shippingDate: { type: 'date', displayName: 'Shipping Date', description: 'Sales vouchers only' },
	totalGrossAmount: {
		...amount,
		displayName: 'Total Gross Amount',
		description: 'Calculated when left out; when given, the items have to add up to it',
	},
	totalTaxAmount: {
		...amount,
		displayName: 'Total Tax Amount',
		description: 'Calculated when left out; when given, the items have to add up to it',
	},
} as const satisfies Fields;

const changeable = {
	...head,
	useCollectiveContact,
	contactId: contactLocator,
	contactName,
	voucherItems: { ...voucherItems, required: true },
	...details,
} as const satisfies Fields;

function shapeVoucher({
	voucherItems: items,
	...given
}: CollectionValues<Omit<typeof changeable, 'voucherItems'>> & {
	voucherItems?: VoucherItem[];
}): JsonObject {
	return { ...given, ...(items && { voucherItems: items.map(shapeVoucherItem) }) };
}

export const newVoucher = defineBody({
	fields: {
		...head,
		useCollectiveContact,
		contactId: { ...contactLocator, required: true, showFor: { useCollectiveContact: [false] } },
		contactName: { ...contactName, showFor: { useCollectiveContact: [true] } },
		voucherItems: changeable.voucherItems,
		additionalFields: { type: 'collection', displayName: 'Additional Fields', fields: details },
	},
	build: ({ additionalFields, ...given }) =>
		omitEmpty(shapeVoucher({ ...given, ...additionalFields })),
	complete: (record) => completeAmounts(toVoucherDays(record)),
	check: checkVoucher,
	checkJson: checkVoucherJson,
});

export const voucherChanges = defineBody({
	fields: {
		updateFields: {
			type: 'collection',
			displayName: 'Update Fields',
			description: updateHint,
			fields: {
				...changeable,
				book: {
					type: 'boolean',
					displayName: 'Book',
					description: 'Whether to book a voucher that is unchecked so far',
				},
			},
		},
	},
	build: ({ updateFields: { book, ...given } }) => ({
		...shapeVoucher(given),
		...(book && { voucherStatus: 'open' }),
	}),
	complete: toVoucherDays,
	check: ({ contactId: contact, useCollectiveContact: isCollective }) =>
		contact && isCollective ? ["'Contact' and 'Use Collective Contact' exclude each other"] : [],
	checkJson: checkVoucherChanges,
});

/** The members that most workflows go on with. */
export function simplifyVoucher(record: JsonObject): JsonObject {
	return pickMembers(record, {
		id: 'id',
		type: 'type',
		...voucherHead,
		totalGrossAmount: 'totalGrossAmount',
		totalTaxAmount: 'totalTaxAmount',
	});
}
