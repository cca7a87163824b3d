// https://developers.lexware.io/docs/#credit-notes-endpoint
import { salesResource } from '../sales/resource';
import type { SalesType } from '../sales/type';

export const creditNoteType: SalesType = {
	path: 'credit-notes',
	voucherType: 'creditnote',
	title: 'Rechnungskorrektur',
	numberPrefix: 'GS',
	finalStatus: 'open',
	unitPrice: 'required',
	has: new Set(['totalPrice', 'totalDiscount', 'openAmount']),
	predecessors: ['invoice'],
};

export const creditNotes = salesResource(creditNoteType);
