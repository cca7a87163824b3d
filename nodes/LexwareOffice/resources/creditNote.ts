// https://developers.lexware.io/docs/#credit-notes-endpoint
import { pricedItem } from '../fields/lineItem';
import { salesDocument, totalAmounts } from '../fields/salesDocument';
import { totals } from '../fields/totals';

export const creditNote = salesDocument({
	value: 'creditNote',
	create: {
		item: pricedItem,
		parts: [totals],
		canFinalize: true,
		follows: { description: 'Invoice that this credit note corrects; it must not be a draft' },
	},
	statuses: ['draft', 'open', 'paidoff', 'voided'],
	hasFormats: true,
	simplified: { ...totalAmounts, electronicDocumentProfile: 'electronicDocumentProfile' },
});
