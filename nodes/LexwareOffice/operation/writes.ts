// Sends the writes of one item so that none is lost and none is doubled: each is noted before it leaves, and one whose
// outcome is unknown is never sent again. Given to operations by run.ts in place of the client's own `send`.
import { isRepeatable } from '../transport/decide';
import { ApiError } from '../transport/errors';
import { isWrite, type Answer, type ApiRequest } from '../transport/request';
import type { SendRequest } from './define';
import type { ItemRecord, Write } from './ledger';

type Try = { answer: Answer } | { error: unknown };

/** `send` with a memory. Reads pass through. */
export function recordWrites(send: SendRequest, record: ItemRecord): SendRequest {
	return async (request) =>
		isWrite(request) ? await sendWrite(send, record, request) : await send(request);
}

async function sendWrite(
	send: SendRequest,
	record: ItemRecord,
	request: ApiRequest,
): Promise<Answer> {
	const known = record.find(request);
	if (known?.answer !== undefined) return toAnswer(known.answer);
	if (known && !isRepeatable(request)) throw unknownSince(known, request);
	const write = known ?? record.open(request);
	const result = await tryTo(async () => await send(request));
	if ('answer' in result) {
		write.answer = result.answer.body.toString('utf8');
		return result.answer;
	}
	const { error } = result;
	const isCertain = error instanceof ApiError && !error.mayHaveBeenCarriedOut && !known;
	if (isCertain) record.strike(write);
	throw error;
}

async function tryTo(send: () => Promise<Answer>): Promise<Try> {
	try {
		return { answer: await send() };
	} catch (error) {
		return { error };
	}
}

/** What the ledger keeps of an answer is enough for the operation to go on with. */
function toAnswer(text: string): Answer {
	return { kind: 'answer', status: 200, headers: {}, body: Buffer.from(text) };
}

function unknownSince({ sentAt }: Write, request: ApiRequest): ApiError {
	return new ApiError({
		kind: 'outcomeUnknown',
		message: `an earlier try sent it at ${new Date(sentAt).toISOString()} and got no usable answer`,
		request,
		mayHaveBeenCarriedOut: true,
	});
}
