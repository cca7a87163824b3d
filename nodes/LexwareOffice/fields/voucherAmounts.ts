// The sums of a bookkeeping voucher: the API wants them to the cent and refuses what does not add up.
// https://developers.lexware.io/docs/#vouchers-endpoint
import { isJsonObject } from '../operation/define';
import type { JsonObject } from '../transport/request';

/** Amounts that are left out follow from the others; what is given stays. */
export function completeAmounts(record: JsonObject): JsonObject {
	if (!Array.isArray(record.voucherItems)) return record;
	const voucherItems = record.voucherItems.map((item) =>
		isJsonObject(item) && item.taxAmount === undefined
			? { ...item, taxAmount: toEuros(roundedTax(item, record)) }
			: item,
	);
	const { gross, tax } = sumUp({ ...record, voucherItems });
	const isComplete = Number.isFinite(gross) && Number.isFinite(tax);
	const totals = { totalGrossAmount: toEuros(gross), totalTaxAmount: toEuros(tax) };
	return { ...(isComplete && totals), ...withoutAbsent(record), voucherItems };
}

/** Findings on tax amounts and totals; says nothing about members that are missing or no numbers. */
export function checkAmounts(record: JsonObject): string[] {
	const findings = itemsOf(record).flatMap((item, index) => {
		const tax = Number(item.taxAmount);
		// At half a cent, both neighbours are a right rounding.
		const isRight = Math.abs(tax * 100 - taxOf(item, record)) <= 0.5 + 1e-6;
		if (isRight || Number.isNaN(tax) || Number.isNaN(taxOf(item, record))) return [];
		const expected = toEuros(roundedTax(item, record));
		const rate = `${String(item.taxRatePercent)} % of ${String(item.amount)} ${String(record.taxType)}`;
		return [`'Voucher Items ${index + 1} → Tax Amount' is ${tax}, and ${rate} is ${expected}`];
	});
	if (itemsOf(record).length === 0) return findings;
	const { gross, tax } = sumUp(record);
	return [
		...findings,
		...checkTotal('Total Gross Amount', record.totalGrossAmount, gross),
		...checkTotal('Total Tax Amount', record.totalTaxAmount, tax),
	];
}

function checkTotal(label: string, given: unknown, sum: number): string[] {
	if (typeof given !== 'number' || Number.isNaN(sum) || toCents(given) === sum) return [];
	return [`'${label}' is ${given}, and the items add up to ${toEuros(sum)}`];
}

/** In cents. */
function sumUp(record: JsonObject): { gross: number; tax: number } {
	const items = itemsOf(record);
	const tax = items.reduce((sum, { taxAmount }) => sum + toCents(taxAmount), 0);
	const amount = items.reduce((sum, item) => sum + toCents(item.amount), 0);
	return { gross: record.taxType === 'net' ? amount + tax : amount, tax };
}

/** In cents and fractions of them. */
function taxOf(item: JsonObject, { taxType }: JsonObject): number {
	const rate = Number(item.taxRatePercent);
	const base = taxType === 'net' ? 100 : 100 + rate;
	return (toCents(item.amount) * rate) / base;
}

/** Half a cent goes away from zero, on credits as on charges. */
function roundedTax(item: JsonObject, record: JsonObject): number {
	const tax = taxOf(item, record);
	return Math.sign(tax) * Math.round(Math.abs(tax) + 1e-9);
}

function itemsOf({ voucherItems }: JsonObject): JsonObject[] {
	return Array.isArray(voucherItems) ? voucherItems.filter(isJsonObject) : [];
}

function withoutAbsent(record: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function toCents(euros: unknown): number {
	return typeof euros === 'number' ? Math.round(euros * 100) : NaN;
}

function toEuros(cents: number): number {
	return cents / 100;
}
