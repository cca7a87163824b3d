// The searches behind the locators, by the name that a locator field gives.
import { searchContacts } from './contacts';
import { toListSearch } from './listSearch';

export const searches = {
	searchContacts: toListSearch('Contact', searchContacts),
};
