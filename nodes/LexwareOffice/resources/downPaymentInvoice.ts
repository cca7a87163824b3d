// https://developers.lexware.io/docs/#down-payment-invoices-endpoint
import { salesDocument, totalAmounts } from '../fields/salesDocument';

export const downPaymentInvoice = salesDocument({
	value: 'downPaymentInvoice',
	permalink: 'invoices',
	statuses: ['draft', 'open', 'overdue', 'paid', 'voided'],
	hasFormats: true,
	simplified: {
		dueDate: 'dueDate',
		...totalAmounts,
		electronicDocumentProfile: 'electronicDocumentProfile',
	},
});
