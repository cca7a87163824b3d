// A contact in few words: for simplified output, for lists and for messages.
import { emailKinds } from './contactRules';
import { memberAt, pickMembers } from '../operation/record';
import type { JsonObject } from '../transport/request';

const emailPaths = emailKinds.map((kind) => `emailAddresses.${kind}.0`);
const phonePaths = ['business', 'office', 'mobile', 'private', 'other'].map(
	(kind) => `phoneNumbers.${kind}.0`,
);

/** The members that most workflows go on with. */
export function simplifyContact(record: JsonObject): JsonObject {
	return {
		...pickMembers(record, { id: 'id', version: 'version' }),
		name: nameOf(record),
		...pickMembers(record, {
			customerNumber: 'roles.customer.number',
			vendorNumber: 'roles.vendor.number',
			email: emailPaths,
			phone: phonePaths,
			city: 'addresses.billing.0.city',
			archived: 'archived',
		}),
	};
}

/** A company's name, or a person's first and last name. */
export function nameOf(record: JsonObject): string {
	const person = [memberAt(record, 'person.firstName'), memberAt(record, 'person.lastName')];
	return String(memberAt(record, 'company.name') ?? person.filter(Boolean).join(' '));
}
