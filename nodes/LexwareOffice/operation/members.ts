// Records whose members stand for fields one by one: made from the fields' values, and checked against the very fields
// when they come as JSON. Used by fields in place of `defineBody`.
import type { Json, JsonObject } from '../transport/request';
import { defineBody, isJsonObject, type Body } from './define';
import type { Field, Fields, Values } from './field';
import { memberAt, mergeRecord, withMember } from './record';
import { readValues } from './values';

/** A body whose fields say where their members are (`at`). */
export function defineMembers(definition: {
	fields: Fields;
	complete?: Body['complete'];
	check?: Body['check'];
}): Body {
	const { fields } = definition;
	return defineBody({
		...definition,
		build: (values) => shapeMembers(fields, values),
		checkJson: (record) => checkMembers(fields, record),
	});
}

/** Values → members; what is absent or empty is left out. The fields of a collection belong to the record itself. */
export function shapeMembers(fields: Fields, values: Values): JsonObject {
	return Object.entries(fields).reduce<JsonObject>((record, [name, field]) => {
		const value = values[name];
		if (field.type === 'collection')
			return mergeRecord(record, shapeMembers(field.fields, isJsonObject(value) ? value : {}));
		const member = toMember(field, value);
		return member === undefined || member === ''
			? record
			: withMember(record, field.at ?? name, member);
	}, {});
}

/** What the fields' own rules find in a record: the sentences are those for values from the editor. */
export function checkMembers(fields: Fields, record: JsonObject): string[] {
	const { findings } = readValues(fieldsIn(fields, record), {
		readParameter: (name, field) => rawOf(field, memberAt(record, field.at ?? name)),
		readFile: () => undefined,
		isJson: true,
	});
	return findings;
}

function toMember(field: Field, value: unknown): Json | undefined {
	if (field.type !== 'group') return isJson(value) ? value : undefined;
	if (Array.isArray(value))
		return value.filter(isJsonObject).map((entry) => shapeMembers(field.fields, entry));
	return isJsonObject(value) ? shapeMembers(field.fields, value) : undefined;
}

function isJson(value: unknown): value is Json {
	return ['string', 'number', 'boolean'].includes(typeof value) || isJsonObject(value);
}

/** All fields, and those of collections that the record has a member for. */
function fieldsIn(fields: Fields, record: JsonObject): Fields {
	const isThere = ([name, { at }]: [string, Field]) => memberAt(record, at ?? name) !== undefined;
	const entries = Object.entries(fields).flatMap(([name, field]): Array<[string, Field]> =>
		field.type === 'collection' ? Object.entries(field.fields).filter(isThere) : [[name, field]],
	);
	return Object.fromEntries(entries);
}

/** As n8n would hand over the member. An absent one counts as emptied: no default steps in for it. */
function rawOf(field: Field, member: Json | undefined): unknown {
	if (field.type !== 'group') return member ?? '';
	if (field.multiple)
		return Array.isArray(member) ? member.map((entry) => rawsOf(field, entry)) : '';
	return isJsonObject(member) ? rawsOf(field, member) : '';
}

function rawsOf({ fields }: { fields: Fields }, record: Json): Values {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [
			name,
			rawOf(field, memberAt(record, field.at ?? name)),
		]),
	);
}
