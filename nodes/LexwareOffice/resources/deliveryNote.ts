// https://developers.lexware.io/docs/#delivery-notes-endpoint
import { deliveredItem } from '../fields/lineItem';
import { lineItems } from '../fields/lineItems';
import { salesDocument } from '../fields/salesDocument';
import { shippingConditions } from '../fields/shippingConditions';
import { deliveryTerms } from '../fields/texts';

export const deliveryNote = salesDocument({
	value: 'deliveryNote',
	create: {
		parts: [shippingConditions, deliveryTerms, lineItems(deliveredItem)],
		follows: 'Quotation or order confirmation that this delivery note follows',
	},
	statuses: ['draft', 'open'],
	simplified: { shippingDate: 'shippingConditions.shippingDate' },
});
