// https://developers.lexware.io/docs/#dunnings-endpoint
import { discountedItem } from '../fields/lineItem';
import { lineItems } from '../fields/lineItems';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { shippingConditions } from '../fields/shippingConditions';
import { currency } from '../fields/totals';

export const dunning = salesDocument({
	value: 'dunning',
	create: {
		parts: [currency, shippingConditions, lineItems(discountedItem)],
		staysDraft: true,
		follows:
			'Invoice or down payment invoice that is dunned; its contact and tax type have to be the same',
		mustFollow: true,
	},
	simplified: { ...totalAmounts, precedingSalesVoucherId: 'relatedVouchers.0.id' },
});
