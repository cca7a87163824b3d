// What the collections of updates say about themselves.
export const updateHint =
	'What is not added stays as it is; what is added and left empty is emptied. A set of fields, such as an address, takes the place of the whole one.';
