import { sleep } from 'n8n-workflow';

import { inquire } from '../../nodes/LexwareOffice/operation/inquiry';
import type { FindWritten, Quest } from '../../nodes/LexwareOffice/operation/lookUp';
import { isWithin } from '../../nodes/LexwareOffice/operation/lookUp';
import {
	closeWrite,
	hasRival,
	loseWrite,
	openWrite,
} from '../../nodes/LexwareOffice/operation/processWrites';
import { UnknownOutcome } from '../../nodes/LexwareOffice/operation/unknownOutcome';
import { ApiError } from '../../nodes/LexwareOffice/transport/errors';
import type { ApiRequest, JsonObject } from '../../nodes/LexwareOffice/transport/request';

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

describe('writes of one kind', () => {
	it('are rivals until the outcome is known, a lost one for two minutes', () => {
		jest.useFakeTimers();
		const creation = { account: 'rivalry', request };
		const ownHasRival = () => hasRival('own', creation, () => true);
		openWrite('own', creation);
		expect(ownHasRival()).toBe(false);
		openWrite('other', creation);
		expect(ownHasRival()).toBe(true);
		loseWrite('other', creation);
		jest.advanceTimersByTime(119_000);
		expect(ownHasRival()).toBe(true);
		jest.advanceTimersByTime(2000);
		expect(ownHasRival()).toBe(false);
		closeWrite('own');
		jest.useRealTimers();
	});
});
