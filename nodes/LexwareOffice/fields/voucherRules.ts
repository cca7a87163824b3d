// What a bookkeeping voucher has to keep (fact sheet 3.20).
import { checkAmounts } from './voucherAmounts';
import { toBerlinDay } from '../operation/dates';
import { checkRules, type Rule } from '../operation/rules';
import type { JsonObject } from '../transport/request';

export const voucherTaxRates = [0, 5, 7, 16, 19];

const rules: Rule[] = [
	{
		at: 'type',
		label: 'Type',
		required: true,
		oneOf: ['salesinvoice', 'salescreditnote', 'purchaseinvoice', 'purchasecreditnote'],
	},
	{ at: 'voucherNumber', label: 'Voucher Number', required: true },
	{ at: 'voucherDate', label: 'Voucher Date', required: true, isDay: true },
	{ at: 'dueDate', label: 'Due Date', isDay: true },
	{ at: 'shippingDate', label: 'Shipping Date', isDay: true },
	{ at: 'taxType', label: 'Tax Type', required: true, oneOf: ['net', 'gross'] },
	{ at: 'totalGrossAmount', label: 'Total Gross Amount', decimals: 2 },
	{ at: 'totalTaxAmount', label: 'Total Tax Amount', decimals: 2 },
	{ at: 'voucherItems', label: 'Voucher Items', required: true, isList: true },
	{ at: 'voucherItems.*.amount', label: 'Voucher Items # → Amount', required: true, decimals: 2 },
	{ at: 'voucherItems.*.taxAmount', label: 'Voucher Items # → Tax Amount', decimals: 2 },
	{
		at: 'voucherItems.*.taxRatePercent',
		label: 'Voucher Items # → Tax Rate',
		required: true,
		oneOf: voucherTaxRates,
	},
	{ at: 'voucherItems.*.categoryId', label: 'Voucher Items # → Posting Category', required: true },
];

export function checkVoucherJson(record: JsonObject): string[] {
	return checkRules(record, rules);
}

export function checkVoucherChanges(changes: JsonObject): string[] {
	return checkRules(changes, rules, { isPartial: true });
}

export function checkVoucher(record: JsonObject): string[] {
	const { type, shippingDate } = record;
	const isPurchase = typeof type === 'string' && type.startsWith('purchase');
	return [
		...checkVoucherContact(record),
		...(isPurchase && shippingDate ? ["'Shipping Date' goes with sales vouchers only"] : []),
		...checkAmounts(record),
	];
}

/** A contact of its own, or the collective one. */
export function checkVoucherContact({
	useCollectiveContact,
	contactId,
	contactName,
}: JsonObject): string[] {
	if (useCollectiveContact)
		return contactId ? ["'Contact' and 'Use Collective Contact' exclude each other"] : [];
	if (!contactId) return ["'Contact' is empty; choose one, or switch on 'Use Collective Contact'"];
	return contactName ? ["'Contact Name' goes with the collective contact only"] : [];
}

/** Dates as the endpoint takes them: days without a time. */
export function toVoucherDays(record: JsonObject): JsonObject {
	const days = ['voucherDate', 'dueDate', 'shippingDate'].flatMap((name) => {
		const day = toBerlinDay(record[name]);
		return day === undefined ? [] : [[name, day]];
	});
	return { ...record, ...Object.fromEntries(days) };
}
