// https://developers.lexware.io/docs/#quotations-endpoint
import { expirationDate } from '../fields/documentDates';
import { offeredItem } from '../fields/lineItem';
import { lineItems } from '../fields/lineItems';
import { paymentConditions } from '../fields/paymentConditions';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { totals } from '../fields/totals';

export const quotation = salesDocument({
	value: 'quotation',
	create: {
		parts: [expirationDate, totals, paymentConditions, lineItems(offeredItem)],
	},
	statuses: ['accepted', 'draft', 'open', 'rejected'],
	simplified: { expirationDate: 'expirationDate', ...totalAmounts },
});
