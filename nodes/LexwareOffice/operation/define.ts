// The table language: what a resource file may say about its operations.
// Written by resources; read by properties.ts (to draw them) and run.ts (to act).
import type { Client } from '../transport/client';
import type { Answer, ApiRequest, Json, JsonObject } from '../transport/request';
import type { Feature } from './features';
import type { Fields, Values, ValuesOf } from './field';
import type { FindWritten } from './lookUp';

/** What one item becomes: its JSON, and a file where the operation downloads one. */
export interface Output {
	json: JsonObject;
	/** `field` is the name of the binary field it goes to. */
	file?: { field: string; content: Buffer; fileName: string; mimeType: string };
}

/** Sends one request through limiter and retry; throws ApiError. */
export type SendRequest = (request: ApiRequest) => Promise<Answer>;

/** Pages through a list; see `sendAllPages` in transport/client.ts. */
export type SendAllPages = (
	request: ApiRequest,
	paging: { limit?: number; pageSize: number },
) => Promise<JsonObject[]>;

export interface Call<V> {
	values: V;
	/** The record from fields or from JSON; empty for operations without a body. */
	body: JsonObject;
	send: SendRequest;
	sendAllPages: SendAllPages;
	/** Where the quota of the item's account stands, in this process. Spends no request. */
	quotaStatus: Client['quotaStatus'];
}

/** How a record is entered: as fields, or as a whole in JSON (`inputMode`). */
export interface Body {
	fields: Fields;
	build: (values: Values) => JsonObject;
	/** Brings a record into the form the API takes, however it was entered. */
	complete: (record: JsonObject) => JsonObject;
	/** Rules that hold for a record however it was entered; each sentence names field and rule. */
	check: (record: JsonObject) => string[];
	/** The fields' own rules, for a record given as JSON: it did not come through the fields. */
	checkJson: (record: JsonObject) => string[];
}

export interface Operation {
	/** Value of the `operation` parameter. */
	value: string;
	/** Label in Title Case without the resource, such as `Get Many`. */
	name: string;
	/** Sentence case with the resource and without article, such as `Create contact`. */
	action: string;
	description: string;
	/** A write changes the books: items go strictly one after another. */
	writes: boolean;
	fields: Fields;
	body?: Body;
	/** Findings that concern several fields at once, each a sentence. */
	check: (values: Values) => string[];
	/** Carries out one item. */
	execute: (call: Call<Values>) => Promise<Output[]>;
	/** Whether this item does something that cannot be undone. */
	isIrreversible: (values: Values) => boolean;
	/** Where a new record can be looked for when the answer to its creation was lost. */
	findWritten?: FindWritten;
	/** What such items have done, for the hint: `document was issued`, `documents were issued`. */
	deed: { one: string; many: string };
}

export interface Resource {
	/** Value of the `resource` parameter. */
	value: string;
	/** Singular, Title Case. */
	name: string;
	/** Business feature that the account needs for it, where it needs one. */
	needs?: Feature;
	operations: readonly Operation[];
}

interface Definition<F extends Fields> extends Pick<
	Operation,
	'value' | 'name' | 'action' | 'description' | 'writes' | 'body' | 'findWritten'
> {
	fields: F;
	check?: (values: ValuesOf<F>) => string[];
	isIrreversible?: (values: ValuesOf<F>) => boolean;
	deed?: Operation['deed'];
}

const issued = { one: 'document was issued', many: 'documents were issued' };

interface OneRequest<F extends Fields> extends Definition<F> {
	request: (values: ValuesOf<F>, body: JsonObject) => ApiRequest;
	/** Shapes the answer into outputs; by default its JSON as it is, a list entry by entry. */
	output?: (answer: Answer, values: ValuesOf<F>) => Output[];
}

interface SeveralRequests<F extends Fields> extends Definition<F> {
	execute: (call: Call<ValuesOf<F>>) => Promise<Output[]>;
}

/**
 * Defines an operation whose values are inferred from its fields. Either `request` (one HTTP request), or `execute`
 * for work that takes several.
 */
export function defineOperation<const F extends Fields>(
	definition: OneRequest<F> | SeveralRequests<F>,
): Operation {
	const { value, name, action, description, writes, fields, body, findWritten } = definition;
	// values.ts builds the values from these very fields, which is what makes the narrowing true.
	const typed = (values: Values) => values as ValuesOf<F>;
	return {
		value,
		name,
		action,
		description,
		writes,
		fields,
		body,
		findWritten,
		check: (values) => definition.check?.(typed(values)) ?? [],
		isIrreversible: (values) => definition.isIrreversible?.(typed(values)) ?? false,
		deed: definition.deed ?? issued,
		execute: async ({ values, ...call }) =>
			'execute' in definition
				? await definition.execute({ ...call, values: typed(values) })
				: await sendOne(definition, typed(values), call),
	};
}

async function sendOne<F extends Fields>(
	{ request, output }: OneRequest<F>,
	values: ValuesOf<F>,
	{ body, send }: Omit<Call<unknown>, 'values'>,
): Promise<Output[]> {
	const answer = await send(request(values, body));
	return output ? output(answer, values) : jsonOutputs(readJson(answer));
}

/** Defines how a record is entered, with the values inferred from the fields. */
export function defineBody<const F extends Fields>(definition: {
	fields: F;
	build: (values: ValuesOf<F>) => JsonObject;
	complete?: Body['complete'];
	check?: Body['check'];
	checkJson?: Body['checkJson'];
}): Body {
	const { fields, build, complete, check, checkJson } = definition;
	return {
		fields,
		build: (values) => build(pickValues(values, fields) as ValuesOf<F>),
		complete: complete ?? ((record) => record),
		check: check ?? (() => []),
		checkJson: checkJson ?? (() => []),
	};
}

/** A record is made of its own fields; the operation's other values are none of its business. */
function pickValues(values: Values, fields: Fields): Values {
	return Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(fields, name)));
}

export function defineResource(resource: Resource): Resource {
	return resource;
}

/** An answer's JSON; an empty body is an empty object (the transport has refused unreadable ones already). */
export function readJson(answer: Answer): Json {
	const text = answer.body.toString('utf8');
	return text === '' ? {} : (JSON.parse(text) as Json);
}

/** One output per record: a list gives one each, an envelope `{content: []}` its entries. */
export function jsonOutputs(json: Json): Output[] {
	const records = Array.isArray(json) ? json : [json];
	return records.map((record) => ({
		json: isJsonObject(record) ? record : { value: record },
	}));
}

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
