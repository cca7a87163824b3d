// Who a sales document goes to: its address, and what XRechnung asks of the recipient.
import { Refusal } from '../answer';
import { displayName } from '../resources/contactSearch';
import type { Contact } from '../resources/contacts';
import type { SalesBody } from './schema';
import type { SalesType } from './type';

export interface SalesAddress {
	contactId?: string;
	name: string;
	supplement?: string;
	street?: string;
	city?: string;
	zip?: string;
	countryCode: string;
	contactPerson?: string;
}

/** An address in the body is a one-off deviation from the contact's. */
export function toAddress(
	{ address }: SalesBody,
	contact: Contact | undefined,
	prefersShipping: boolean,
): SalesAddress {
	const { billing = [], shipping = [] } = contact?.addresses ?? {};
	const known = (prefersShipping ? shipping[0] : undefined) ?? billing[0];
	const person = contact?.company?.contactPersons?.find(({ primary }) => primary);
	const isOneOff = address.name !== undefined && address.countryCode !== undefined;
	return {
		...(isOneOff ? {} : known),
		...address,
		name: address.name ?? (contact ? displayName(contact) : ''),
		countryCode: address.countryCode ?? known?.countryCode ?? 'DE',
		contactPerson: person && [person.firstName, person.lastName].filter(Boolean).join(' '),
	};
}

export function buyerReference(type: SalesType, body: SalesBody, contact?: Contact) {
	if (!type.has.has('xRechnung')) return undefined;
	const given = body.xRechnung?.buyerReference;
	if (given && !contact?.xRechnung) {
		throw new Refusal(406, [], 'Referenced contact is not enabled for XRechnung');
	}
	const reference = given ?? contact?.xRechnung?.buyerReference;
	return reference ? { buyerReference: reference } : undefined;
}

export function checkXRechnung({ taxConditions }: SalesBody, contact?: Contact): void {
	const billing = contact?.addresses?.billing?.[0];
	if (taxConditions.taxType !== 'net') {
		throw new Refusal(406, [{ field: 'taxConditions.taxType', key: 'INVALID' }]);
	}
	if (!billing?.zip || !billing.city) {
		throw new Refusal(406, [], 'XRechnung needs zip and city of the billing address');
	}
}
