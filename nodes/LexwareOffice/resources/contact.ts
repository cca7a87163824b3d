// https://developers.lexware.io/docs/#contacts-endpoint
import { contactDetails, contactName, roles, shapeContact } from '../fields/contact';
import {
	defineBody,
	defineOperation,
	defineResource,
	readJson,
	jsonOutputs,
	isJsonObject,
} from '../operation/define';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { memberAt, mergeRecord, omitEmpty, pickMembers } from '../operation/record';
import { encodeSearchText } from '../operation/searchText';
import { getById, getMany } from '../operation/standard';
import { InputError } from '../operation/values';
import type { JsonObject } from '../transport/request';

const noun = { one: 'contact', many: 'contacts' };

const locator = {
	contactId: {
		type: 'locator',
		displayName: 'Contact',
		required: true,
		search: 'searchContacts',
		permalink: 'contacts',
	},
} as const satisfies Fields;

const company = { contactType: ['company'] };
const person = { contactType: ['person'] };

const newContact = defineBody({
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
		// The API wants version 0 on a new contact.
		({ version: 0, ...omitEmpty(shapeContact(name, additionalFields, chosen)) }),
});

const changes = defineBody({
	fields: {
		updateFields: {
			type: 'collection',
			displayName: 'Update Fields',
			fields: { ...contactName, ...contactDetails, roles },
		},
	},
	build: ({ updateFields: { roles: added, ...given } }) => shapeContact(given, given, added),
});

const filters = {
	customer: {
		type: 'boolean',
		displayName: 'Customer',
		description: 'Whether the contact has to be a customer (or, when off, must not be one)',
	},
	email: {
		type: 'string',
		displayName: 'Email',
		minLength: 3,
		maxLength: 128,
		description: 'Part of an email address; % stands for any text, _ for one character',
	},
	name: {
		type: 'string',
		displayName: 'Name',
		minLength: 3,
		maxLength: 128,
		description: 'Part of the name; % stands for any text, _ for one character',
	},
	number: {
		type: 'number',
		displayName: 'Number',
		minValue: 0,
		decimals: 0,
		description: 'Customer or vendor number',
	},
	vendor: {
		type: 'boolean',
		displayName: 'Vendor',
		description: 'Whether the contact has to be a vendor (or, when off, must not be one)',
	},
} as const satisfies Fields;

const emailPaths = ['business', 'office', 'private', 'other'].map(
	(kind) => `emailAddresses.${kind}.0`,
);
const phonePaths = ['business', 'office', 'mobile', 'private', 'other'].map(
	(kind) => `phoneNumbers.${kind}.0`,
);

export const contact = defineResource({
	value: 'contact',
	name: 'Contact',
	operations: [
		defineOperation({
			value: 'create',
			name: 'Create',
			action: 'Create contact',
			description: 'Add a company or a person as customer, vendor or both',
			writes: true,
			fields: {},
			body: newContact,
			request: (_, body) => ({ method: 'POST', path: '/v1/contacts', body }),
		}),
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/contacts/${id}` }),
			simplify: simplifyContact,
		}),
		getMany({
			noun,
			path: '/v1/contacts',
			pageSize: 250,
			filters,
			query: ({ email, name, number, customer, vendor }) => ({
				email: encodeSearchText(email),
				name: encodeSearchText(name),
				number,
				customer,
				vendor,
			}),
			simplify: simplifyContact,
		}),
		defineOperation({
			value: 'update',
			name: 'Update',
			action: 'Update contact',
			description: 'Change a contact and keep what is not mentioned',
			writes: true,
			fields: locator,
			body: changes,
			execute: async ({ values, body, send }) => {
				const route = path`/v1/contacts/${values.contactId}`;
				const current = readJson(await send({ method: 'GET', path: route }));
				const record = mergeRecord(isJsonObject(current) ? current : {}, body);
				refuseLongLists(record);
				const answer = await send({ method: 'PUT', path: route, body: record });
				return jsonOutputs(readJson(answer));
			},
		}),
	],
});

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

const singleLists = [
	'addresses.billing',
	'addresses.shipping',
	'company.contactPersons',
	...['business', 'office', 'private', 'other'].map((kind) => `emailAddresses.${kind}`),
	...['business', 'office', 'mobile', 'private', 'fax', 'other'].map(
		(kind) => `phoneNumbers.${kind}`,
	),
];

/** The web app makes contacts that the API refuses to take back: better said before the write than after it. */
function refuseLongLists(record: JsonObject): void {
	const long = singleLists.filter((list) => {
		const entries = memberAt(record, list);
		return Array.isArray(entries) && entries.length > 1;
	});
	if (long.length > 0)
		throw new InputError(
			long.map(
				(list) =>
					`the contact has more than one entry in ${list}, and the API takes one; change it in Lexware Office`,
			),
		);
}
