// How a contact is entered: a new one, and changes to one.
import { contactDetails, contactName, roles, shapeContact } from './contact';
import { checkContactChanges, checkContactJson, checkIdentity } from './contactRules';
import { updateHint } from './updateHint';
import { defineBody } from '../operation/define';
import { omitEmpty } from '../operation/record';

const company = { contactType: ['company'] };
const person = { contactType: ['person'] };

export const newContact = defineBody({
	fields: {
		contactType: {
			type: 'options',
			displayName: 'Contact Type',
			default: 'company',
			options: [
				{ name: 'Company', value: 'company' },
				{ name: 'Person', value: 'person' },
			],
		},
		companyName: { ...contactName.companyName, required: true, showFor: company },
		salutation: { ...contactName.salutation, showFor: person },
		firstName: { ...contactName.firstName, showFor: person },
		lastName: { ...contactName.lastName, required: true, showFor: person },
		roles: { ...roles, default: ['customer'], required: true },
		additionalFields: {
			type: 'collection',
			displayName: 'Additional Fields',
			fields: contactDetails,
		},
	},
	build: ({ additionalFields, roles: chosen, ...name }) =>
		omitEmpty(shapeContact(name, additionalFields, chosen)),
	check: checkIdentity,
	checkJson: checkContactJson,
});

export const contactChanges = defineBody({
	fields: {
		updateFields: {
			type: 'collection',
			displayName: 'Update Fields',
			description: updateHint,
			fields: { ...contactName, ...contactDetails, roles },
		},
	},
	build: ({ updateFields: { roles: added, ...given } }) => shapeContact(given, given, added),
	check: checkContactChanges,
});
