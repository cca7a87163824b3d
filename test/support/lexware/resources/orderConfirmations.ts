// https://developers.lexware.io/docs/#order-confirmations-endpoint
import { salesResource } from '../sales/resource';
import type { SalesType } from '../sales/type';

export const orderConfirmationType: SalesType = {
	path: 'order-confirmations',
	voucherType: 'orderconfirmation',
	title: 'Auftragsbestätigung',
	numberPrefix: 'AB',
	finalStatus: 'open',
	unitPrice: 'required',
	has: new Set([
		'discountPercentage',
		'totalPrice',
		'totalDiscount',
		'shippingConditions',
		'paymentConditions',
		'deliveryTerms',
	]),
	predecessors: ['quotation'],
};

export const orderConfirmations = salesResource(orderConfirmationType);
