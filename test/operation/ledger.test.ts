import { hashOf, Ledger, type ItemRecord } from '../../nodes/LexwareOffice/operation/ledger';
import { isTaken } from '../../nodes/LexwareOffice/operation/processWrites';
import { Writes } from '../../nodes/LexwareOffice/operation/writes';
import { readAccount } from '../../nodes/LexwareOffice/transport/account';
import { ApiError, type ApiErrorKind } from '../../nodes/LexwareOffice/transport/errors';
import type { Answer, ApiRequest, JsonObject } from '../../nodes/LexwareOffice/transport/request';

const account = 'a'.repeat(64);
const create: ApiRequest = {
	method: 'POST',
	path: '/v1/contacts',
	body: { company: { name: 'Muster AG' } },
};

/** The node's context in one execution, as n8n keeps it over re-runs. */
function execution(saved = '{}') {
	const storage = JSON.parse(saved) as Record<string, unknown>;
	const open = (runIndex: number, { isTool = false, operation = 'contact.create' } = {}) =>
		new Ledger(
			{
				getContext: () => storage,
				getWorkflowDataProxy: () => ({ $runIndex: runIndex }) as never,
				isToolExecution: () => isTool,
			},
			operation,
		);
	return { storage, open };
}

function recordWrites(send: (request: ApiRequest) => Promise<Answer>, record: ItemRecord) {
	return new Writes({
		account: readAccount({ apiKey: 'key' }),
		client: {
			send,
			sendAllPages: async () => [],
			sharingTrouble: () => undefined,
			quotaStatus: () => {
				throw new Error('Writes do not ask for the quota');
			},
			serverAheadMs: () => 0,
		},
		record,
		isLookedUp: true,
		signal: new AbortController().signal,
		onAdopted: () => {},
	}).send;
}

/** Answers in turn; a kind instead of a body is an error. */
function sending(...outcomes: Array<JsonObject | ApiErrorKind>) {
	const sent: ApiRequest[] = [];
	const send = async (request: ApiRequest): Promise<Answer> => {
		sent.push(request);
		const outcome = outcomes[sent.length - 1] ?? 'unavailable';
		if (typeof outcome === 'string')
			throw new ApiError({
				kind: outcome,
				message: outcome,
				request,
				mayHaveBeenCarriedOut: outcome === 'outcomeUnknown' || outcome === 'cancelled',
			});
		return { kind: 'answer', status: 201, headers: {}, body: Buffer.from(JSON.stringify(outcome)) };
	};
	return { sent, send };
}

async function jsonOf(answer: Promise<Answer>): Promise<unknown> {
	return JSON.parse((await answer).body.toString());
}

