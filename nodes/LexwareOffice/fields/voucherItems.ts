// The items of a bookkeeping voucher: a repeating group, and the part of the body it makes.
import { voucherTaxRates } from './voucherRules';
import type { Fields, ValuesOf } from '../operation/field';
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

export const voucherItems = {
	type: 'group',
	displayName: 'Voucher Items',
	entryName: 'Item',
	multiple: true,
	fields: itemFields,
} as const;

export type VoucherItem = ValuesOf<typeof itemFields>;

export function shapeVoucherItem({ taxRatePercent, ...item }: VoucherItem): JsonObject {
	return omitEmpty({ ...item, taxRatePercent: Number(taxRatePercent) });
}
