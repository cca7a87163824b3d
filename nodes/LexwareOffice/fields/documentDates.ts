// Dates of sales documents. Users give days; the API takes one form of timestamp and no other (fact sheet 1.4).
import { toBerlinDay, toBerlinMidnight } from '../operation/dates';
import { defineBody } from '../operation/define';
import { checkMembers, defineMembers } from '../operation/members';
import { memberAt, withMember } from '../operation/record';
import type { Json, JsonObject } from '../transport/request';

const dates = [
	'voucherDate',
	'expirationDate',
	'shippingConditions.shippingDate',
	'shippingConditions.shippingEndDate',
];
const exactForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?:Z|[+-]\d{2}:\d{2})$/;

const date = {
	type: 'date',
	displayName: 'Voucher Date',
	description: 'A calendar day in Germany; today when left empty',
} as const;

export const voucherDate = defineBody({
	fields: { voucherDate: date },
	build: ({ voucherDate: day }) => ({ voucherDate: day ?? toBerlinDay(new Date()) }),
	complete: writeTimestamps,
	checkJson: (record) => checkMembers({ voucherDate: { ...date, required: true } }, record),
});

export const expirationDate = defineMembers({
	fields: {
		expirationDate: {
			type: 'date',
			displayName: 'Expiration Date',
			required: true,
			description: 'The calendar day in Germany until which the quotation holds',
		},
	},
});

/** Midnight in Berlin, unless it is a timestamp already; for all dates, as the API reads those of other types too. */
function writeTimestamps(record: JsonObject): JsonObject {
	return dates.reduce((done, dottedPath) => {
		const given = memberAt(done, dottedPath);
		return given ? withMember(done, dottedPath, toTimestamp(given)) : done;
	}, record);
}

/** What is no date stays as it is, for the check to name it. */
function toTimestamp(given: Json): Json {
	if (typeof given === 'string' && exactForm.test(given)) return given;
	const day = toBerlinDay(given);
	return day === undefined ? given : toBerlinMidnight(day);
}
