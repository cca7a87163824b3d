import type { Resource } from '../answer';
import { articles } from './articles';
import { contacts } from './contacts';
import { countries } from './countries';
import { creditNotes } from './creditNotes';
import { deliveryNotes } from './deliveryNotes';
import { downPaymentInvoices } from './downPaymentInvoices';
import { dunnings } from './dunnings';
import { eventSubscriptions } from './eventSubscriptions';
import { files } from './files';
import { invoices } from './invoices';
import { orderConfirmations } from './orderConfirmations';
import { paymentConditions } from './paymentConditions';
import { payments } from './payments';
import { postingCategories } from './postingCategories';
import { printLayouts } from './printLayouts';
import { profile } from './profile';
import { quotations } from './quotations';
import { recurringTemplates } from './recurringTemplates';
import { voucherlist } from './voucherlist';
import { vouchers } from './vouchers';

/** Every resource of the API; adding one is a file and a line here. */
export const resources: Resource[] = [
	articles,
	contacts,
	countries,
	creditNotes,
	deliveryNotes,
	downPaymentInvoices,
	dunnings,
	eventSubscriptions,
	files,
	invoices,
	orderConfirmations,
	paymentConditions,
	payments,
	postingCategories,
	printLayouts,
	profile,
	quotations,
	recurringTemplates,
	voucherlist,
	vouchers,
];
