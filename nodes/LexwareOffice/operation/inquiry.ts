// Finds the record of a write whose answer was lost, or says why that cannot be done. Called by writes.ts.
import type { Client } from '../transport/client';
import type { ApiError } from '../transport/errors';
import type { ApiRequest, JsonObject } from '../transport/request';
import { attempt } from './attempt';
import type { Write } from './ledger';
import { effectSpan, lookUp, type FindWritten } from './lookUp';
import { hasRival, isTaken, takeId } from './processWrites';
import { UnknownOutcome, type Search } from './unknownOutcome';
import { readRecord } from './update';

const notWanted = "It was not looked for, as 'On Unknown Outcome' says.";
const noList = 'The API has no list in which it could be looked for.';
const noAnswer = 'It was looked for, but the API did not answer.';

export interface Inquiry {
	request: ApiRequest;
	write: Write;
	account: string;
	/** How the answer was lost. */
	lost: ApiError;
	client: Client;
	/** Where the operation's record can be looked for. */
	findWritten?: FindWritten;
	/** Whether to look for it at all. */
	isLookedUp: boolean;
	signal: AbortSignal;
}

/**
 * @returns the one record that is proved to be the write's; it is taken from then on
 * @throws UnknownOutcome
 */
export async function inquire(inquiry: Inquiry): Promise<JsonObject> {
	const named = await readNamed(inquiry);
	if (named && takeId(String(named.id))) return named;
	const search = await carryOutSearch(inquiry);
	const [match, another] = search.finding?.matches ?? [];
	const isProved = inquiry.findWritten?.isProof && !another && !search.hasRival;
	if (match && isProved && takeId(String(match.id))) return match;
	throw new UnknownOutcome(inquiry.lost, search);
}

/** The one record with the content of a request, whenever it was created; undefined when that cannot be told. */
export async function findCreated(
	request: ApiRequest,
	{ send, sendAllPages }: Client,
	findWritten: FindWritten | undefined,
): Promise<JsonObject | undefined> {
	const quest = { request, isTaken: () => false, send, sendAllPages };
	if (findWritten?.describeGap?.(request)) return undefined;
	const found = await attempt(async () => await findWritten?.find(quest));
	const matches = ('result' in found && found.result?.matches) || [];
	return matches.length === 1 ? matches[0] : undefined;
}

/** The record that the answer names in its `Location`, though its body could not be read. */
async function readNamed({ request, lost, client }: Inquiry): Promise<JsonObject | undefined> {
	const [, id] = /\/([0-9a-f-]{36})$/i.exec(lost.location ?? '') ?? [];
	if (!id) return undefined;
	const path = `${request.path}/${id}`;
	const read = await attempt(async () => readRecord(await client.send({ method: 'GET', path })));
	// Not every record is read under the name `id`.
	return 'result' in read ? { ...read.result, id } : undefined;
}

async function carryOutSearch(inquiry: Inquiry): Promise<Search> {
	const { request, write, client, findWritten, isLookedUp, signal } = inquiry;
	if (!isLookedUp) return { reason: notWanted };
	const gap = findWritten ? findWritten.describeGap?.(request) : noList;
	if (!findWritten || gap) return { reason: gap };
	const { send, sendAllPages } = client;
	const created = effectSpan(write.sentAt + (await readServerAheadMs(client, write)));
	const finding = await lookUp(
		findWritten,
		{ request, created, isTaken, send, sendAllPages },
		signal,
	);
	if (!finding) return { reason: noAnswer };
	const [match] = finding.matches;
	const fits = (other: ApiRequest) => match !== undefined && findWritten.isMatch(other, match);
	return { finding, hasRival: hasRival(write.id, inquiry, fits) };
}

/** Before the first answer of the process nothing is known of the server's clock: any answer tells. */
async function readServerAheadMs(client: Client, { serverAheadMs }: Write): Promise<number> {
	const isKnown = serverAheadMs !== undefined || client.serverAheadMs() !== undefined;
	if (!isKnown)
		await attempt(async () => await client.send({ method: 'GET', path: '/v1/profile' }));
	return serverAheadMs ?? client.serverAheadMs() ?? 0;
}
