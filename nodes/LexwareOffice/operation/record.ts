// Records as JSON: leaving out what is empty, laying changes over what is there. Pure.
// Used by fields and resources to shape bodies.
import type { Json, JsonObject } from '../transport/request';
import { isJsonObject } from './define';

/** The record without empty texts, empty objects and absent members: what a new record should not carry. */
export function omitEmpty(record: JsonObject): JsonObject {
	const members = Object.entries(record).flatMap(([name, value]): Array<[string, Json]> => {
		const kept = isJsonObject(value) ? omitEmptyObject(value) : value;
		return kept === undefined || kept === null || kept === '' ? [] : [[name, kept]];
	});
	return Object.fromEntries(members);
}

function omitEmptyObject(value: JsonObject): JsonObject | undefined {
	const kept = omitEmpty(value);
	// An object that came empty means something (`roles.customer: {}`); one that was emptied here does not.
	return Object.keys(kept).length > 0 || Object.keys(value).length === 0 ? kept : undefined;
}

/**
 * Changes laid over a record, member by member: absent leaves, an empty text or `null` empties, a list replaces the
 * whole list. PUT replaces the record, so what is left out here would be gone.
 */
export function mergeRecord(record: JsonObject, changes: JsonObject): JsonObject {
	const merged: JsonObject = { ...record };
	for (const [name, change] of Object.entries(changes)) {
		if (change === undefined) continue;
		const present = merged[name];
		if (change === null || change === '') delete merged[name];
		else if (isJsonObject(change))
			merged[name] = mergeRecord(isJsonObject(present) ? present : {}, change);
		else merged[name] = change;
	}
	return merged;
}

/** The member at a dotted path such as `roles.customer.number`; `undefined` where any step is missing. */
export function memberAt(record: Json | undefined, dottedPath: string): Json | undefined {
	return dottedPath.split('.').reduce<Json | undefined>((value, name) => {
		if (Array.isArray(value)) return value[Number(name)];
		return isJsonObject(value) ? value[name] : undefined;
	}, record);
}

/** The record with a member at a dotted path; the objects on the way there are made where they are missing. */
export function withMember(record: JsonObject, dottedPath: string, value: Json): JsonObject {
	const [name = '', ...rest] = dottedPath.split('.');
	if (rest.length === 0) return { ...record, [name]: value };
	const inner = record[name];
	return {
		...record,
		[name]: withMember(isJsonObject(inner) ? inner : {}, rest.join('.'), value),
	};
}

/** Chosen members under new names, in this order; a missing one is `null`, so that every item has the same shape. */
export function pickMembers(
	record: JsonObject,
	members: Record<string, string | string[]>,
): JsonObject {
	return Object.fromEntries(
		Object.entries(members).map(([name, paths]) => {
			const values = [paths].flat().map((dottedPath) => memberAt(record, dottedPath));
			return [name, values.find((value) => value !== undefined && value !== null) ?? null];
		}),
	);
}

/** Whether a member is absent or says nothing. */
export function isEmptyMember(value: Json | undefined): boolean {
	return value === undefined || value === null || value === '';
}
