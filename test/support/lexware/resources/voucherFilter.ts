// Parameters of the voucher list: their values, and which rows they let through.
import { Refusal } from '../answer';
import { isDay } from '../time';
import { storedForm } from './contactSearch';
import type { VoucherRow } from './voucherRows';

const types = [
	'salesinvoice',
	'salescreditnote',
	'purchaseinvoice',
	'purchasecreditnote',
	'invoice',
	'downpaymentinvoice',
	'creditnote',
	'orderconfirmation',
	'quotation',
	'deliverynote',
];

const statuses = [
	'draft',
	'open',
	'paid',
	'paidoff',
	'voided',
	'transferred',
	'sepadebit',
	'accepted',
	'rejected',
	'unchecked',
	'blank',
];

const dates = ['voucherDate', 'createdDate', 'updatedDate'] as const;

export const filterNames = [
	'voucherType',
	'voucherStatus',
	'archived',
	'contactId',
	'voucherNumber',
	...dates.flatMap((name) => [`${name}From`, `${name}To`]),
];

type Query = Record<string, string | undefined>;

export function matchRow(query: Query): (row: VoucherRow) => boolean {
	const missing = ['voucherType', 'voucherStatus'].filter((name) => !query[name]);
	if (missing.length > 0) {
		throw new Refusal(400, [], `Missing required request parameters: ${missing.join(', ')}`);
	}
	const wantedTypes = readList('voucherType', query.voucherType ?? '', types);
	const wantedStatuses = readList('voucherStatus', query.voucherStatus ?? '', statuses, 'overdue');
	const { archived, contactId, voucherNumber } = query;
	if (archived !== undefined && archived !== 'true' && archived !== 'false') {
		throw invalidValue('archived', archived);
	}
	if (contactId !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(contactId)) {
		throw invalidValue('contactId', contactId);
	}
	const isInRange = matchDates(query);
	const number = voucherNumber?.toLowerCase();
	return (row) =>
		wantedTypes.has(row.voucherType) &&
		hasStatus(row, wantedStatuses) &&
		(archived === undefined || row.archived === (archived === 'true')) &&
		(contactId === undefined || row.contactId === contactId) &&
		(number === undefined || storedForm(row.voucherNumber).toLowerCase() === number) &&
		isInRange(row);
}

/** A comma list of known values, `any` alone, or the `lonely` value alone. */
function readList(name: string, text: string, known: string[], lonely?: string): Set<string> {
	if (text === 'any') return new Set(lonely ? [...known, lonely] : known);
	if (text === lonely) return new Set([lonely]);
	const values = text.split(',');
	const wrong = values.find((value) => !known.includes(value));
	if (wrong !== undefined) throw invalidValue(name, wrong);
	return new Set(values);
}

/** Overdue is a transient state: rows asked for as `open` come back as `overdue`. */
function hasStatus({ voucherStatus }: VoucherRow, wanted: Set<string>): boolean {
	return wanted.has(voucherStatus) || (voucherStatus === 'overdue' && wanted.has('open'));
}

function invalidValue(name: string, value: string): Refusal {
	return new Refusal(400, [], `Invalid value '${value}' received for request parameter '${name}'`);
}

/** Whole calendar days in Berlin, both ends included. */
function matchDates(query: Query): (row: VoucherRow) => boolean {
	const ranges = dates.map((name) => ({
		name,
		from: readDay(query, `${name}From`) ?? '',
		to: readDay(query, `${name}To`) ?? '9999-12-31',
	}));
	return (row) =>
		ranges.every(({ name, from, to }) => {
			const day = row[name].slice(0, 10);
			return day >= from && day <= to;
		});
}

function readDay(query: Query, name: string): string | undefined {
	const text = query[name];
	if (text !== undefined && !isDay(text)) throw invalidValue(name, text);
	return text;
}
