// https://developers.lexware.io/docs/#contacts-endpoint
import { contactChanges, newContact } from '../fields/contactBody';
import { contactLocator } from '../fields/contactLocator';
import { isMatch, matchFields, matchQuery, withEmail } from '../fields/contactMatch';
import { shapeContactUpdate } from '../fields/contactRules';
import { simplifyContact } from '../fields/contactSummary';
import { findContact } from '../fields/writtenRecords';
import { defineOperation, defineResource } from '../operation/define';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { permalinkTo } from '../operation/permalink';
import { encodeSearchText } from '../operation/searchText';
import { getById, getMany } from '../operation/standard';
import { upsertRecord } from '../operation/update';
import { updateById } from '../operation/updateById';

const noun = { one: 'contact', many: 'contacts' };
const list = '/v1/contacts';

const locator = {
	contactId: { ...contactLocator, required: true },
} as const satisfies Fields;

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
		placeholder: 'e.g. @email.com',
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
			findWritten: findContact,
			// The API wants version 0 on a new contact.
			request: (_, body) => ({ method: 'POST', path: list, body: { ...body, version: 0 } }),
		}),
		defineOperation({
			value: 'upsert',
			name: 'Create or Update',
			action: 'Create or update contact',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			writes: true,
			fields: matchFields,
			body: newContact,
			findWritten: findContact,
			execute: async ({ values, body, send, sendAllPages }) => {
				const found = { method: 'GET', path: list, query: matchQuery(values) } as const;
				const candidates = await sendAllPages(found, { pageSize: 250 });
				return await upsertRecord({
					path: list,
					matches: candidates.filter((record) => isMatch(record, values)),
					labelOf: ({ id }) => permalinkTo('contacts', String(id)),
					body: { ...withEmail(body, values), version: 0 },
					changes: body,
					shape: shapeContactUpdate,
					send,
				});
			},
		}),
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/contacts/${id}` }),
			simplify: simplifyContact,
		}),
		getMany({
			noun,
			path: list,
			pageSize: 250,
			filters,
			query: ({ email, name, number, customer, vendor }) => ({
				// An empty text would be a filter of its own, and too short a one.
				email: encodeSearchText(email || undefined),
				name: encodeSearchText(name || undefined),
				number,
				customer,
				vendor,
			}),
			simplify: simplifyContact,
		}),
		updateById({
			noun,
			locator,
			route: (id) => path`/v1/contacts/${id}`,
			body: contactChanges,
			description: 'Change a contact and keep what is not mentioned',
			shape: shapeContactUpdate,
		}),
	],
});
