import { seedContact } from '../lexware/resources/contacts';
import { locator } from '../runNode';
import type { Books, Rows } from './row';

const email = 'a@anna.example';

function seed({ account }: Books, name: string) {
	return seedContact(account, {
		version: 0,
		roles: { customer: {} },
		company: { name },
		emailAddresses: { business: [email] },
	});
}

const contactOf =
	({ account }: Books) =>
	({ id }: { id?: unknown }) =>
		account.contacts.get(String(id));

export const contactRows: Rows = {
	'contact.create': (books) => ({
		parameters: { companyName: 'Müller & Söhne' },
		arrives: ['POST /v1/contacts 200'],
		gives: [{ version: 1 }],
		leaves: {
			find: contactOf(books),
			like: { company: { name: 'Müller & Söhne' }, roles: { customer: { number: 10001 } } },
		},
	}),

	'contact.upsert': (books) => {
		const { id } = seed(books, 'Anna AG');
		return {
			parameters: { email, companyName: 'Anna SE' },
			arrives: ['GET /v1/contacts 200', `GET /v1/contacts/${id} 200`, `PUT /v1/contacts/${id} 200`],
			gives: [{ id, isNew: false }],
			leaves: { find: contactOf(books), like: { company: { name: 'Anna SE' }, version: 2 } },
		};
	},

	'contact.get': (books) => {
		const { id } = seed(books, 'Anna AG');
		return {
			parameters: { contactId: locator(id) },
			arrives: [`GET /v1/contacts/${id} 200`],
			gives: [{ id, name: 'Anna AG', customerNumber: 10001, email }],
		};
	},

	'contact.getAll': (books) => {
		seed(books, 'Müller und Söhne');
		const { id } = seed(books, 'Müller & Söhne');
		return {
			parameters: { filters: { name: 'Müller & Söhne' } },
			arrives: ['GET /v1/contacts 200'],
			gives: [{ id, name: 'Müller & Söhne' }],
		};
	},

	'contact.update': (books) => {
		const { id } = seed(books, 'Anna AG');
		return {
			parameters: { contactId: locator(id), updateFields: { note: 'neu' } },
			arrives: [`GET /v1/contacts/${id} 200`, `PUT /v1/contacts/${id} 200`],
			gives: [{ id, version: 2 }],
			leaves: { find: contactOf(books), like: { company: { name: 'Anna AG' }, note: 'neu' } },
		};
	},
};
