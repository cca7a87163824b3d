// How a record is entered on create and update: field by field, or as a whole in JSON.
// Drawn by properties.ts, turned into the record by input.ts.
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
	const given = isJsonObject(values.jsonBody) ? values.jsonBody : {};
	return body.complete(values.inputMode === 'json' ? given : body.build(values));
}

/** What is wrong with the record. */
export function checkBody(body: Body | undefined, values: Values, record: JsonObject): string[] {
	if (!body) return [];
	const own = values.inputMode === 'json' ? body.checkJson(record) : [];
	return [...own, ...body.check(record)];
}
