// Update: lays changes over the record with the id in the named locator. Used by resources in place of `defineOperation`.
import type { JsonObject } from '../transport/request';
import { defineOperation, type Body, type Operation } from './define';
import type { Fields } from './field';
import type { Noun } from './standard';
import { updateRecord } from './update';

/** `shape` makes the merged record fit for PUT; see operation/update.ts. */
export function updateById(definition: {
	noun: Noun;
	locator: Fields;
	route: (id: string) => string;
	body: Body;
	description: string;
	shape: (merged: JsonObject, current: JsonObject, changes: JsonObject) => JsonObject;
}): Operation {
	const { noun, locator, route, body, description, shape } = definition;
	const [name = ''] = Object.keys(locator);
	return defineOperation({
		value: 'update',
		name: 'Update',
		action: `Update ${noun.one}`,
		description,
		writes: true,
		fields: locator,
		body,
		execute: async ({ values, body: changes, send }) => {
			const result = await updateRecord({
				route: route(String(values[name])),
				changes,
				shape: (merged, current) => shape(merged, current, changes),
				send,
			});
			return [{ json: result }];
		},
	});
}
