// The order of a list: the field that asks for it, and the query that follows. Used by standard.ts.
import type { Query } from '../transport/request';
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
