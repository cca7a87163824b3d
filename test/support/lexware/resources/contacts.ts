// https://developers.lexware.io/docs/#contacts-endpoint
import { randomUUID } from 'node:crypto';
import type { Account } from '../account';
import { actionResult } from '../actionResult';
import { json, Refusal, type Answer, type Call, type Resource } from '../answer';
import { defaultSize, pageOf, readWholeNumber } from '../paging';
import { berlinTimestamp } from '../time';
import { readBody } from '../validate';
import { contactSchema, type ContactBody } from './contactSchema';
import { displayName, matchContact } from './contactSearch';

interface Role {
	number: number;
}

export type Contact = Omit<ContactBody, 'version' | 'roles'> & {
	id: string;
	organizationId: string;
	version: number;
	roles: { customer?: Role; vendor?: Role };
	archived: boolean;
};

// Documented are 250; measured: 500 is accepted, 1000 refused.
const maxSize = 500;

export const contacts: Resource = {
	name: 'contacts',
	errors: 'legacy',
	routes: [
		{
			method: 'GET',
			path: '/contacts',
			query: ['email', 'name', 'number', 'customer', 'vendor', 'page', 'size'],
			handle: list,
		},
		{ method: 'GET', path: '/contacts/:id', handle: (call) => json(200, find(call)) },
		{ method: 'POST', path: '/contacts', body: 'json', handle: create },
		{ method: 'PUT', path: '/contacts/:id', body: 'json', handle: replace },
	],
};

/** Puts a contact into the books past all validation, as the web app may (several addresses and the like). */
export function seedContact(account: Account, body: ContactBody, archived = false): Contact {
	const contact = {
		...toContact(account, randomUUID(), 1, body),
		archived,
	};
	store(account, contact);
	return contact;
}

function list({ account, query }: Call): Answer {
	const matching = [...account.contacts.values()].filter(
		matchContact({
			name: query.name,
			email: query.email,
			number: readNumber(query.number),
			customer: readBoolean('customer', query.customer),
			vendor: readBoolean('vendor', query.vendor),
		}),
	);
	matching.sort((a, b) => displayName(a).localeCompare(displayName(b), 'de'));
	return json(
		200,
		pageOf(matching, readLenientPage(query), { property: 'name', direction: 'ASC' }),
	);
}

/** Measured: what is no page or size is silently replaced by the default. */
function readLenientPage(query: Call['query']) {
	const size = readWholeNumber(query.size) ?? defaultSize;
	if (size > maxSize) throw new Refusal(400, [], 'size exceeds the limit');
	return { page: readWholeNumber(query.page) ?? 0, size: size || defaultSize };
}

function readNumber(text: string | undefined): number | undefined {
	const number = readWholeNumber(text);
	if (text === undefined || number !== undefined) return number;
	throw new Refusal(400, [{ field: 'number', key: 'invalid_value' }]);
}

function readBoolean(name: string, text: string | undefined): boolean | undefined {
	if (text === undefined) return undefined;
	if (text === 'true' || text === 'false') return text === 'true';
	throw new Refusal(400, [{ field: name, key: 'invalid_value' }]);
}

function find({ account, params }: Call): Contact {
	const contact = account.contacts.get(params.id ?? '');
	if (!contact) throw new Refusal(404, []);
	return contact;
}

function create(call: Call): Answer {
	const body = readBody(contactSchema, call, 'legacy');
	if (body.version !== 0) throw staleVersion();
	const contact = toContact(call.account, randomUUID(), 1, body);
	store(call.account, contact);
	return answer(call, contact);
}

function replace(call: Call): Answer {
	const known = find(call);
	const body = readBody(contactSchema, call, 'legacy');
	if (body.version !== known.version) throw staleVersion();
	refuseLongLists(known);
	const contact = toContact(call.account, known.id, known.version + 1, body, known);
	store(call.account, contact);
	return answer(call, contact);
}

/** Measured on contacts: a conflict is a 406 like any other wrong value. */
function staleVersion(): Refusal {
	return new Refusal(406, [{ field: 'version', key: 'invalid_value' }]);
}

/** A contact to which the web app gave a second entry of a kind cannot be updated by the API at all. */
function refuseLongLists({ addresses, emailAddresses, phoneNumbers, company }: Contact): void {
	const lists: Record<string, unknown[] | undefined> = {
		'company.contactPersons': company?.contactPersons,
	};
	for (const [group, members] of Object.entries({ addresses, emailAddresses, phoneNumbers })) {
		for (const [name, list] of Object.entries(members ?? {})) lists[`${group}.${name}`] = list;
	}
	const issues = Object.entries(lists)
		.filter(([, list]) => (list?.length ?? 0) > 1)
		.map(([path]) => ({ field: `${path}.size`, key: 'invalid_value' }));
	if (issues.length > 0) throw new Refusal(406, issues);
}

function toContact(
	account: Account,
	id: string,
	version: number,
	body: ContactBody,
	known?: Contact,
): Contact {
	const { customer, vendor } = body.roles ?? {};
	const before = known?.roles;
	return {
		...body,
		id,
		organizationId: account.profile.organizationId,
		version,
		roles: {
			...(customer && {
				customer: before?.customer ?? { number: account.nextNumber('customer', 10001) },
			}),
			...(vendor && { vendor: before?.vendor ?? { number: account.nextNumber('vendor', 70001) } }),
		},
		archived: known?.archived ?? false,
	};
}

function store(account: Account, contact: Contact): void {
	account.contacts.set(contact.id, contact);
	account.revision += 1;
}

/** Contacts keep no dates of their own; only the action result has them. */
function answer(call: Call, { id, version }: Contact): Answer {
	const now = berlinTimestamp(new Date());
	return actionResult(200, call, 'contacts', { id, version, createdDate: now, updatedDate: now });
}
