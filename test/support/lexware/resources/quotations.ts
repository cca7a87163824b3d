// https://developers.lexware.io/docs/#quotations-endpoint
import { salesResource } from '../sales/resource';
import type { SalesType } from '../sales/type';

export const quotationType: SalesType = {
	path: 'quotations',
	voucherType: 'quotation',
	title: 'Angebot',
	numberPrefix: 'AG',
	finalStatus: 'open',
	unitPrice: 'required',
	has: new Set([
		'discountPercentage',
		'totalPrice',
		'totalDiscount',
		'paymentConditions',
		'expirationDate',
		'optionalItems',
	]),
	predecessors: [],
};

export const quotations = salesResource(quotationType);
