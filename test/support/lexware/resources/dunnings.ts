// https://developers.lexware.io/docs/#dunnings-endpoint
import { salesResource } from '../sales/resource';
import type { SalesType } from '../sales/type';

/** Always a draft without a number, printable nevertheless, and bound to the invoice it reminds of. */
export const dunningType: SalesType = {
	path: 'dunnings',
	voucherType: 'dunning',
	title: 'Mahnung',
	rendersDrafts: true,
	unitPrice: 'required',
	has: new Set(['discountPercentage', 'totalPrice', 'shippingConditions']),
	predecessors: ['invoice', 'downpaymentinvoice'],
	needsPredecessor: true,
};

export const dunnings = salesResource(dunningType);
