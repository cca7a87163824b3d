// The total of a sales document: its currency, and a discount on the whole.
import { additional } from './additionalFields';
import { isForeign } from './lineItemRules';
import type { Body } from '../operation/define';
import { defineMembers } from '../operation/members';
import { memberAt } from '../operation/record';
import { isJsonObject } from '../operation/define';
import type { JsonObject } from '../transport/request';

/** There is one currency, and the API wants to hear it. */
const complete: Body['complete'] = ({ totalPrice, ...record }) => ({
	...record,
	totalPrice: { currency: 'EUR', ...(isJsonObject(totalPrice) && totalPrice) },
});

/** For types without a discount on the whole. */
export const currency = defineMembers({ fields: {}, complete, check: checkCurrency });

const amount = { type: 'number', minValue: 0, decimals: 2 } as const;

export const totals = defineMembers({
	fields: additional({
		totalDiscountAbsolute: {
			...amount,
			displayName: 'Total Discount (EUR)',
			at: 'totalPrice.totalDiscountAbsolute',
		},
		totalDiscountPercentage: {
			...amount,
			displayName: 'Total Discount (%)',
			maxValue: 100,
			at: 'totalPrice.totalDiscountPercentage',
		},
	}),
	complete,
	check: (record) => [...checkCurrency(record), ...checkDiscounts(record)],
});

function checkCurrency(record: JsonObject): string[] {
	const given = memberAt(record, 'totalPrice.currency');
	return isForeign(given)
		? [`'totalPrice.currency' is '${String(given)}', and EUR is allowed`]
		: [];
}

function checkDiscounts(record: JsonObject): string[] {
	const [absolute, percentage] = ['Absolute', 'Percentage'].map(
		(kind) => memberAt(record, `totalPrice.totalDiscount${kind}`) ?? undefined,
	);
	return absolute !== undefined && percentage !== undefined
		? ["'Total Discount (EUR)' and 'Total Discount (%)' exclude each other"]
		: [];
}
