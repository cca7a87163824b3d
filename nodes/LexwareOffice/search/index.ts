// The searches behind the locators, by the name that a locator field gives.
import { searchArticles } from './articles';
import { searchContacts } from './contacts';
import { toListSearch } from './listSearch';
import { searchPostingCategories } from './postingCategories';
import { searchSalesDocuments } from './salesDocuments';

export const searches = {
	searchArticles: toListSearch('Article', searchArticles),
	searchContacts: toListSearch('Contact', searchContacts),
	searchPostingCategories: toListSearch('Posting Category', searchPostingCategories),
	searchCreditNotes: toListSearch(
		'Credit Note',
		searchSalesDocuments('creditnote', 'credit-notes'),
	),
	searchDeliveryNotes: toListSearch(
		'Delivery Note',
		searchSalesDocuments('deliverynote', 'delivery-notes'),
	),
	searchDownPaymentInvoices: toListSearch(
		'Down Payment Invoice',
		searchSalesDocuments('downpaymentinvoice', 'invoices'),
	),
	searchInvoices: toListSearch('Invoice', searchSalesDocuments('invoice', 'invoices')),
	searchOrderConfirmations: toListSearch(
		'Order Confirmation',
		searchSalesDocuments('orderconfirmation', 'order-confirmations'),
	),
	searchQuotations: toListSearch('Quotation', searchSalesDocuments('quotation', 'quotations')),
};
