// The order of a list: the field that asks for it, and the query that follows. Used by standard.ts.
import type { Json, JsonObject, Query } from '../transport/request';
import { isJsonObject } from './define';
import type { Choice, GroupField, Values } from './field';

/** `sortBy` names the properties that the list can be sorted by. */
export function sortField(sortBy: readonly Choice[]): GroupField {
	return {
		type: 'group',
		displayName: 'Sort',
		entryName: 'Sort',
		fields: {
			property: {
				type: 'options',
				displayName: 'Sort By',
				options: sortBy,
				default: sortBy[0]?.value,
			},
			direction: {
				type: 'options',
				displayName: 'Direction',
				default: 'DESC',
				options: [
					{ name: 'Ascending', value: 'ASC' },
					{ name: 'Descending', value: 'DESC' },
				],
			},
		},
	};
}

/** The query of an operation that may have such a field `sort`; nothing while the user has not added it. */
export function sortQuery({ sort }: Values): Query {
	return isJsonObject(sort) ? { sort: `${String(sort.property)},${String(sort.direction)}` } : {};
}

/** The same order for records that were read in another one; as they came while the user has added no order. */
export function orderRecords(records: JsonObject[], { sort }: Values): JsonObject[] {
	if (!isJsonObject(sort)) return records;
	const sign = sort.direction === 'ASC' ? 1 : -1;
	const keyed = records.map((record) => ({ record, key: keyOf(record[String(sort.property)]) }));
	keyed.sort((one, other) => (one.key < other.key ? -sign : one.key > other.key ? sign : 0));
	return keyed.map(({ record }) => record);
}

/** Timestamps of summer and winter have different offsets, so that their text says nothing about their order. */
function keyOf(value: Json | undefined): string {
	const text = String(value ?? '');
	const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text) : undefined;
	return instant ? instant.toISOString() : text;
}
