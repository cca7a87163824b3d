// What is optional on a new record, in the collection of that name.
import type { Fields } from '../operation/field';

export function additional<const F extends Fields>(fields: F) {
	return {
		additionalFields: { type: 'collection', displayName: 'Additional Fields', fields },
	} as const satisfies Fields;
}
