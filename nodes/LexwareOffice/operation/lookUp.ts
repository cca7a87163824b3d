// Finding out what became of a write whose answer was lost. The table says per operation where the record would be
// (`findWritten`); this file says what proves that it is the one. Called by writes.ts.
import { systemClock, waitUnlessCancelled } from '../transport/clock';
import type { ApiRequest, JsonObject } from '../transport/request';
import { attempt } from './attempt';
import type { SendAllPages, SendRequest } from './define';
import { effectMs } from './processWrites';

/** A time span of the server's clock, in milliseconds since 1970. */
export interface Span {
	fromMs: number;
	toMs: number;
}

export interface Quest {
	request: ApiRequest;
	/** When the record must have been created; left out when any time will do. */
	created?: Span;
	/** Records that other writes have made. */
	isTaken: (id: string) => boolean;
	send: SendRequest;
	sendAllPages: SendAllPages;
}

/** What a look-up came to. Names records by id and number, never by a person's or company's name. */
export interface Finding {
	/** Where was looked, as a user can repeat it. */
	place: string;
	/** Records that may be the one, at most a few. */
	candidates: Candidate[];
	/** Those with the content that was sent, as the API gives them. */
	matches: JsonObject[];
}

export interface Candidate {
	id: string;
	/** Customer or voucher number and the like. */
	number?: string;
	/** Permalink in the web app, where there is one. */
	link?: string;
}

export interface FindWritten {
	/** Whether one match proves that it is the lost write: the API must tell when a record was created. */
	isProof: boolean;
	/** Why the record of a request could not be told from others, if it could not: a sentence. */
	describeGap?: (request: ApiRequest) => string | undefined;
	/** Whether a record has the content of a request. */
	isMatch: (request: ApiRequest, record: JsonObject) => boolean;
	/** @throws ApiError */
	find: (quest: Quest) => Promise<Finding>;
}

/** Lists follow the writes with a delay. */
const waitsMs = [0, 1000, 3000];
/** The server's Date counts whole seconds, and its machines differ. */
const toleranceMs = 2000;

/** In which time the server can have carried out a request that left at the given time of its clock. */
export function effectSpan(sentAtMs: number): Span {
	return { fromMs: sentAtMs - toleranceMs, toMs: sentAtMs + effectMs };
}

/** Looks several times, until there is a match. Gives the last finding, or the reason why there is none. */
export async function lookUp(
	findWritten: FindWritten,
	quest: Quest,
	signal?: AbortSignal,
): Promise<Finding | undefined> {
	let finding: Finding | undefined;
	for (const waitMs of findWritten.isProof ? waitsMs : [0]) {
		await waitUnlessCancelled(systemClock, waitMs, signal);
		const found = await attempt(async () => await findWritten.find(quest));
		if ('error' in found) return finding;
		finding = found.result;
		if (finding.matches.length > 0) break;
	}
	return finding;
}

/** A record that does not tell when it was created is not within any span. */
export function isWithin(timestamp: unknown, span: Span | undefined): boolean {
	if (!span) return true;
	const at = Date.parse(String(timestamp));
	return at >= span.fromMs && at <= span.toMs;
}
