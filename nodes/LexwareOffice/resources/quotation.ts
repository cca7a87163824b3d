// https://developers.lexware.io/docs/#quotations-endpoint
import { expirationDate } from '../fields/documentDates';
import { offeredItem } from '../fields/lineItem';
import { paymentConditions } from '../fields/paymentConditions';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { totals } from '../fields/totals';

export const quotation = salesDocument({
	value: 'quotation',
	create: {
		item: offeredItem,
		parts: [expirationDate, totals, paymentConditions],
		canFinalize: true,
	},
	statuses: ['accepted', 'draft', 'open', 'rejected'],
	simplified: { expirationDate: 'expirationDate', ...totalAmounts },
});
