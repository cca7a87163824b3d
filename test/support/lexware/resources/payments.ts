// https://developers.lexware.io/docs/#payments-endpoint
import type { Account } from '../account';
import { json, Refusal, type Answer, type Call, type Resource } from '../answer';
import { cents } from '../money';
import { berlinTimestamp } from '../time';

export interface PaymentItem {
	paymentItemType: string;
	postingDate: string;
	amount: number;
	currency: 'EUR';
}

/** What payments are made on: sales documents and bookkeeping vouchers alike. */
interface Payable {
	record: { voucherStatus: string; updatedDate: string };
	openAmount: number | null;
	paidDate?: string;
	paymentItems: PaymentItem[];
}

const payableTypes = [
	'invoice',
	'downpaymentinvoice',
	'creditnote',
	'salesinvoice',
	'salescreditnote',
	'purchaseinvoice',
	'purchasecreditnote',
];

export const payments: Resource = {
	name: 'payments',
	errors: 'regular',
	routes: [{ method: 'GET', path: '/payments/:id', handle: read }],
};

/** Records a payment, which the API itself cannot; the last cent settles the voucher. */
export function settle(
	account: Account,
	id: string,
	amount: number,
	paymentItemType = 'manualPayment',
): void {
	const { payable, type } = findPayable(account, id);
	const now = berlinTimestamp(new Date());
	payable.openAmount = Math.max(0, cents((payable.openAmount ?? 0) - amount));
	payable.paymentItems.push({ paymentItemType, postingDate: now, amount, currency: 'EUR' });
	payable.record.updatedDate = now;
	if (payable.openAmount === 0) {
		payable.record.voucherStatus = type.endsWith('creditnote') ? 'paidoff' : 'paid';
		payable.paidDate = now;
	}
	account.revision += 1;
}

function read({ account, params }: Call): Answer {
	const { payable, type, settlesInvoice } = findPayable(account, params.id ?? '');
	const { voucherStatus } = payable.record;
	if (!payableTypes.includes(type) || settlesInvoice) {
		throw new Refusal(406, [], 'No payment information for this voucher type');
	}
	if (['draft', 'unchecked', 'blank'].includes(voucherStatus)) {
		throw new Refusal(406, [], `No payment information for this ${type} in ${voucherStatus}`);
	}
	const openAmount = voucherStatus === 'voided' ? 0 : (payable.openAmount ?? 0);
	const isExpense = type.startsWith('purchase');
	return json(200, {
		openAmount,
		currency: 'EUR',
		paymentStatus: openAmount === 0 ? 'balanced' : isExpense ? 'openExpense' : 'openRevenue',
		voucherType: type,
		voucherStatus,
		paidDate: payable.paidDate,
		paymentItems: payable.paymentItems,
	});
}

function findPayable(
	account: Account,
	id: string,
): { payable: Payable; type: string; settlesInvoice: boolean } {
	const document = account.documents.get(id);
	if (document) {
		const { type, record } = document;
		const settlesInvoice = type === 'creditnote' && record.relatedVouchers.length > 0;
		return { payable: document, type, settlesInvoice };
	}
	const voucher = account.vouchers.get(id);
	if (!voucher) throw new Refusal(404, [], 'Not Found');
	return { payable: voucher, type: voucher.record.type, settlesInvoice: false };
}
