// The record of a bookkeeping voucher: its fields, and the body they make.
import { contactLocator } from './contactLocator';
import { completeAmounts } from './voucherAmounts';
import {
	checkVoucher,
	checkVoucherChanges,
	checkVoucherJson,
	toVoucherDays,
	voucherTaxRates,
} from './voucherRules';
import { defineBody } from '../operation/define';
import type { CollectionValues, Fields, ValuesOf } from '../operation/field';
import { omitEmpty } from '../operation/record';
import type { JsonObject } from '../transport/request';

const amount = { type: 'number', decimals: 2 } as const;

const itemFields = {
	amount: {
		...amount,
		displayName: 'Amount',
		required: true,
		description: 'Net or gross, as the tax type says',
	},
	taxRatePercent: {
		type: 'options',
		displayName: 'Tax Rate',
		default: '19',
		options: voucherTaxRates.map((rate) => ({ name: `${rate} %`, value: String(rate) })),
	},
	taxAmount: {
		...amount,
		displayName: 'Tax Amount',
		description: 'Calculated when left empty; when given, it has to match to the cent',
	},
	categoryId: {
		type: 'locator',
		displayName: 'Posting Category',
		required: true,
		search: 'searchPostingCategories',
	},
} as const satisfies Fields;

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
const voucherItems = {
	type: 'group',
	displayName: 'Voucher Items',
	entryName: 'Item',
	multiple: true,
	fields: itemFields,
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
	voucherItems,
	...details,
};

type Item = ValuesOf<typeof itemFields>;

function shapeVoucher({
	voucherItems: items,
	...given
}: CollectionValues<Omit<typeof changeable, 'voucherItems'>> & {
	voucherItems?: Item[];
}): JsonObject {
	return { ...given, ...(items && { voucherItems: items.map(shapeItem) }) };
}

function shapeItem({ taxRatePercent, ...item }: Item): JsonObject {
	return omitEmpty({ ...item, taxRatePercent: Number(taxRatePercent) });
}

export const newVoucher = defineBody({
	fields: {
		...head,
		useCollectiveContact,
		contactId: { ...contactLocator, required: true, showFor: { useCollectiveContact: [false] } },
		contactName: { ...contactName, showFor: { useCollectiveContact: [true] } },
		voucherItems: { ...voucherItems, required: true },
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
