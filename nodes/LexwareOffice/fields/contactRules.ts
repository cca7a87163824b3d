// What a contact has to keep (fact sheet 3.3).
import { isJsonObject } from '../operation/define';
import { memberAt } from '../operation/record';
import { checkRules, type Rule } from '../operation/rules';
import { InputError } from '../operation/values';
import type { JsonObject } from '../transport/request';

export const emailKinds = ['business', 'office', 'private', 'other'] as const;
export const phoneKinds = ['business', 'office', 'mobile', 'private', 'fax', 'other'] as const;

/** Of these lists the API writes one entry each. */
const singleLists = [
	'addresses.billing',
	'addresses.shipping',
	'company.contactPersons',
	...emailKinds.map((kind) => `emailAddresses.${kind}`),
	...phoneKinds.map((kind) => `phoneNumbers.${kind}`),
];

const rules: Rule[] = [
	{ at: 'company.name', label: 'Company Name', required: true },
	{ at: 'person.salutation', label: 'Salutation', maxLength: 25 },
	{ at: 'person.lastName', label: 'Last Name', required: true },
	{
		at: 'company.contactPersons.*.salutation',
		label: 'Contact Person → Salutation',
		maxLength: 25,
	},
	{ at: 'company.contactPersons.*.lastName', label: 'Contact Person → Last Name', required: true },
	...['Billing', 'Shipping'].map((kind) => ({
		at: `addresses.${kind.toLowerCase()}.*.countryCode`,
		label: `${kind} Address → Country Code`,
		required: true as const,
	})),
	...phoneKinds.map((kind) => ({
		at: `phoneNumbers.${kind}.*`,
		label: `Phone (${kind[0]?.toUpperCase()}${kind.slice(1)})`,
		maxLength: 30,
	})),
	{ at: 'xRechnung.buyerReference', label: 'XRechnung → Buyer Reference', required: true },
	{
		at: 'xRechnung.vendorNumberAtCustomer',
		label: 'XRechnung → Vendor Number at Customer',
		required: true,
	},
	{ at: 'note', label: 'Note', maxLength: 1000 },
	...singleLists.map((list) => ({ at: list, label: list, maxEntries: 1 })),
];

export function checkContactJson(record: JsonObject): string[] {
	const { roles } = record;
	const hasRole = isJsonObject(roles) && Boolean(roles.customer ?? roles.vendor);
	const hasName = Boolean(record.company ?? record.person);
	return [
		...(hasRole ? [] : ["'Roles' is empty"]),
		...(hasName ? [] : ["'company' and 'person' are both missing"]),
		...checkRules(record, rules),
	];
}

export function checkContactChanges(changes: JsonObject): string[] {
	return checkRules(changes, rules, { isPartial: true });
}

/** A contact is one or the other. */
export function checkIdentity({ company, person }: JsonObject): string[] {
	return company && person
		? [
				'a contact is a company or a person; tax number, VAT ID, tax-free invoices and contact person belong to companies',
			]
		: [];
}

/**
 * A merged contact as PUT takes it.
 * @throws InputError for a contact that the web app has made and the API refuses to take back
 */
export function shapeContactUpdate(merged: JsonObject): JsonObject {
	const long = singleLists.filter((list) => {
		const entries = memberAt(merged, list);
		return Array.isArray(entries) && entries.length > 1;
	});
	const findings = [
		...long.map(
			(list) =>
				`the contact has more than one entry in ${list}, and the API takes one; change it in Lexware Office`,
		),
		...checkIdentity(merged),
	];
	if (findings.length > 0) throw new InputError(findings);
	return merged;
}
