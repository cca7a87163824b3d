// The electronic invoice for German authorities. A contact with a Leitweg-ID gets it by itself.
import { additional } from './additionalFields';
import { defineBody } from '../operation/define';
import { memberAt } from '../operation/record';
import type { JsonObject } from '../transport/request';

const label = "'XRechnung Buyer Reference'";

export const xRechnung = defineBody({
	fields: additional({
		buyerReference: {
			type: 'string',
			displayName: 'XRechnung Buyer Reference',
			description:
				'The Leitweg-ID of the authority, in place of the contact’s own; added and left empty, it makes a plain invoice',
		},
	}),
	build: ({ additionalFields: { buyerReference } }) =>
		buyerReference === undefined ? {} : { xRechnung: { buyerReference } },
	check: checkXRechnung,
});

/** What can be known before sending (fact sheet 3.8); quantity, unit and name are asked of every position anyway. */
function checkXRechnung(record: JsonObject): string[] {
	if (!memberAt(record, 'xRechnung.buyerReference')) return [];
	const isNet = memberAt(record, 'taxConditions.taxType') === 'net';
	const hasContact = Boolean(memberAt(record, 'address.contactId'));
	return [
		...(isNet ? [] : [`${label} goes with the 'Tax Type' Net only`]),
		...(hasContact ? [] : [`${label} needs a contact as recipient`]),
	];
}
