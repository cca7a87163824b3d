// When a sales document is to be paid. Without them the contact's or the organization's own hold.
import { additional } from './additionalFields';
import { isJsonObject } from '../operation/define';
import { defineMembers } from '../operation/members';
import { memberAt } from '../operation/record';
import type { JsonObject } from '../transport/request';

const fields = {
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
		minValue: 0,
		maxValue: 100,
		decimals: 2,
		at: 'paymentDiscountConditions.discountPercentage',
	},
	discountRange: {
		type: 'number',
		displayName: 'Early Payment Days',
		minValue: 0,
		decimals: 0,
		at: 'paymentDiscountConditions.discountRange',
	},
} as const;

export const paymentConditions = defineMembers({
	fields: additional({
		paymentConditions: {
			type: 'group',
			displayName: 'Payment Conditions',
			entryName: 'Condition',
			fields,
		},
	}),
	complete: dropIdleDiscount,
	check: checkDiscount,
});

/** No discount is no condition. */
function dropIdleDiscount(record: JsonObject): JsonObject {
	const { paymentConditions: conditions } = record;
	if (!isJsonObject(conditions) || discountOf(record).some(Boolean)) return record;
	const term = { ...conditions, paymentDiscountConditions: undefined };
	return { ...record, paymentConditions: term };
}

function checkDiscount(record: JsonObject): string[] {
	const [percentage, range] = discountOf(record).map(Boolean);
	return percentage === range
		? []
		: [
				"'Payment Conditions → Early Payment Discount (%)' and 'Payment Conditions → Early Payment Days' go together",
			];
}

function discountOf(record: JsonObject) {
	return ['discountPercentage', 'discountRange'].map((name) =>
		memberAt(record, `paymentConditions.paymentDiscountConditions.${name}`),
	);
}
