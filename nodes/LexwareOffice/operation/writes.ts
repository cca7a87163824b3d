// Sends the writes of one item so that none is lost and none is doubled: each is noted before it leaves, and one whose
// outcome is unknown is looked for and never sent again. Given to operations by run.ts in place of the client's `send`.
import { accountId, type Account } from '../transport/account';
import type { Client } from '../transport/client';
import { isRepeatable } from '../transport/decide';
import { ApiError, parseJson } from '../transport/errors';
import { isWrite, type Answer, type ApiRequest, type JsonObject } from '../transport/request';
import { attempt } from './attempt';
import { isJsonObject } from './define';
import type { IdempotencyKey } from './idempotency';
import { findCreated, inquire, type Inquiry } from './inquiry';
import type { ItemRecord, Write } from './ledger';
import { closeWrite, loseWrite, openWrite, takeId, type Creation } from './processWrites';

export interface WriteSetting extends Pick<Inquiry, 'findWritten' | 'isLookedUp' | 'signal'> {
	account: Account;
	client: Client;
	record: ItemRecord;
	/** The item's key, where it has one. */
	key?: IdempotencyKey;
	/** A record was found and taken for the item's own. */
	onAdopted: () => void;
}

export class Writes {
	constructor(private readonly setting: WriteSetting) {}

	/** As the client's `send`, with a memory. Reads pass through. @throws ApiError, UnknownOutcome */
	readonly send = async (request: ApiRequest): Promise<Answer> =>
		isWrite(request) ? await this.sendWrite(request) : await this.setting.client.send(request);

	private async sendWrite(request: ApiRequest): Promise<Answer> {
		const { client, record } = this.setting;
		const known = record.find(request);
		if (known?.answer !== undefined) return toAnswer(known.answer);
		if (known && !isRepeatable(request))
			return await this.findOut(request, known, lostBefore(known, request));
		if (record.isFresh && (await this.setting.key?.record()) === false)
			return await this.takeCreated(request);
		const write = known ?? record.open(request);
		if (!isRepeatable(request)) openWrite(write.id, this.creationOf(request));
		const sent = await attempt(async () => await client.send(request));
		if ('result' in sent) return this.settle(write, sent.result);
		if (!(sent.error instanceof ApiError)) throw sent.error;
		return await this.afterFailure(request, write, sent.error, known !== undefined);
	}

	/** @param isRetried whether an earlier try of the node sent it too */
	private async afterFailure(
		request: ApiRequest,
		write: Write,
		error: ApiError,
		isRetried: boolean,
	): Promise<Answer> {
		const mayBeDone = error.mayHaveBeenCarriedOut || isRetried;
		// It is gone, as it was meant to be.
		if (mayBeDone && request.method === 'DELETE' && error.status === 404)
			return this.settle(write, toAnswer(''));
		if (!mayBeDone) {
			this.setting.record.strike(write);
			closeWrite(write.id);
			if (this.setting.record.isFresh) await this.setting.key?.release(error);
			throw error;
		}
		write.sentAt = error.sentAt ?? write.sentAt;
		write.serverAheadMs = this.setting.client.serverAheadMs();
		if (isRepeatable(request)) throw error;
		loseWrite(write.id, this.creationOf(request));
		if (error.kind !== 'outcomeUnknown') throw error;
		return await this.findOut(request, write, error);
	}

	private async findOut(request: ApiRequest, write: Write, lost: ApiError): Promise<Answer> {
		const creation = this.creationOf(request);
		const found = await inquire({ ...this.setting, ...creation, write, lost });
		this.setting.onAdopted();
		return this.settle(write, toAnswer(JSON.stringify(this.resultOf(request, found))));
	}

	/** An earlier execution has created it: nothing is sent, and the record is given where it can be told. */
	private async takeCreated(request: ApiRequest): Promise<Answer> {
		const { client, findWritten } = this.setting;
		const found = await findCreated(request, client, findWritten);
		const result = found && this.resultOf(request, found);
		const answer = toAnswer(JSON.stringify({ ...result, alreadyCreated: true }));
		return this.settle(this.setting.record.open(request), answer);
	}

	private settle(write: Write, answer: Answer): Answer {
		write.answer = answer.body.toString('utf8');
		closeWrite(write.id);
		const json = parseJson(answer.body);
		if (isJsonObject(json) && typeof json.id === 'string') takeId(json.id);
		return answer;
	}

	/** What the API would have answered. */
	private resultOf({ path }: ApiRequest, record: JsonObject): JsonObject {
		const { id, createdDate, updatedDate, version } = record;
		const resourceUri = `${this.setting.account.baseUrl}${path}/${String(id)}`;
		return { id, resourceUri, createdDate, updatedDate, version };
	}

	private creationOf(request: ApiRequest): Creation {
		return { account: accountId(this.setting.account), request };
	}
}

/** What the ledger keeps of an answer is enough for the operation to go on with. */
function toAnswer(text: string): Answer {
	return { kind: 'answer', status: 200, headers: {}, body: Buffer.from(text) };
}

function lostBefore({ sentAt }: Write, request: ApiRequest): ApiError {
	return new ApiError({
		kind: 'outcomeUnknown',
		message: `an earlier try sent it at ${new Date(sentAt).toISOString()} and got no usable answer`,
		request,
		mayHaveBeenCarriedOut: true,
	});
}
