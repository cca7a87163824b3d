// Rows of the voucher list, made from what is in the books.
import type { Account } from '../account';
import { berlinDay, berlinMidnight } from '../time';
import { displayName } from './contactSearch';

export interface VoucherRow {
	id: string;
	voucherType: string;
	voucherStatus: string;
	voucherNumber: string;
	voucherDate: string;
	createdDate: string;
	updatedDate: string;
	dueDate?: string;
	/** Null for the collective contact. */
	contactId: string | null;
	contactName: string;
	totalAmount: number;
	/** Null for drafts and for kinds that are not paid. */
	openAmount: number | null;
	currency: 'EUR';
	archived: boolean;
}

/** Every row as of now: due dates that have passed turn open rows into overdue ones. */
export function voucherRows(account: Account, today = berlinDay(new Date())): VoucherRow[] {
	return [...documentRows(account), ...bookkeepingRows(account), ...account.seededRows].map(
		(row) => (isOverdue(row, today) ? { ...row, voucherStatus: 'overdue' } : row),
	);
}

function isOverdue({ voucherStatus, dueDate }: VoucherRow, today: string): boolean {
	return (
		(voucherStatus === 'open' || voucherStatus === 'sepadebit') &&
		dueDate !== undefined &&
		dueDate.slice(0, 10) < today
	);
}

/** Dunnings hang on their invoice and are not listed. */
function documentRows({ documents }: Account): VoucherRow[] {
	return [...documents.values()]
		.filter(({ type }) => type !== 'dunning')
		.map(({ type, record, openAmount }) => ({
			id: record.id,
			voucherType: type,
			voucherStatus: record.voucherStatus,
			voucherNumber: record.voucherNumber ?? '',
			voucherDate: berlinMidnight(record.voucherDate.slice(0, 10)),
			createdDate: record.createdDate,
			updatedDate: record.updatedDate,
			dueDate: record.dueDate,
			contactId: record.address.contactId ?? null,
			contactName: record.address.name,
			totalAmount: record.totalPrice?.totalGrossAmount ?? 0,
			openAmount,
			currency: 'EUR',
			archived: record.archived,
		}));
}

function bookkeepingRows({ vouchers, contacts }: Account): VoucherRow[] {
	return [...vouchers.values()].map(({ record, openAmount }) => {
		const contact = contacts.get(record.contactId ?? '');
		return {
			id: record.id,
			voucherType: record.type,
			voucherStatus: record.voucherStatus,
			voucherNumber: record.voucherNumber ?? '',
			voucherDate: record.voucherDate ?? berlinMidnight(record.createdDate.slice(0, 10)),
			createdDate: record.createdDate,
			updatedDate: record.updatedDate,
			dueDate: record.dueDate,
			contactId: record.contactId ?? null,
			contactName: contact ? displayName(contact) : (record.contactName ?? ''),
			totalAmount: record.totalGrossAmount ?? 0,
			openAmount,
			currency: 'EUR',
			archived: false,
		};
	});
}
