// Operations whose shape recurs: get by id, list pages.
// Used by resources in place of `defineOperation`.
import { defineOperation, jsonOutputs, readJson, type Operation, type Output } from './define';
import type { Choice, CollectionValues, Fields } from './field';
import { sortField, sortQuery } from './sorting';
import type { ApiRequest, JsonObject, Query } from '../transport/request';

/** What a resource is called in sentences, lower case: `contact`, `contacts`. */
export interface Noun {
	one: string;
	many: string;
}

export type Simplify = (record: JsonObject) => JsonObject;

export const simplify = {
	type: 'boolean',
	displayName: 'Simplify',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
} as const;

export const paging = {
	returnAll: {
		type: 'boolean',
		displayName: 'Return All',
		description: 'Whether to return all results or only up to a given limit',
	},
	limit: {
		type: 'number',
		displayName: 'Limit',
		default: 50,
		minValue: 1,
		description: 'Max number of results to return',
		showFor: { returnAll: [false] },
	},
} as const satisfies Fields;

/** Get: one record by the id in the named locator. */
export function getById(definition: {
	noun: Noun;
	locator: Fields;
	request: (id: string) => ApiRequest;
	simplify?: Simplify;
}): Operation {
	const { noun, locator, request, simplify: shorten } = definition;
	const [name = ''] = Object.keys(locator);
	const fields: Fields = { ...locator, ...(shorten && { simplify }) };
	return defineOperation({
		value: 'get',
		name: 'Get',
		action: `Get ${noun.one}`,
		description: `Retrieve one ${noun.one}`,
		writes: false,
		fields,
		request: (values) => request(String(values[name])),
		output: (answer, values) =>
			shapeRecords(jsonOutputs(readJson(answer)), values.simplify === true && shorten),
	});
}

/**
 * Get Many: pages through a list until the limit is reached or the list ends. `sortBy` names the properties that the
 * list can be sorted by; `check` finds what filters say together.
 */
export function getMany<const F extends Fields>(definition: {
	noun: Noun;
	path: string;
	pageSize: number;
	filters: F;
	query: (filters: CollectionValues<F>) => Query;
	check?: (filters: CollectionValues<F>) => string[];
	sortBy?: readonly Choice[];
	simplify?: Simplify;
}): Operation {
	const { noun, path, pageSize, filters, query, check, sortBy, simplify: shorten } = definition;
	const sorting: Fields = sortBy ? { sort: sortField(sortBy) } : {};
	return defineOperation({
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${noun.many}`,
		description: `Retrieve a list of ${noun.many}`,
		writes: false,
		fields: {
			...paging,
			filters: { type: 'collection', displayName: 'Filters', fields: filters },
			...sorting,
			simplify,
		},
		check: (values) => check?.(values.filters) ?? [],
		execute: async ({ values, sendAllPages }) => {
			const records = await sendAllPages(
				{ method: 'GET', path, query: { ...query(values.filters), ...sortQuery(values) } },
				{ limit: values.returnAll ? undefined : values.limit, pageSize },
			);
			const outputs = records.map((json) => ({ json }));
			return shapeRecords(outputs, values.simplify && shorten);
		},
	});
}

function shapeRecords(outputs: Output[], shorten: Simplify | false | undefined): Output[] {
	return shorten ? outputs.map(({ json }) => ({ json: shorten(json) })) : outputs;
}
