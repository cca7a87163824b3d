// https://developers.lexware.io/docs/#credit-notes-endpoint
import { pricedItem } from '../fields/lineItem';
import { lineItems } from '../fields/lineItems';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { totals } from '../fields/totals';

export const creditNote = salesDocument({
	value: 'creditNote',
	create: {
		parts: [totals, lineItems(pricedItem)],
		follows: 'Invoice that this credit note corrects; it must not be a draft',
	},
	statuses: ['draft', 'open', 'paidoff', 'voided'],
	hasFormats: true,
	simplified: { ...totalAmounts, electronicDocumentProfile: 'electronicDocumentProfile' },
});
