// Many voucher list rows at once, without a record behind each of them, for paging tests and benchmarks.
import type { Account } from './account';
import type { VoucherRow } from './resources/voucherRows';
import { berlinMidnight } from './time';

const kinds = [
	{ voucherType: 'invoice', voucherStatus: 'paid', prefix: 'RE' },
	{ voucherType: 'purchaseinvoice', voucherStatus: 'open', prefix: 'ER' },
	{ voucherType: 'quotation', voucherStatus: 'accepted', prefix: 'AG' },
	{ voucherType: 'invoice', voucherStatus: 'open', prefix: 'RE' },
	{ voucherType: 'creditnote', voucherStatus: 'paidoff', prefix: 'GS' },
] as const;

/** Rows one to a minute of 2024 and after it, kinds in turn, 100 contacts; the same rows for the same count. */
export function seedVoucherRows(account: Account, count: number): void {
	const days = new Map<string, string>();
	const first = Date.UTC(2024, 0, 1, 12);
	const start = account.seededRows.length;
	for (let n = start; n < start + count; n++) {
		const day = new Date(first + Math.floor(n / 40) * 86_400_000).toISOString().slice(0, 10);
		const voucherDate = days.get(day) ?? berlinMidnight(day);
		days.set(day, voucherDate);
		account.seededRows.push(makeRow(n, voucherDate));
	}
	account.revision += 1;
}

function makeRow(n: number, voucherDate: string): VoucherRow {
	const { voucherType, voucherStatus, prefix } = kinds[n % kinds.length] ?? kinds[0];
	const minute = String(n % 40).padStart(2, '0');
	const createdDate = voucherDate.replace('T00:00', `T09:${minute}`);
	const totalAmount = 100 + (n % 900);
	return {
		id: uuidOf(1, n),
		voucherType,
		voucherStatus,
		voucherNumber: `${prefix}${String(n + 1).padStart(5, '0')}`,
		voucherDate,
		createdDate,
		updatedDate: createdDate,
		// Far ahead, so that open rows do not turn overdue as years go by.
		dueDate: voucherStatus === 'open' ? '2099-12-31T00:00:00.000+01:00' : voucherDate,
		contactId: uuidOf(2, n % 100),
		contactName: `Kunde ${String((n % 100) + 1).padStart(3, '0')}`,
		totalAmount,
		openAmount: voucherStatus === 'open' ? totalAmount : voucherStatus === 'accepted' ? null : 0,
		currency: 'EUR',
		archived: false,
	};
}

function uuidOf(kind: number, n: number): string {
	return `0000000${kind}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}
