// The endpoints that an operation uses, found out by carrying it out with made-up values against a sender that records.
import type { Operation, Output, SendRequest } from '../../nodes/LexwareOffice/operation/define';
import type { Field, Fields, Values } from '../../nodes/LexwareOffice/operation/field';
import { fieldsOf } from '../../nodes/LexwareOffice/operation/properties';
import { limiterFor } from '../../nodes/LexwareOffice/transport/limiter';
import type { ApiRequest, JsonObject } from '../../nodes/LexwareOffice/transport/request';

const idle = { host: 'http://127.0.0.1', apiKey: 'none', requests: 2, windowMs: 1000 };
const id = '{id}';
const text = 'sample';

/** What any record of the API may look like to an operation that goes on with it. */
const record: JsonObject = {
	id,
	voucherId: id,
	version: 1,
	files: [],
	roles: { customer: { number: 1 } },
	company: { name: text },
	articleNumber: text,
	emailAddresses: { business: [text] },
};

/** Such as `GET /contacts/{id}`, below `/v1`, in the order of their first use. */
export async function endpointsOf(operation: Operation): Promise<string[]> {
	const seen = new Set<string>();
	// What an upsert does depends on whether it finds a record.
	for (const found of [[], [record]]) await carryOut(operation, found, seen);
	return [...seen];
}

async function carryOut(
	operation: Operation,
	found: JsonObject[],
	seen: Set<string>,
): Promise<Output[]> {
	const note = ({ method, path }: ApiRequest) =>
		seen.add(`${method} ${decodeURIComponent(path).replace(/^\/v1/, '')}`);
	const send: SendRequest = async (request) => {
		note(request);
		return { kind: 'answer', status: 200, headers: {}, body: Buffer.from(JSON.stringify(record)) };
	};
	const values = sampleValues(fieldsOf(operation));
	return await operation.execute({
		values,
		body: operation.body ? operation.body.complete(operation.body.build(values)) : {},
		send,
		sendAllPages: async (request) => {
			note(request);
			return found;
		},
		quotaStatus: async () => ({ ...limiterFor(idle).status(), sharing: 'process' }),
	});
}

/** A value for every field that is shown. */
function sampleValues(fields: Fields): Values {
	const values: Values = {};
	for (const [name, field] of Object.entries(fields)) {
		const isShown = Object.entries(field.showFor ?? {}).every(([sibling, allowed]) =>
			allowed.some((value) => value === values[sibling]),
		);
		if (isShown) values[name] = sampleValue(field);
	}
	return values;
}

function sampleValue(field: Field): unknown {
	switch (field.type) {
		case 'string':
			return field.default ?? text;
		case 'number':
			return field.default ?? 1;
		case 'boolean':
			return field.default ?? false;
		case 'options':
			return field.default ?? field.options[0]?.value;
		case 'multiOptions':
			return [...(field.default ?? [])];
		case 'date':
			return '2026-01-15';
		case 'locator':
		case 'id':
			return id;
		case 'json':
		case 'collection':
			return {};
		case 'file':
			return { fileName: 'a.pdf', mimeType: 'application/pdf', read: async () => Buffer.alloc(1) };
		case 'group':
			return field.multiple ? [sampleValues(field.fields)] : sampleValues(field.fields);
	}
}
