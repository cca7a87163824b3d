// Postal addresses: on contacts, and as the recipient of a sales document that names no contact.
import type { Fields, ValuesOf } from '../operation/field';
import { omitEmpty } from '../operation/record';
import type { JsonObject } from '../transport/request';

const country = {
	type: 'string',
	displayName: 'Country Code',
	default: 'DE',
	isCountry: true,
	required: true,
	description: 'Two letters of ISO 3166, or one of the codes that the Country resource lists',
} as const;

export const addressFields = {
	supplement: { type: 'string', displayName: 'Supplement' },
	street: { type: 'string', displayName: 'Street' },
	zip: { type: 'string', displayName: 'ZIP' },
	city: { type: 'string', displayName: 'City' },
	countryCode: country,
} as const satisfies Fields;

export function shapeAddress(address: ValuesOf<typeof addressFields>): JsonObject {
	return omitEmpty(address);
}
