// https://developers.lexware.io/docs/#invoices-endpoint
import { salesResource } from '../sales/resource';
import type { SalesType } from '../sales/type';

export const invoiceType: SalesType = {
	path: 'invoices',
	voucherType: 'invoice',
	title: 'Rechnung',
	numberPrefix: 'RE',
	finalStatus: 'open',
	servesXml: true,
	unitPrice: 'required',
	has: new Set([
		'discountPercentage',
		'totalPrice',
		'totalDiscount',
		'shippingConditions',
		'paymentConditions',
		'xRechnung',
		'openAmount',
	]),
	predecessors: ['quotation', 'orderconfirmation', 'deliverynote'],
};

export const invoices = salesResource(invoiceType);
