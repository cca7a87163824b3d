import { sleep } from 'n8n-workflow';

import { findCreated, inquire } from '../../nodes/LexwareOffice/operation/inquiry';
import type { FindWritten, Quest } from '../../nodes/LexwareOffice/operation/lookUp';
import { isWithin } from '../../nodes/LexwareOffice/operation/lookUp';
import { closeWrite, openWrite } from '../../nodes/LexwareOffice/operation/processWrites';
import { UnknownOutcome } from '../../nodes/LexwareOffice/operation/unknownOutcome';
import { ApiError } from '../../nodes/LexwareOffice/transport/errors';
import type { Answer, ApiRequest, JsonObject } from '../../nodes/LexwareOffice/transport/request';

const request: ApiRequest = { method: 'POST', path: '/v1/invoices', body: {} };
const lost = new ApiError({
	kind: 'outcomeUnknown',
	message: 'no answer',
	request,
	mayHaveBeenCarriedOut: true,
});

let ids = 0;
const recordOf = (createdMs: number): JsonObject => ({
	id: `record-${++ids}`,
	createdDate: new Date(createdMs).toISOString(),
});

/** Every record of the list has the right content. */
function listOf(records: JsonObject[], isProof = true): FindWritten & { quests: Quest[] } {
	const quests: Quest[] = [];
	return {
		isProof,
		isMatch: ({ body = {} }, { id }) => body.onlyFor === undefined || body.onlyFor === id,
		quests,
		find: async (quest) => {
			quests.push(quest);
			const matches = records.filter(
				({ id, createdDate }) => !quest.isTaken(String(id)) && isWithin(createdDate, quest.created),
			);
			return {
				place: 'a list',
				candidates: matches.map(({ id }) => ({ id: String(id) })),
				matches,
			};
		},
	};
}

function inquiryFor(
	findWritten: FindWritten,
	more: { serverAheadMs?: number; account?: string } = {},
) {
	const { serverAheadMs = 0, account = `account ${++ids}` } = more;
	const write = {
		id: `write-${++ids}`,
		route: 'POST /v1/invoices',
		request: 'hash',
		sentAt: 1_800_000_000_000,
	};
	const client = {
		send: async () => {
			throw lost;
		},
		sendAllPages: async () => [],
		sharingTrouble: () => undefined,
		quotaStatus: () => {
			throw new Error('not asked for');
		},
		serverAheadMs: () => serverAheadMs,
	};
	const { signal } = new AbortController();
	return { request, write, account, lost, client, findWritten, isLookedUp: true, signal };
}

const sentAt = 1_800_000_000_000;

