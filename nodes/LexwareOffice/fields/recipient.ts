// Who a sales document is addressed to: a contact of Lexware Office, or an address of its own.
import { addressFields } from './address';
import { contactLocator } from './contactLocator';
import { defineBody } from '../operation/define';
import type { Fields } from '../operation/field';
import { checkMembers, shapeMembers } from '../operation/members';
import { memberAt } from '../operation/record';

const contact = {
	contactId: {
		...contactLocator,
		required: true,
		description: 'It has to be a customer with exactly one billing address',
		at: 'address.contactId',
		showFor: { recipient: ['contact'] },
	},
} as const satisfies Fields;

const address = {
	address: {
		type: 'group',
		displayName: 'Address',
		entryName: 'Address',
		required: true,
		fields: { name: { type: 'string', displayName: 'Name', required: true }, ...addressFields },
		showFor: { recipient: ['address'] },
	},
} as const satisfies Fields;

const choice = {
	recipient: {
		type: 'options',
		displayName: 'Recipient',
		default: 'contact',
		options: [
			{ name: 'Address', value: 'address', description: 'An address for this document only' },
			{ name: 'Contact', value: 'contact', description: 'A contact of Lexware Office' },
		],
	},
} as const satisfies Fields;

export const recipient = defineBody({
	fields: { ...choice, ...contact, ...address },
	build: (values) => shapeMembers({ ...contact, ...address }, values),
	checkJson: (record) =>
		memberAt(record, 'address.contactId')
			? checkMembers({ contactId: { ...contact.contactId, showFor: {} } }, record)
			: checkMembers({ address: { ...address.address, showFor: {} } }, record),
});
