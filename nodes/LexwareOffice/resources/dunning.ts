// https://developers.lexware.io/docs/#dunnings-endpoint
import { discountedItem } from '../fields/lineItem';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { shippingConditions } from '../fields/shippingConditions';
import { currency } from '../fields/totals';

export const dunning = salesDocument({
	value: 'dunning',
	create: {
		item: discountedItem,
		parts: [currency, shippingConditions],
		canFinalize: false,
		follows: {
			description:
				'Invoice or down payment invoice that is dunned; its contact and tax type have to be the same',
			required: true,
		},
	},
	simplified: { ...totalAmounts, precedingSalesVoucherId: 'relatedVouchers.0.id' },
});