describe('the record of a lost write', () => {
	it('is one that was created after the write had left', async () => {
		const records = [recordOf(sentAt - 5000), recordOf(sentAt + 500), recordOf(sentAt + 300_000)];
		expect(await inquire(inquiryFor(listOf(records)))).toBe(records[1]);
	});

	it('is judged by the server’s clock, not by this machine’s', async () => {
		const hourMs = 3_600_000;
		const records = [recordOf(sentAt + 500), recordOf(sentAt + hourMs + 500)];
		const inquiry = inquiryFor(listOf(records), { serverAheadMs: hourMs });
		expect(await inquire(inquiry)).toBe(records[1]);
	});

	it('goes by what was known of the server’s clock when it left', async () => {
		const records = [recordOf(sentAt - 60_000 + 500)];
		const inquiry = inquiryFor(listOf(records), { serverAheadMs: 0 });
		const write = { ...inquiry.write, serverAheadMs: -60_000 };
		expect(await inquire({ ...inquiry, write })).toBe(records[0]);
	});

	it('belongs to the first who takes it', async () => {
		const list = listOf([recordOf(sentAt + 500)]);
		await inquire(inquiryFor(list));
		await expect(inquire(inquiryFor(list))).rejects.toThrow(UnknownOutcome);
	});

	it('is nobody’s when there are two', async () => {
		const list = listOf([recordOf(sentAt + 500), recordOf(sentAt + 900)]);
		await expect(inquire(inquiryFor(list))).rejects.toMatchObject({
			search: { finding: { matches: [{}, {}] } },
		});
	});

	it('is nobody’s where the API proves nothing', async () => {
		const list = listOf([recordOf(sentAt + 500)], false);
		await expect(inquire(inquiryFor(list))).rejects.toThrow(UnknownOutcome);
		expect(list.quests).toHaveLength(1);
	});

	it('is looked for three times, as lists follow the writes with a delay', async () => {
		const records: JsonObject[] = [];
		const list = listOf(records);
		const inquiring = inquire(inquiryFor(list));
		await sleep(500);
		records.push(recordOf(sentAt + 500));
		expect(await inquiring).toBe(records[0]);
		expect(list.quests).toHaveLength(2);
	});

	it.each<[string, JsonObject]>([
		['the same content', {}],
		['less content', { title: 'A' }],
	])('may belong to another write of %s that is under way', async (_, body) => {
		const account = 'with a rival';
		openWrite('rival', { account, request: { ...request, body } });
		const list = listOf([recordOf(sentAt + 500)]);
		await expect(inquire(inquiryFor(list, { account }))).rejects.toMatchObject({
			search: { hasRival: true },
		});
		closeWrite('rival');
		expect(await inquire(inquiryFor(list, { account }))).toBeDefined();
	});

	it.each([
		['that it does not fit', 'books', { body: { onlyFor: 'another record' } }],
		['of another kind', 'books', { path: '/v1/quotations' }],
		['in the books of another account', 'other books', {}],
	])('has nothing to do with a write %s', async (_, account, other) => {
		openWrite('no rival', { account, request: { ...request, ...other } });
		const records = [recordOf(sentAt + 500)];
		const found = inquire(inquiryFor(listOf(records), { account: 'books' }));
		expect(await found).toBe(records[0]);
		closeWrite('no rival');
	});

	it('is never one that does not tell when it was created', async () => {
		const list = listOf([{ id: `record-${++ids}` }]);
		await expect(inquire(inquiryFor(list))).rejects.toMatchObject({
			search: { finding: { matches: [] } },
		});
	});

	it('is not looked for where it could not be told from others, and the reason is given', async () => {
		const list = listOf([recordOf(sentAt + 500)]);
		const findWritten = { ...list, describeGap: () => 'It has no number.' };
		await expect(inquire(inquiryFor(findWritten))).rejects.toMatchObject({
			search: { reason: 'It has no number.' },
		});
		expect(list.quests).toEqual([]);
	});
});

describe('a record that the unreadable answer names', () => {
	const id = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
	const named = (location: string) =>
		new ApiError({ ...lost, message: 'no answer', complaint: undefined, location });

	/** The API has this record, and nothing is found in lists. */
	function inquiryAt(location: string, body: string, findWritten = listOf([])) {
		const inquiry = inquiryFor(findWritten);
		const sent: ApiRequest[] = [];
		const send = async (asked: ApiRequest): Promise<Answer> => {
			sent.push(asked);
			return await Promise.resolve({
				kind: 'answer',
				status: 200,
				headers: {},
				body: Buffer.from(body),
			});
		};
		return {
			sent,
			inquiry: { ...inquiry, lost: named(location), client: { ...inquiry.client, send } },
		};
	}

	it('is read, once, under its own name', async () => {
		const { inquiry, sent } = inquiryAt(
			`https://api.lexware.io/v1/invoices/${id}`,
			'{"version":1}',
		);
		expect(await inquire(inquiry)).toEqual({ version: 1, id });
		expect(sent).toEqual([{ method: 'GET', path: `/v1/invoices/${id}` }]);
	});

	it('belongs to the first who takes it', async () => {
		const own = id.replace('0', 'a');
		const first = inquiryAt(`/v1/invoices/${own}`, '{}');
		expect(await inquire(first.inquiry)).toEqual({ id: own });
		const { inquiry } = inquiryAt(`/v1/invoices/${own}`, '{}', listOf([], false));
		await expect(inquire(inquiry)).rejects.toThrow(UnknownOutcome);
	});

	it.each([
		['nothing', ''],
		['a page', `/v1/invoices/${id}/document`],
		['something that is no id', '/v1/invoices/0f1e2d3c'],
	])('is not read when the answer names %s', async (_, location) => {
		const records = [recordOf(sentAt + 500)];
		const { inquiry, sent } = inquiryAt(location, '{}', listOf(records));
		expect(await inquire(inquiry)).toBe(records[0]);
		expect(sent).toEqual([]);
	});

	it('is looked for when it cannot be read', async () => {
		const records = [recordOf(sentAt + 500)];
		const inquiry = inquiryFor(listOf(records));
		const at = named(`/v1/invoices/${id.replace('0', 'b')}`);
		expect(await inquire({ ...inquiry, lost: at })).toBe(records[0]);
	});
});

