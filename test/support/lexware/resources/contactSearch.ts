// How the contact filters match (fact sheet 1.7).
import { Refusal } from '../answer';
import type { Contact } from './contacts';

/** The database keeps `&`, `<` and `>` as entities, so a plain `&` in a filter finds nothing. */
export function storedForm(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Substring, ignoring case; `_` is any character, `%` any run, a backslash takes the next one literally. */
export function compilePattern(text: string): RegExp {
	if (text.length < 3 || text.length > 128) {
		throw new Refusal(400, [{ field: 'size must be between 3 and 128', key: 'bad_request_error' }]);
	}
	const source = text.replace(/\\(.)|([\s\S])/g, (_all, escaped?: string, plain = '') => {
		if (escaped !== undefined) return literal(escaped);
		if (plain === '_') return '[\\s\\S]';
		return plain === '%' ? '[\\s\\S]*' : literal(plain);
	});
	return new RegExp(source, 'i');
}

function literal(character: string): string {
	return character.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
}

export function displayName({ company, person }: Contact): string {
	return company?.name ?? [person?.firstName, person?.lastName].filter(Boolean).join(' ');
}

export function emailsOf({ company, emailAddresses }: Contact): string[] {
	const ofPersons = (company?.contactPersons ?? []).map(({ emailAddress }) => emailAddress ?? '');
	return [...Object.values(emailAddresses ?? {}).flat(), ...ofPersons];
}

export interface ContactFilter {
	name?: string;
	email?: string;
	number?: number;
	customer?: boolean;
	vendor?: boolean;
}

export function matchContact(filter: ContactFilter): (contact: Contact) => boolean {
	const name = filter.name === undefined ? undefined : compilePattern(filter.name);
	const email = filter.email === undefined ? undefined : compilePattern(filter.email);
	return (contact) => {
		const { customer, vendor } = contact.roles;
		return (
			(!name || name.test(storedForm(displayName(contact)))) &&
			(!email || emailsOf(contact).some((address) => email.test(storedForm(address)))) &&
			(filter.number === undefined ||
				customer?.number === filter.number ||
				vendor?.number === filter.number) &&
			(filter.customer === undefined || filter.customer === Boolean(customer)) &&
			(filter.vendor === undefined || filter.vendor === Boolean(vendor))
		);
	};
}
