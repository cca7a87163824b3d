import type { Resource } from '../answer';
import { articles } from './articles';
import { contacts } from './contacts';
import { countries } from './countries';
import { invoices } from './invoices';
import { paymentConditions } from './paymentConditions';
import { printLayouts } from './printLayouts';
import { profile } from './profile';

/** Every resource of the API; adding one is a file and a line here. */
export const resources: Resource[] = [
	articles,
	contacts,
	countries,
	invoices,
	paymentConditions,
	printLayouts,
	profile,
];
