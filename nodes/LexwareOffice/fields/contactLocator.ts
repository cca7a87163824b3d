// A contact, picked from the list, pasted as a link or given by its ID.
export const contactLocator = {
	type: 'locator',
	displayName: 'Contact',
	search: 'searchContacts',
	permalink: 'contacts',
} as const;
