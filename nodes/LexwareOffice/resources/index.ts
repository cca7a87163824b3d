// All resources, in the order of the dropdown.
import { article } from './article';
import { contact } from './contact';
import { country } from './country';
import { customRequest } from './customRequest';
import { eventSubscription } from './eventSubscription';
import { file } from './file';
import { invoice } from './invoice';
import { payment } from './payment';
import { paymentCondition } from './paymentCondition';
import { postingCategory } from './postingCategory';
import { printLayout } from './printLayout';
import { profile } from './profile';
import { quota } from './quota';
import { recurringTemplate } from './recurringTemplate';
import { voucher } from './voucher';
import { voucherList } from './voucherList';

export const resources = [
	article,
	contact,
	country,
	customRequest,
	eventSubscription,
	file,
	invoice,
	payment,
	paymentCondition,
	postingCategory,
	printLayout,
	profile,
	quota,
	recurringTemplate,
	voucher,
	voucherList,
];
