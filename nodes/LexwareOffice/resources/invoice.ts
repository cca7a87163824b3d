// https://developers.lexware.io/docs/#invoices-endpoint
import { discountedItem } from '../fields/lineItem';
import { lineItems } from '../fields/lineItems';
import { paymentConditions } from '../fields/paymentConditions';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { shippingConditions } from '../fields/shippingConditions';
import { totals } from '../fields/totals';
import { xRechnung } from '../fields/xRechnung';

export const invoice = salesDocument({
	value: 'invoice',
	create: {
		parts: [totals, shippingConditions, paymentConditions, xRechnung, lineItems(discountedItem)],
		follows: 'Quotation, order confirmation or delivery note that this invoice follows',
	},
	statuses: ['draft', 'open', 'overdue', 'paid', 'sepadebit', 'voided'],
	hasFormats: true,
	simplified: {
		dueDate: 'dueDate',
		...totalAmounts,
		electronicDocumentProfile: 'electronicDocumentProfile',
	},
});
