// What a contact may look like in a POST or PUT (fact sheet 3.3).
import { z } from 'zod';
import { isCountryCode } from '../countries';
import { complain, optionalText, requiredText } from '../validate';

/** The API writes lists of at most one entry; the issue names the list's size. */
function single<Entry extends z.ZodTypeAny>(entry: Entry) {
	return z.array(entry).superRefine((list, context) => {
		if (list.length > 1) complain(context, ['size'], 'invalid_value');
	});
}

const person = {
	salutation: optionalText(25),
	firstName: optionalText(),
	lastName: requiredText,
};

const contactPerson = z.object({
	...person,
	primary: z.boolean().default(false),
	emailAddress: optionalText(),
	phoneNumber: optionalText(30),
});

const address = z.object({
	supplement: optionalText(),
	street: optionalText(),
	zip: optionalText(),
	city: optionalText(),
	countryCode: requiredText,
});

const emailAddresses = lists(['business', 'office', 'private', 'other'], z.string());
const phoneNumbers = lists(
	['business', 'office', 'mobile', 'private', 'fax', 'other'],
	z.string().max(30),
);

function lists<Name extends string, Entry extends z.ZodTypeAny>(names: Name[], entry: Entry) {
	return z.record(z.enum(names as [Name, ...Name[]]), single(entry));
}

const role = z.object({});

export const contactSchema = z
	.object({
		version: z.number().int().optional(),
		roles: z.object({ customer: role.optional(), vendor: role.optional() }).optional(),
		company: z
			.object({
				name: requiredText,
				taxNumber: optionalText(),
				vatRegistrationId: optionalText(),
				allowTaxFreeInvoices: z.boolean().optional(),
				contactPersons: single(contactPerson).optional(),
			})
			.optional(),
		person: z.object(person).optional(),
		addresses: z
			.object({ billing: single(address).optional(), shipping: single(address).optional() })
			.optional(),
		xRechnung: z
			.object({ buyerReference: requiredText, vendorNumberAtCustomer: requiredText })
			.optional(),
		emailAddresses: emailAddresses.optional(),
		phoneNumbers: phoneNumbers.optional(),
		note: optionalText(1000),
	})
	.superRefine((contact, context) => {
		checkIdentity(contact, context);
		checkSyntax(contact, context);
	});

export type ContactBody = z.output<typeof contactSchema>;

function checkIdentity(contact: ContactBody, context: z.RefinementCtx): void {
	const { roles, company, person: human, version } = contact;
	const hasRole = Boolean(roles?.customer ?? roles?.vendor);
	if (!hasRole) complain(context, ['roles.customer or roles.vendor'], 'missing_entity');
	if (company && human) complain(context, ['company and person'], 'invalid_value');
	if (!company && !human) complain(context, ['company or person'], 'missing_entity');
	// Measured: a body without role and name gets no issue for its missing version.
	if (hasRole && (company ?? human) && version === undefined) {
		complain(context, ['version'], 'missing_entity');
	}
}

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const vatIdPattern = /^(DE\d{9}|(?!DE)[A-Z]{2}[0-9A-Z+*.]{2,12})$/;

function checkSyntax(contact: ContactBody, context: z.RefinementCtx): void {
	const { billing = [], shipping = [] } = contact.addresses ?? {};
	if ([...billing, ...shipping].some(({ countryCode }) => !isCountryCode(countryCode))) {
		complain(context, ['countryCode'], 'countrycode_is_not_valid');
	}
	Object.values(contact.emailAddresses ?? {})
		.flat()
		.forEach((email, at) => {
			if (!emailPattern.test(email)) {
				complain(context, ['emailAddresses', at, 'emailAddress'], 'invalid_email_address');
			}
		});
	contact.company?.contactPersons?.forEach(({ emailAddress: email }, at) => {
		if (email !== undefined && !emailPattern.test(email)) {
			complain(context, ['company', 'contactPersons', at, 'emailAddress'], 'invalid_email_address');
		}
	});
	const vatId = contact.company?.vatRegistrationId;
	if (vatId && !vatIdPattern.test(vatId)) {
		complain(context, ['company', 'vatRegistrationId'], 'invalid_value');
	}
}
