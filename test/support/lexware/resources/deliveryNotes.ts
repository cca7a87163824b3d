// https://developers.lexware.io/docs/#delivery-notes-endpoint
import { salesResource } from '../sales/resource';
import type { SalesType } from '../sales/type';

export const deliveryNoteType: SalesType = {
	path: 'delivery-notes',
	voucherType: 'deliverynote',
	title: 'Lieferschein',
	numberPrefix: 'LS',
	finalStatus: 'open',
	unitPrice: 'optional',
	has: new Set(['shippingConditions', 'deliveryTerms']),
	predecessors: ['quotation', 'orderconfirmation'],
};

export const deliveryNotes = salesResource(deliveryNoteType);
