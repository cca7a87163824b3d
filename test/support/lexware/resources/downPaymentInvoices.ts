// https://developers.lexware.io/docs/#down-payment-invoices-endpoint
import type { Account } from '../account';
import { json, type Resource } from '../answer';
import { createDocument, type SalesDocument } from '../sales/document';
import { fileRoute, find } from '../sales/resource';
import type { SalesBody } from '../sales/schema';
import type { SalesType } from '../sales/type';

const downPaymentInvoiceType: SalesType = {
	path: 'down-payment-invoices',
	voucherType: 'downpaymentinvoice',
	title: 'Abschlagsrechnung',
	numberPrefix: 'AR',
	finalStatus: 'open',
	unitPrice: 'required',
	has: new Set(['totalPrice', 'shippingConditions', 'paymentConditions', 'openAmount']),
	predecessors: [],
};

/** Read only: the API cannot make them. */
export const downPaymentInvoices: Resource = {
	name: downPaymentInvoiceType.path,
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/down-payment-invoices/:id',
			handle: (call) => json(200, find(downPaymentInvoiceType, call).record),
		},
		fileRoute(downPaymentInvoiceType),
	],
};

export function seedDownPaymentInvoice(account: Account, body: SalesBody): SalesDocument {
	const document = createDocument(account, downPaymentInvoiceType, body, true);
	document.record.closingInvoiceId = null;
	account.documents.set(document.record.id, document);
	account.revision += 1;
	return document;
}
