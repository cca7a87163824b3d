// Delete: one record by the id in the named locator. Used by resources in place of `defineOperation`.
import type { ApiRequest } from '../transport/request';
import { defineOperation, type Operation } from './define';
import type { Fields } from './field';
import type { Noun } from './standard';

export function deleteById(definition: {
	noun: Noun;
	locator: Fields;
	request: (id: string) => ApiRequest;
}): Operation {
	const { noun, locator, request } = definition;
	const [name = ''] = Object.keys(locator);
	return defineOperation({
		value: 'delete',
		name: 'Delete',
		action: `Delete ${noun.one}`,
		description: `Remove one ${noun.one} for good`,
		writes: true,
		fields: locator,
		isIrreversible: () => true,
		deed: { one: `${noun.one} was deleted`, many: `${noun.many} were deleted` },
		request: (values) => request(String(values[name])),
		output: () => [{ json: { deleted: true } }],
	});
}
