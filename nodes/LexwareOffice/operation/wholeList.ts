// Get Many of the short lists that the API hands out whole: bare arrays, and event subscriptions in `{ content }`.
// Used by resources in place of `defineOperation`.
import type { JsonObject } from '../transport/request';
import { defineOperation, isJsonObject, readJson, type Operation } from './define';
import { paging, type Noun } from './standard';

/** Reads the list with one request; Limit cuts it here, for the endpoint knows no pages. */
export function getWholeList({ noun, path }: { noun: Noun; path: string }): Operation {
	return defineOperation({
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${noun.many}`,
		description: `Retrieve a list of ${noun.many}`,
		writes: false,
		fields: paging,
		request: () => ({ method: 'GET', path }),
		output: (answer, { returnAll, limit }) => {
			const json = readJson(answer);
			const rows = Array.isArray(json) ? json : isJsonObject(json) ? json.content : [];
			const records = Array.isArray(rows) ? rows.filter(isJsonObject) : [];
			const shown: JsonObject[] = returnAll ? records : records.slice(0, limit);
			return shown.map((record) => ({ json: record }));
		},
	});
}
