// What an update makes of the bookkeeping voucher that is there: the API refuses some of its own members on the way back.
import { checkAmounts, completeAmounts } from './voucherAmounts';
import { checkVoucherContact, checkVoucherJson, toVoucherDays } from './voucherRules';
import { InputError } from '../operation/values';
import type { Json, JsonObject } from '../transport/request';

const amountMembers = ['voucherItems', 'taxType', 'totalGrossAmount', 'totalTaxAmount'];
const contactMembers = ['contactId', 'contactName', 'useCollectiveContact'];

/**
 * A merged voucher as PUT takes it. What the changes do not touch goes back as it came, right or wrong.
 * @throws InputError when the changes make it one that the API refuses
 */
export function shapeVoucherUpdate(
	merged: JsonObject,
	current: JsonObject,
	changes: JsonObject,
): JsonObject {
	const isBooked = current.voucherStatus === 'unchecked' && changes.voucherStatus === 'open';
	const touches = (members: string[]) => members.some((name) => changes[name] !== undefined);
	const { voucherStatus, ...rest } = toVoucherDays(withContact(merged, changes));
	const record = touches(amountMembers) ? withAmounts(rest, changes) : rest;
	const findings = [
		...checkStatus(current, changes),
		...(isBooked ? [] : checkUncheckedTax(current, changes)),
		...(isBooked ? checkVoucherJson(record) : []),
		...(isBooked || touches(contactMembers) ? checkVoucherContact(record) : []),
		...(isBooked || touches(amountMembers) ? checkAmounts(record) : []),
	];
	if (findings.length > 0) throw new InputError(findings, 'Nothing was changed.');
	return {
		...record,
		// Any other status is refused, even the one that the voucher has.
		...(isBooked && { voucherStatus }),
		// What is left out here is deleted for good.
		files: [...new Set([...listOf(current.files), ...listOf(changes.files)])],
	};
}

/** A contact that the changes bring takes the place of the collective one, and the other way round. */
function withContact(merged: JsonObject, changes: JsonObject): JsonObject {
	const { contactId, contactName, ...rest } = merged;
	if (changes.contactId) return { ...rest, contactId, useCollectiveContact: false };
	if (changes.useCollectiveContact === true) return { ...rest, contactName };
	const isNamed = !contactId || changes.contactName !== undefined;
	return { ...rest, contactId, ...(isNamed && { contactName }) };
}

/** Totals that the changes do not give follow from the items. */
function withAmounts(record: JsonObject, changes: JsonObject): JsonObject {
	const { totalGrossAmount, totalTaxAmount } = changes;
	return completeAmounts({ ...record, totalGrossAmount, totalTaxAmount });
}

function checkStatus(current: JsonObject, { voucherStatus }: JsonObject): string[] {
	const isSame = voucherStatus === undefined || voucherStatus === current.voucherStatus;
	if (isSame || (voucherStatus === 'open' && current.voucherStatus === 'unchecked')) return [];
	return [
		`'Voucher Status' cannot become ${String(voucherStatus)}: the API only opens a voucher that is unchecked, and this one is ${String(current.voucherStatus)}`,
	];
}

/** Net amounts have to wait until the voucher is booked (fact sheet 3.20). */
function checkUncheckedTax(current: JsonObject, { taxType }: JsonObject): string[] {
	return current.voucherStatus === 'unchecked' && taxType === 'net'
		? ["'Tax Type' Net is not allowed while the voucher is unchecked; add 'Book', or choose Gross"]
		: [];
}

function listOf(value: Json | undefined): Json[] {
	return Array.isArray(value) ? value : [];
}
