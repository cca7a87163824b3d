// All resources, in the order of the dropdown.
import { article } from './article';
import { contact } from './contact';
import { country } from './country';
import { eventSubscription } from './eventSubscription';
import { invoice } from './invoice';
import { payment } from './payment';
import { paymentCondition } from './paymentCondition';
import { postingCategory } from './postingCategory';
import { printLayout } from './printLayout';
import { profile } from './profile';
import { quota } from './quota';
import { recurringTemplate } from './recurringTemplate';

export const resources = [
	article,
	contact,
	country,
	eventSubscription,
	invoice,
	payment,
	paymentCondition,
	postingCategory,
	printLayout,
	profile,
	quota,
	recurringTemplate,
];
