// How a record is entered on create and update: field by field, or as a whole in JSON.
// Drawn by properties.ts, turned into the record by run.ts.
import { isJsonObject, type Body } from './define';
import type { Fields, Values } from './field';
import type { JsonObject } from '../transport/request';

/** The choice, and the JSON it leads to. */
export const bodyInput = {
	inputMode: {
		type: 'options',
		displayName: 'Input Mode',
		noDataExpression: true,
		default: 'fields',
		options: [
			{ name: 'Fields', value: 'fields', description: 'Fill in the fields below' },
			{ name: 'JSON', value: 'json', description: 'Give the whole record as the API takes it' },
		],
	},
	jsonBody: {
		type: 'json',
		displayName: 'Record as JSON',
		required: true,
		description: 'The whole record, with the names of the Lexware Office API',
		showFor: { inputMode: ['json'] },
	},
} as const satisfies Fields;

/** Under which choice the record's own fields are shown. */
export const bodyShownFor = { inputMode: ['fields'] } as const;

/** The record from whichever way it was entered. */
export function readBody(body: Body | undefined, values: Values): JsonObject {
	if (!body) return {};
	if (values.inputMode === 'fields') return body.build(values);
	return isJsonObject(values.jsonBody) ? values.jsonBody : {};
}
