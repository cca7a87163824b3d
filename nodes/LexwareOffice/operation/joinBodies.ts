// A record made of parts, each with its own fields, members and rules. Used by fields whose parts recur in several
// records: what a record has is the list of its parts.
import type { Body } from './define';
import type { Field, Fields } from './field';
import type { JsonObject } from '../transport/request';

export function joinBodies(parts: readonly Body[]): Body {
	return {
		fields: joinFields(parts.map(({ fields }) => fields)),
		build: (values) =>
			parts.reduce<JsonObject>((record, { build }) => ({ ...record, ...build(values) }), {}),
		complete: (record) => parts.reduce((done, { complete }) => complete(done), record),
		check: (record) => parts.flatMap(({ check }) => check(record)),
		checkJson: (record) => parts.flatMap(({ checkJson }) => checkJson(record)),
	};
}

/** Collections of the same name become one, and come last. */
function joinFields(sets: Fields[]): Fields {
	const plain = new Map<string, Field>();
	const collections = new Map<string, Field>();
	for (const [name, field] of sets.flatMap((fields) => Object.entries(fields))) {
		const known = collections.get(name);
		if (field.type !== 'collection') plain.set(name, field);
		else if (known?.type === 'collection')
			collections.set(name, { ...field, fields: { ...known.fields, ...field.fields } });
		else collections.set(name, field);
	}
	return Object.fromEntries([...plain, ...collections]);
}