describe('a write whose answer was lost is not looked for', () => {
	it.each([
		['when that is not wanted', { isLookedUp: false }, /^It was not looked for/],
		['where the API has no list', { findWritten: undefined }, /^The API has no list/],
	])('%s, and the reason is given', async (_, more, reason) => {
		const list = listOf([recordOf(sentAt + 500)]);
		await expect(inquire({ ...inquiryFor(list), ...more })).rejects.toMatchObject({
			search: { reason: expect.stringMatching(reason) },
		});
		expect(list.quests).toEqual([]);
	});

	it('when the API does not answer', async () => {
		const list = { ...listOf([]), find: async () => await Promise.reject(lost) };
		await expect(inquire(inquiryFor(list))).rejects.toMatchObject({
			search: { reason: 'It was looked for, but the API did not answer.' },
		});
	});
});

describe('the server’s clock', () => {
	/** Any answer tells how far it is ahead. */
	function withClock(aheadMs: number | undefined) {
		const inquiry = inquiryFor(listOf([]));
		const sent: ApiRequest[] = [];
		let known = aheadMs;
		const send = async (asked: ApiRequest): Promise<Answer> => {
			sent.push(asked);
			known = 60_000;
			return await Promise.reject(lost);
		};
		const client = { ...inquiry.client, send, serverAheadMs: () => known };
		return { sent, inquiry: { ...inquiry, client } };
	}

	it('is asked for when nothing is known of it', async () => {
		const { sent, inquiry } = withClock(undefined);
		const records = [recordOf(sentAt + 60_500)];
		expect(await inquire({ ...inquiry, findWritten: listOf(records) })).toBe(records[0]);
		expect(sent).toEqual([{ method: 'GET', path: '/v1/profile' }]);
	});

	it.each<[string, number | undefined, { serverAheadMs?: number }]>([
		['now', 0, {}],
		['from when the write left', undefined, { serverAheadMs: 0 }],
	])('is not asked for when it is known %s', async (_, aheadMs, known) => {
		const { sent, inquiry } = withClock(aheadMs);
		const records = [recordOf(sentAt + 500)];
		const write = { ...inquiry.write, ...known };
		const findWritten = listOf(records);
		expect(await inquire({ ...inquiry, write, findWritten })).toBe(records[0]);
		expect(sent).toEqual([]);
	});
});

describe('a record that an earlier execution has created', () => {
	const { client } = inquiryFor(listOf([]));
	const longAgo = recordOf(0);

	it('is the one that fits, whenever it was created and whoever took it', async () => {
		const list = listOf([longAgo]);
		expect(await findCreated(request, client, list)).toBe(longAgo);
		expect(await findCreated(request, client, list)).toBe(longAgo);
		expect(list.quests[0]?.isTaken(String(longAgo.id))).toBe(false);
	});

	it.each<[string, FindWritten | undefined]>([
		['none fits', listOf([])],
		['two fit', listOf([longAgo, recordOf(1000)])],
		['the API has no list', undefined],
		['it could not be told from others', { ...listOf([longAgo]), describeGap: () => 'No number.' }],
		['the API does not answer', { ...listOf([]), find: async () => await Promise.reject(lost) }],
	])('is not given when %s', async (_, findWritten) => {
		expect(await findCreated(request, client, findWritten)).toBeUndefined();
	});

	it('is given where nothing stands in the way', async () => {
		const findWritten = { ...listOf([longAgo]), describeGap: () => undefined };
		expect(await findCreated(request, client, findWritten)).toBe(longAgo);
	});
});
