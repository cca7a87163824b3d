// https://developers.lexware.io/docs/#order-confirmations-endpoint
import { discountedItem } from '../fields/lineItem';
import { lineItems } from '../fields/lineItems';
import { paymentConditions } from '../fields/paymentConditions';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { shippingConditions } from '../fields/shippingConditions';
import { deliveryTerms } from '../fields/texts';
import { totals } from '../fields/totals';

export const orderConfirmation = salesDocument({
	value: 'orderConfirmation',
	create: {
		parts: [
			totals,
			shippingConditions,
			paymentConditions,
			deliveryTerms,
			lineItems(discountedItem),
		],
		follows:
			'Quotation that this order confirmation follows, without optional and alternative items',
	},
	statuses: ['draft', 'open'],
	simplified: { shippingDate: 'shippingConditions.shippingDate', ...totalAmounts },
});