describe('the ledger of writes', () => {
	it('gives the answer of an earlier try without a request', async () => {
		const { open } = execution();
		const first = sending({ id: 'one' });
		await recordWrites(first.send, open(0).itemAt(0, account))(create);
		const again = sending();
		const answer = jsonOf(recordWrites(again.send, open(0).itemAt(0, account))(create));
		expect(await answer).toEqual({ id: 'one' });
		expect(again.sent).toEqual([]);
	});

	it('knows an item that is done, whatever its expressions give on the next try', async () => {
		const { open } = execution();
		const record = open(0).itemAt(3, account);
		await recordWrites(sending({ id: 'one' }).send, record)(create);
		record.finish([{ json: { id: 'one' } }]);
		expect(open(0).itemAt(3, account).outputs).toEqual([{ json: { id: 'one' } }]);
	});

	it('does not send a write again whose outcome is unknown', async () => {
		const { open } = execution();
		const first = sending('outcomeUnknown');
		const lost = recordWrites(first.send, open(0).itemAt(0, account))(create);
		await expect(lost).rejects.toMatchObject({ lost: { kind: 'outcomeUnknown' } });
		const again = sending({ id: 'two' });
		const retried = recordWrites(
			again.send,
			open(0).itemAt(0, account),
		)({
			...create,
			body: { company: { name: 'the same item at another time of day' } },
		});
		await expect(retried).rejects.toMatchObject({ lost: { kind: 'outcomeUnknown' } });
		expect(again.sent).toEqual([]);
	});

	it('notes a write before it leaves', async () => {
		const { storage, open } = execution();
		const seen: string[] = [];
		const { send } = sending({ id: 'one' });
		const watching = async (request: ApiRequest) => {
			seen.push(JSON.stringify(storage));
			return await send(request);
		};
		await recordWrites(watching, open(0).itemAt(0, account))(create);
		expect(seen[0]).toContain('"route":"POST /v1/contacts"');
		expect(seen[0]).not.toContain('answer');
	});

	it.each<ApiErrorKind>(['refused', 'notSent', 'throttled'])(
		'sends a write again that was %s',
		async (kind) => {
			const { open } = execution();
			await expect(
				recordWrites(sending(kind).send, open(0).itemAt(0, account))(create),
			).rejects.toThrow();
			const again = sending({ id: 'two' });
			await recordWrites(again.send, open(0).itemAt(0, account))(create);
			expect(again.sent).toHaveLength(1);
		},
	);

	it.each<ApiRequest>([
		{ method: 'PUT', path: '/v1/contacts/1', body: { version: 1 } },
		{ method: 'DELETE', path: '/v1/articles/1' },
		{
			method: 'POST',
			path: '/v1/files',
			upload: { fileName: 'a.pdf', mimeType: 'application/pdf', content: Buffer.from('a') },
		},
	])('sends $method $path again, which a second time does no harm', async (request) => {
		const { open } = execution();
		await expect(
			recordWrites(sending('outcomeUnknown').send, open(0).itemAt(0, account))(request),
		).rejects.toThrow();
		const again = sending({ id: 'one' });
		await recordWrites(again.send, open(0).itemAt(0, account))(request);
		expect(again.sent).toHaveLength(1);
	});

	it('tells the second write of an item from the first', async () => {
		const { open } = execution();
		const first = sending({ id: 'one' }, 'refused');
		const write = recordWrites(first.send, open(0).itemAt(0, account));
		await write(create);
		await expect(write(create)).rejects.toThrow();
		const again = sending({ id: 'two' });
		const rewrite = recordWrites(again.send, open(0).itemAt(0, account));
		expect(await jsonOf(rewrite(create))).toEqual({ id: 'one' });
		expect(await jsonOf(rewrite(create))).toEqual({ id: 'two' });
		expect(again.sent).toHaveLength(1);
	});

	it('keeps items with equal content, and equal items of two accounts, apart', async () => {
		const { open } = execution();
		const ledger = open(0);
		const { sent, send } = sending({ id: 'one' }, { id: 'two' }, { id: 'three' });
		await recordWrites(send, ledger.itemAt(0, account))(create);
		await recordWrites(send, ledger.itemAt(1, account))(create);
		await recordWrites(send, ledger.itemAt(0, 'b'.repeat(64)))(create);
		expect(sent).toHaveLength(3);
	});

	it('tells requests apart by each of their parts, the uploaded file included', () => {
		const upload = (content: string) => ({
			content: Buffer.from(content),
			fileName: 'receipt.pdf',
			mimeType: 'application/pdf',
		});
		const requests: ApiRequest[] = [
			create,
			{ ...create, method: 'PUT' },
			{ ...create, path: '/v1/articles' },
			{ ...create, query: { finalize: 'true' } },
			{ ...create, body: { company: { name: 'Muster GmbH' } } },
			{ ...create, upload: upload('one') },
			{ ...create, upload: upload('two') },
		];
		expect(new Set(requests.map(hashOf)).size).toBe(requests.length);
		expect(hashOf({ ...create, upload: upload('one') })).toBe(
			hashOf({ ...create, upload: upload('one') }),
		);
	});

	it('tells of the write whose outcome is unknown before one that is done', () => {
		const record = execution().open(0).itemAt(0, account);
		expect(record.isFresh).toBe(true);
		expect(record.telling).toBeUndefined();
		const [first, second, third] = [1, 2, 3].map(() => record.open(create));
		for (const write of [first, third]) if (write) write.answer = '{}';
		expect(record.telling).toBe(second);
		if (second) second.answer = '{}';
		expect(record.telling).toBe(third);
		expect(record.isFresh).toBe(false);
		record.finish([{ json: { id: 'made' } }]);
		expect(record.isFresh).toBe(false);
		expect(record.outputs).toEqual([{ json: { id: 'made' } }]);
	});

	it('lets every round of a loop write, and forgets the rounds before', async () => {
		const { storage, open } = execution();
		await recordWrites(sending({ id: 'one' }).send, open(0).itemAt(0, account))(create);
		const next = sending({ id: 'two' });
		await recordWrites(next.send, open(1).itemAt(0, account))(create);
		expect(next.sent).toHaveLength(1);
		expect(JSON.stringify(storage)).not.toContain('one');
	});

	it('is empty once a run has come to its end', async () => {
		const { storage, open } = execution();
		const ledger = open(0);
		await recordWrites(sending({ id: 'one' }).send, ledger.itemAt(0, account))(create);
		ledger.close();
		expect(storage).toEqual({ writes: {} });
	});

	it('does not repeat for an agent what an earlier call of the tool left unknown', async () => {
		const { open } = execution();
		const tool = { isTool: true };
		await expect(
			recordWrites(sending('outcomeUnknown').send, open(4, tool).itemAt(0, account))(create),
		).rejects.toThrow();
		const again = sending({ id: 'two' });
		await expect(
			recordWrites(again.send, open(5, tool).itemAt(0, account))(create),
		).rejects.toMatchObject({ lost: { kind: 'outcomeUnknown' } });
		expect(again.sent).toEqual([]);
		await recordWrites(again.send, open(5, tool).itemAt(0, account))({ ...create, body: {} });
		expect(again.sent).toHaveLength(1);
	});

	it('gives parallel calls of a tool with one run index a book each', async () => {
		const { open } = execution();
		const { sent, send } = sending({ id: 'one' }, { id: 'two' });
		await recordWrites(send, open(0, { isTool: true }).itemAt(0, account))(create);
		await recordWrites(send, open(0, { isTool: true }).itemAt(0, account))({ ...create, body: {} });
		expect(sent).toHaveLength(2);
	});

	it('is the same after a restart of n8n, which keeps it as text', async () => {
		const first = execution();
		const record = first.open(0).itemAt(0, account);
		await recordWrites(sending({ id: 'one' }).send, record)(create);
		const again = execution(JSON.stringify(first.storage));
		const { sent, send } = sending();
		const rewrite = recordWrites(send, again.open(0).itemAt(0, account));
		expect(await jsonOf(rewrite(create))).toEqual({ id: 'one' });
		expect(sent).toEqual([]);
	});

	it('does not keep what was only read', () => {
		const { storage, open } = execution();
		const record = open(0).itemAt(0, account);
		record.finish([{ json: { name: 'read by a custom request' } }]);
		expect(JSON.stringify(storage)).not.toContain('read by');
		expect(open(0).itemAt(0, account).outputs).toBeUndefined();
	});

	it('tells the writes of an item apart by their route', async () => {
		const { open } = execution();
		const book: ApiRequest = { ...create, path: '/v1/vouchers' };
		const first = recordWrites(
			sending({ id: 'one' }, { id: 'two' }).send,
			open(0).itemAt(0, account),
		);
		await first(create);
		await first(book);
		const again = sending();
		const rewrite = recordWrites(again.send, open(0).itemAt(0, account));
		expect(await jsonOf(rewrite(book))).toEqual({ id: 'two' });
		expect(await jsonOf(rewrite(create))).toEqual({ id: 'one' });
		expect(again.sent).toEqual([]);
	});

	it('goes through an item again whose output has a file, with the answers it had', async () => {
		const { open } = execution();
		const record = open(0).itemAt(0, account);
		await recordWrites(sending({ id: 'one' }).send, record)(create);
		const file = {
			field: 'data',
			content: Buffer.from('%PDF'),
			fileName: 'a.pdf',
			mimeType: 'a/b',
		};
		record.finish([{ json: { id: 'one' } }, { json: { id: 'one' }, file }]);
		const again = open(0).itemAt(0, account);
		expect(again.outputs).toBeUndefined();
		const { sent, send } = sending();
		expect(await jsonOf(recordWrites(send, again)(create))).toEqual({ id: 'one' });
		expect(sent).toEqual([]);
	});

	it('keeps what was written before a restart from being taken for a lost write', () => {
		const first = execution();
		const record = first.open(0).itemAt(0, account);
		record.open(create).answer = '{}';
		record.finish([{ json: { id: 'made before the restart' } }, { json: { version: 1 } }]);
		expect(isTaken('made before the restart')).toBe(false);
		execution(JSON.stringify(first.storage)).open(0);
		expect(isTaken('made before the restart')).toBe(true);
	});

	it.each<[string, JsonObject | ApiErrorKind, string]>([
		['in the books of another account', 'outcomeUnknown', 'b'.repeat(64)],
		['when the earlier one was carried out', { id: 'one' }, account],
	])('lets an agent write the same %s', async (_, outcome, books) => {
		const { open } = execution();
		const tool = { isTool: true };
		await recordWrites(
			sending(outcome).send,
			open(0, tool).itemAt(0, account),
		)(create).catch(() => {});
		const again = sending({ id: 'two' });
		await recordWrites(again.send, open(1, tool).itemAt(0, books))(create);
		expect(again.sent).toHaveLength(1);
	});

	it('holds a node that is no tool to its own items only', async () => {
		const { open } = execution();
		const ledger = open(0);
		const lost = recordWrites(sending('outcomeUnknown').send, ledger.itemAt(0, account))(create);
		await expect(lost).rejects.toThrow();
		const { sent, send } = sending({ id: 'two' });
		await recordWrites(send, ledger.itemAt(1, account))(create);
		expect(sent).toHaveLength(1);
	});
});
