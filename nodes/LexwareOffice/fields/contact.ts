// The record of a contact: its fields, and the body they make.
import { addressFields, shapeAddress } from './address';
import { emailKinds, phoneKinds } from './contactRules';
import type { CollectionValues, Fields } from '../operation/field';
import type { Json, JsonObject } from '../transport/request';

const salutation = { type: 'string', displayName: 'Salutation', maxLength: 25 } as const;

export const roles = {
	type: 'multiOptions',
	displayName: 'Roles',
	options: [
		{ name: 'Customer', value: 'customer' },
		{ name: 'Vendor', value: 'vendor' },
	],
} as const;

/** E-mail and phone lists of the API hold one entry each on write; each becomes a field of its own. */
export const contactDetails = {
	allowTaxFreeInvoices: {
		type: 'boolean',
		displayName: 'Allow Tax-Free Invoices',
		description: 'Whether invoices to this company may be free of tax',
	},
	billingAddress: {
		type: 'group',
		displayName: 'Billing Address',
		entryName: 'Address',
		fields: addressFields,
	},
	contactPerson: {
		type: 'group',
		displayName: 'Contact Person',
		entryName: 'Person',
		fields: {
			salutation,
			firstName: { type: 'string', displayName: 'First Name' },
			lastName: { type: 'string', displayName: 'Last Name', required: true },
			emailAddress: { type: 'string', displayName: 'Email', placeholder: 'e.g. name@email.com' },
			phoneNumber: { type: 'string', displayName: 'Phone Number', maxLength: 30 },
			primary: {
				type: 'boolean',
				displayName: 'Primary',
				description: 'Whether this person is printed on documents',
			},
		},
	},
	emailBusiness: {
		type: 'string',
		displayName: 'Email (Business)',
		placeholder: 'e.g. name@email.com',
	},
	emailOffice: {
		type: 'string',
		displayName: 'Email (Office)',
		placeholder: 'e.g. name@email.com',
	},
	emailOther: { type: 'string', displayName: 'Email (Other)', placeholder: 'e.g. name@email.com' },
	emailPrivate: {
		type: 'string',
		displayName: 'Email (Private)',
		placeholder: 'e.g. name@email.com',
	},
	note: { type: 'string', displayName: 'Note', rows: 4, maxLength: 1000 },
	phoneBusiness: { type: 'string', displayName: 'Phone (Business)', maxLength: 30 },
	phoneFax: { type: 'string', displayName: 'Phone (Fax)', maxLength: 30 },
	phoneMobile: { type: 'string', displayName: 'Phone (Mobile)', maxLength: 30 },
	phoneOffice: { type: 'string', displayName: 'Phone (Office)', maxLength: 30 },
	phoneOther: { type: 'string', displayName: 'Phone (Other)', maxLength: 30 },
	phonePrivate: { type: 'string', displayName: 'Phone (Private)', maxLength: 30 },
	shippingAddress: {
		type: 'group',
		displayName: 'Shipping Address',
		entryName: 'Address',
		fields: addressFields,
	},
	taxNumber: { type: 'string', displayName: 'Tax Number' },
	vatRegistrationId: { type: 'string', displayName: 'VAT ID', placeholder: 'e.g. DE123456789' },
	xRechnung: {
		type: 'group',
		displayName: 'XRechnung',
		entryName: 'XRechnung',
		fields: {
			buyerReference: {
				type: 'string',
				displayName: 'Buyer Reference',
				required: true,
				description: 'The Leitweg-ID of the authority',
			},
			vendorNumberAtCustomer: {
				type: 'string',
				displayName: 'Vendor Number at Customer',
				required: true,
			},
		},
	},
} as const satisfies Fields;

/** What a contact is called: as a company or as a person. */
export const contactName = {
	companyName: { type: 'string', displayName: 'Company Name' },
	salutation,
	firstName: { type: 'string', displayName: 'First Name' },
	lastName: { type: 'string', displayName: 'Last Name' },
} as const satisfies Fields;

type Details = CollectionValues<typeof contactDetails>;
type Name = CollectionValues<typeof contactName>;
type Roles = ReadonlyArray<'customer' | 'vendor'>;

/** Absent stays absent and emptied stays empty, so that the same shape serves a new record and changes to one. */
export function shapeContact(name: Name, details: Details, chosenRoles?: Roles): JsonObject {
	const { billingAddress, shippingAddress, contactPerson, xRechnung, note } = details;
	return {
		...(chosenRoles && { roles: Object.fromEntries(chosenRoles.map((role) => [role, {}])) }),
		...present('company', {
			name: name.companyName,
			taxNumber: details.taxNumber,
			vatRegistrationId: details.vatRegistrationId,
			allowTaxFreeInvoices: details.allowTaxFreeInvoices,
			contactPersons: contactPerson && [contactPerson],
		}),
		...present('person', {
			salutation: name.salutation,
			firstName: name.firstName,
			lastName: name.lastName,
		}),
		...present('addresses', {
			billing: billingAddress && [shapeAddress(billingAddress)],
			shipping: shippingAddress && [shapeAddress(shippingAddress)],
		}),
		...present('emailAddresses', shapeLists(details, 'email', emailKinds)),
		...present('phoneNumbers', shapeLists(details, 'phone', phoneKinds)),
		...(note !== undefined && { note }),
		...(xRechnung !== undefined && { xRechnung }),
	};
}

/** `emailBusiness` and its siblings → `business: [...]`; an emptied one empties its list. */
function shapeLists(details: Details, prefix: string, kinds: readonly string[]): JsonObject {
	const values = new Map<string, unknown>(Object.entries(details));
	return Object.fromEntries(
		kinds.map((kind): [string, Json | undefined] => {
			const value = values.get(`${prefix}${kind[0]?.toUpperCase()}${kind.slice(1)}`);
			if (value === '') return [kind, ''];
			return [kind, typeof value === 'string' ? [value] : undefined];
		}),
	);
}

/** The member, unless none of its own members is set. */
function present(member: string, value: JsonObject): JsonObject {
	return Object.values(value).some((entry) => entry !== undefined) ? { [member]: value } : {};
}
