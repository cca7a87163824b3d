// What a contact has to keep (fact sheet 3.3).
import { isJsonObject } from '../operation/define';
import { memberAt } from '../operation/record';
import { checkRules, type Rule } from '../operation/rules';
import { InputError } from '../operation/values';
import type { JsonObject } from '../transport/request';

export const emailKinds = ['business', 'office', 'private', 'other'] as const;
export const phoneKinds = ['business', 'office', 'mobile', 'private', 'fax', 'other'] as const;

/** Of these lists the API writes one entry each; with the labels of the editor. */
const singleLists = [
	{ at: 'addresses.billing', label: 'Billing Address' },
	{ at: 'addresses.shipping', label: 'Shipping Address' },
	{ at: 'company.contactPersons', label: 'Contact Person' },
	...emailKinds.map((kind) => ({ at: `emailAddresses.${kind}`, label: labelOf('Email', kind) })),
	...phoneKinds.map((kind) => ({ at: `phoneNumbers.${kind}`, label: labelOf('Phone', kind) })),
];

function labelOf(what: string, kind: string): string {
	return `${what} (${kind[0]?.toUpperCase()}${kind.slice(1)})`;
}

const rules: Rule[] = [
	{ at: 'roles', label: 'Roles', isObject: true },
	{ at: 'company', label: 'company', isObject: true },
	{ at: 'company.name', label: 'Company Name', required: true },
	{ at: 'person', label: 'person', isObject: true },
	{ at: 'person.salutation', label: 'Salutation', maxLength: 25 },
	{ at: 'person.lastName', label: 'Last Name', required: true },
	{
		at: 'company.contactPersons.*.salutation',
		label: 'Contact Person → Salutation',
		maxLength: 25,
	},
	{ at: 'company.contactPersons.*.lastName', label: 'Contact Person → Last Name', required: true },
	{
		at: 'company.contactPersons.*.phoneNumber',
		label: 'Contact Person → Phone Number',
		maxLength: 30,
	},
	...['Billing', 'Shipping'].map((kind) => ({
		at: `addresses.${kind.toLowerCase()}.*.countryCode`,
		label: `${kind} Address → Country Code`,
		required: true as const,
		isCountry: true as const,
	})),
	...phoneKinds.map((kind) => ({
		at: `phoneNumbers.${kind}.*`,
		label: labelOf('Phone', kind),
		maxLength: 30,
	})),
	{ at: 'xRechnung.buyerReference', label: 'XRechnung → Buyer Reference', required: true },
	{
		at: 'xRechnung.vendorNumberAtCustomer',
		label: 'XRechnung → Vendor Number at Customer',
		required: true,
	},
	{ at: 'note', label: 'Note', maxLength: 1000 },
	...singleLists.map((list) => ({ ...list, maxEntries: 1 })),
];

export function checkContactJson(record: JsonObject): string[] {
	return [...checkPresence(record), ...checkRules(record, rules)];
}

function checkPresence({ roles, company, person }: JsonObject): string[] {
	const hasRole = isJsonObject(roles) && Boolean(roles.customer ?? roles.vendor);
	return [
		...(hasRole ? [] : ["'Roles' is empty"]),
		...((company ?? person) ? [] : ["'Company Name' is empty; a person has 'Last Name' instead"]),
	];
}

export function checkContactChanges(changes: JsonObject): string[] {
	return checkRules(changes, rules, { isPartial: true });
}

/** A contact is one or the other. */
export function checkIdentity({ company, person }: JsonObject): string[] {
	return company && person
		? [
				"'Company Name' and 'Last Name' exclude each other: a contact is a company or a person, and 'Tax Number', 'VAT ID', 'Allow Tax-Free Invoices' and 'Contact Person' belong to companies",
			]
		: [];
}

/**
 * A merged contact as PUT takes it.
 * @throws InputError for a contact that the web app has made and the API refuses to take back
 */
export function shapeContactUpdate(merged: JsonObject): JsonObject {
	const findings = [
		...singleLists.filter(({ at }) => hasSeveral(merged, at)).map(describeSeveral),
		...checkPresence(merged),
		...checkIdentity(merged),
	];
	if (findings.length > 0) throw new InputError(findings, 'Nothing was changed.');
	return merged;
}

function hasSeveral(record: JsonObject, at: string): boolean {
	const entries = memberAt(record, at);
	return Array.isArray(entries) && entries.length > 1;
}

function describeSeveral({ label }: { label: string }): string {
	return `'${label}' has more than one entry in this contact, which the API cannot update then; change it in Lexware Office`;
}
