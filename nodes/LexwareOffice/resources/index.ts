// All resources, in the order of the dropdown.
import { article } from './article';
import { contact } from './contact';
import { country } from './country';
import { creditNote } from './creditNote';
import { customRequest } from './customRequest';
import { deliveryNote } from './deliveryNote';
import { downPaymentInvoice } from './downPaymentInvoice';
import { dunning } from './dunning';
import { eventSubscription } from './eventSubscription';
import { file } from './file';
import { invoice } from './invoice';
import { orderConfirmation } from './orderConfirmation';
import { payment } from './payment';
import { paymentCondition } from './paymentCondition';
import { postingCategory } from './postingCategory';
import { printLayout } from './printLayout';
import { profile } from './profile';
import { quota } from './quota';
import { quotation } from './quotation';
import { recurringTemplate } from './recurringTemplate';
import { voucher } from './voucher';
import { voucherList } from './voucherList';

export const resources = [
	article,
	contact,
	country,
	creditNote,
	customRequest,
	deliveryNote,
	downPaymentInvoice,
	dunning,
	eventSubscription,
	file,
	invoice,
	orderConfirmation,
	payment,
	paymentCondition,
	postingCategory,
	printLayout,
	profile,
	quota,
	quotation,
	recurringTemplate,
	voucher,
	voucherList,
];
