// Update and upsert of records that carry a version: PUT replaces the whole record, so changes are laid over what is
// there. Used by resources in their `execute`.
import { ApiError, isStaleVersion } from '../transport/errors';
import type { Answer, JsonObject } from '../transport/request';
import { attempt } from './attempt';
import { isJsonObject, readJson, type Output, type SendRequest } from './define';
import { mergeRecord } from './record';
import { isContained } from './sameContent';
import { InputError } from './values';

/** Makes a merged record fit for PUT. @throws InputError when the API could not take it */
export type Shape = (merged: JsonObject, current: JsonObject) => JsonObject;

export interface Update {
	/** Of the record, such as `/v1/contacts/{id}`. */
	route: string;
	changes: JsonObject;
	shape?: Shape;
	send: SendRequest;
}

/** Somebody who edits the same record all the time would otherwise keep this going for ever. */
const mostRounds = 3;

/**
 * Read, merge, write; once more on what is there by then when somebody else was faster.
 * @returns the action result: id, version, dates
 * @throws ApiError of the last conflict when every round met one
 */
export async function updateRecord({ route, changes, shape, send }: Update): Promise<JsonObject> {
	let mayBeOwn = false;
	for (let round = 1; ; round++) {
		const current = readRecord(await send({ method: 'GET', path: route }));
		// The answer to our own write was lost, and the conflict is its echo.
		if (mayBeOwn && isContained(changes, current)) return actionResult(current);
		// The version is the one just read, even if the changes are a whole record with an older one.
		const merged = mergeRecord(current, { ...changes, version: undefined });
		const body = shape ? shape(merged, current) : merged;
		const sent = await attempt(async () => await send({ method: 'PUT', path: route, body }));
		if ('result' in sent) return readRecord(sent.result);
		const { error } = sent;
		if (!(error instanceof ApiError) || !isStaleVersion(error) || round === mostRounds) throw error;
		mayBeOwn ||= error.mayHaveBeenCarriedOut;
	}
}

function actionResult({ id, createdDate, updatedDate, version }: JsonObject): JsonObject {
	return { id, createdDate, updatedDate, version };
}

export interface Upsert {
	/** Of the list that new records are added to, such as `/v1/contacts`. */
	path: string;
	/** The records found; more than one is a question for the user. */
	matches: JsonObject[];
	/** Tells a record from others without a person's or company's name, such as by its link. */
	labelOf: (record: JsonObject) => string;
	/** The record to add, when there is none. */
	body: JsonObject;
	/** What is laid over the one that is there. */
	changes: JsonObject;
	shape?: Shape;
	send: SendRequest;
}

/**
 * Adds the record, or lays it over the one that was found.
 * @returns the action result and `isNew`
 * @throws InputError naming the records when several were found
 */
export async function upsertRecord(upsert: Upsert): Promise<Output[]> {
	const { path, matches, labelOf, body, changes, shape, send } = upsert;
	const [match, another] = matches;
	if (another) throw severalMatches(matches, labelOf);
	if (!match) {
		const result = readRecord(await send({ method: 'POST', path, body }));
		return [{ json: { ...result, isNew: true } }];
	}
	const route = `${path}/${encodeURIComponent(String(match.id))}`;
	const result = await updateRecord({ route, changes, shape, send });
	return [{ json: { ...result, isNew: false } }];
}

function severalMatches(matches: JsonObject[], labelOf: Upsert['labelOf']): InputError {
	const labels = matches.map(labelOf).join(', ');
	const finding = `${matches.length} records match, and only one can be updated: ${labels}`;
	return new InputError([finding], 'Nothing was changed.');
}

/** The one record of an answer. */
export function readRecord(answer: Answer): JsonObject {
	const json = readJson(answer);
	return isJsonObject(json) ? json : {};
}
