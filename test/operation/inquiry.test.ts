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
	more: { serverAheadMs?: number; content?: string } = {},
) {
	const { serverAheadMs = 0, content = `content ${++ids}` } = more;
	const write = { route: 'POST /v1/invoices', request: 'hash', sentAt: 1_800_000_000_000 };
	const client = {
		send: async () => {
			throw lost;
		},
		sendAllPages: async () => [],
		quotaStatus: () => {
			throw new Error('not asked for');
		},
		serverAheadMs: () => serverAheadMs,
	};
	const { signal } = new AbortController();
	return { request, write, content, lost, client, findWritten, isLookedUp: true, signal };
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

	it('may belong to another write of the same content that is under way', async () => {
		const rival = {};
		openWrite(rival, 'equal');
		const list = listOf([recordOf(sentAt + 500)]);
		await expect(inquire(inquiryFor(list, { content: 'equal' }))).rejects.toMatchObject({
			search: { hasRival: true },
		});
		closeWrite(rival);
		expect(await inquire(inquiryFor(list, { content: 'equal' }))).toBeDefined();
	});
});

describe('writes of equal content', () => {
	it('are rivals until the outcome is known, a lost one for two minutes', () => {
		jest.useFakeTimers();
		const [own, other] = [{}, {}];
		openWrite(own, 'same');
		expect(hasRival(own, 'same')).toBe(false);
		openWrite(other, 'same');
		expect(hasRival(own, 'same')).toBe(true);
		expect(hasRival(own, 'different')).toBe(false);
		loseWrite(other, 'same');
		jest.advanceTimersByTime(119_000);
		expect(hasRival(own, 'same')).toBe(true);
		jest.advanceTimersByTime(2000);
		expect(hasRival(own, 'same')).toBe(false);
		closeWrite(own);
		jest.useRealTimers();
	});
});
