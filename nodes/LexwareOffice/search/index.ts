// The searches behind the locators, by the name that a locator field gives.
import { searchArticles } from './articles';
import { searchContacts } from './contacts';
import { toListSearch } from './listSearch';
import { searchPostingCategories } from './postingCategories';

export const searches = {
	searchArticles: toListSearch('Article', searchArticles),
	searchContacts: toListSearch('Contact', searchContacts),
	searchPostingCategories: toListSearch('Posting Category', searchPostingCategories),
};
