import { readAccount } from '../../nodes/LexwareOffice/transport/account';
import { openClient } from '../../nodes/LexwareOffice/transport/client';
import { ApiError } from '../../nodes/LexwareOffice/transport/errors';
import { mostRows } from '../../nodes/LexwareOffice/transport/pages';
import type {
	Answer,
	ApiRequest,
	Json,
	JsonObject,
	Outcome,
} from '../../nodes/LexwareOffice/transport/request';

let keys = 0;

const answer = (status: number, body: Json, headers = {}): Answer => ({
	kind: 'answer',
	status,
	headers,
	body: Buffer.from(JSON.stringify(body)),
});

/** A client whose requests are answered by the function; each has a key of its own. */
function openWith(reply: (request: ApiRequest) => Outcome, signal?: AbortSignal) {
	const sent: ApiRequest[] = [];
	const account = readAccount({
		apiKey: `client-${++keys}`,
		requestsPerWindow: 1000,
		windowMs: 10,
	});
	const client = openClient(account, { maxWaitMs: 5000, signal }, async (request) => {
		sent.push(request);
		return reply(request);
	});
	return { ...client, sent };
}

/** A list of so many rows, paged as the API does it: cut off without a word. */
const listOf = (rows: JsonObject[]) => (request: ApiRequest) => {
	const [page, size] = [Number(request.query?.page), Number(request.query?.size)];
	const reachable = rows.slice(0, mostRows);
	const content = reachable.slice(page * size, (page + 1) * size);
	const last = (page + 1) * size >= reachable.length;
	return answer(200, { content, last, totalElements: reachable.length });
};

const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `${n}` }));
const list: ApiRequest = { method: 'GET', path: '/v1/contacts', query: { name: 'abc' } };
const pagesOf = (sent: ApiRequest[]) => sent.map(({ query }) => [query?.page, query?.size]);

const failureOf = async (action: Promise<unknown>): Promise<ApiError> => {
	try {
		await action;
	} catch (error) {
		if (error instanceof ApiError) return error;
	}
	throw new Error('No ApiError');
};

describe('paging', () => {
	it('reads a whole list in the largest pages the endpoint takes, and keeps the query', async () => {
		const { sendAllPages, sent } = openWith(listOf(rows(620)));
		expect(await sendAllPages(list, { pageSize: 250 })).toEqual(rows(620));
		expect(pagesOf(sent)).toEqual([
			[0, 250],
			[1, 250],
			[2, 250],
		]);
		expect(sent.every(({ query }) => query?.name === 'abc')).toBe(true);
	});

	it.each([
		[50, [[0, 50]], 50],
		[25, [[0, 25]], 25],
		// Some lists refuse smaller pages.
		[1, [[0, 25]], 1],
		[250, [[0, 250]], 250],
		[
			300,
			[
				[0, 250],
				[1, 250],
			],
			300,
		],
	])('spends no more requests than a limit of %p needs', async (limit, pages, count) => {
		const { sendAllPages, sent } = openWith(listOf(rows(620)));
		const records = await sendAllPages(list, { limit, pageSize: 250 });
		expect(records).toEqual(rows(count));
		expect(pagesOf(sent)).toEqual(pages);
	});

	it('stops at the end of a list that is shorter than the limit', async () => {
		const { sendAllPages, sent } = openWith(listOf(rows(30)));
		expect(await sendAllPages(list, { limit: 100, pageSize: 25 })).toHaveLength(30);
		expect(sent).toHaveLength(2);
	});

	it('gives a row once that moved from one page to the next meanwhile, as it was seen last', async () => {
		const { sendAllPages } = openWith(({ query }) =>
			query?.page === 0
				? answer(200, { content: [{ id: 'a' }, { id: 'b', version: 1 }], last: false })
				: answer(200, { content: [{ id: 'b', version: 2 }, { id: 'c' }], last: true }),
		);
		expect(await sendAllPages(list, { pageSize: 2 })).toEqual([
			{ id: 'a' },
			{ id: 'b', version: 2 },
			{ id: 'c' },
		]);
	});

	it('fills the limit with rows that are different', async () => {
		const { sendAllPages } = openWith(({ query }) =>
			answer(200, { content: [{ id: 'a' }, { id: `${query?.page}` }], last: false }),
		);
		const records = await sendAllPages(list, { limit: 3, pageSize: 25 });
		expect(records.map(({ id }) => id)).toEqual(['a', '0', '1']);
	});

	it('keeps rows without an id apart', async () => {
		const { sendAllPages } = openWith(() =>
			answer(200, { content: [{ n: 1 }, { n: 1 }], last: true }),
		);
		expect(await sendAllPages(list, { pageSize: 25 })).toHaveLength(2);
	});

	it.each<[string, Json]>([
		['no content', {}],
		['an empty page that says there is more', { content: [], last: false }],
		['a content that is no list', { content: 'x', last: false }],
		['a list in place of an envelope', [{ id: 'a' }]],
	])('ends with %s', async (_, body) => {
		const { sendAllPages, sent } = openWith(() => answer(200, body));
		expect(await sendAllPages(list, { pageSize: 25 })).toEqual([]);
		expect(sent).toHaveLength(1);
	});

	it('reads a list that just fits into what the API hands out', async () => {
		const { sendAllPages, sent } = openWith(listOf(rows(mostRows - 1)));
		expect(await sendAllPages(list, { pageSize: 250 })).toHaveLength(mostRows - 1);
		expect(sent).toHaveLength(40);
	});

	it.each([mostRows, mostRows + 1, 3 * mostRows])(
		'says at once that a list of %p rows may be longer than what the API hands out',
		async (count) => {
			const { sendAllPages, sent } = openWith(listOf(rows(count)));
			const error = await failureOf(sendAllPages(list, { pageSize: 250 }));
			expect(error.kind).toBe('incomplete');
			expect(error.message).toBe(
				'The list has 10000 rows or more, and Lexware Office hands out no more; narrow it with filters',
			);
			expect(sent).toHaveLength(1);
		},
	);

	it('hands out as many as there are to be had when no more were asked for', async () => {
		const { sendAllPages } = openWith(listOf(rows(3 * mostRows)));
		const records = await sendAllPages(list, { limit: mostRows, pageSize: 250 });
		expect(records).toHaveLength(mostRows);
	});

	it('asks for nothing beyond, even of an API that counts nothing', async () => {
		const { sendAllPages, sent } = openWith(({ query }) =>
			answer(200, {
				content: Array.from({ length: 250 }, (_, n) => ({ id: `${query?.page}-${n}` })),
				last: false,
			}),
		);
		expect((await failureOf(sendAllPages(list, { pageSize: 250 }))).kind).toBe('incomplete');
		expect(sent).toHaveLength(40);
	});

	it('ends with the refusal of a page', async () => {
		const { sendAllPages, sent } = openWith((request) =>
			request.query?.page === 0
				? answer(200, { content: rows(25), last: false })
				: answer(400, { message: 'size exceeds the limit' }),
		);
		const error = await failureOf(sendAllPages(list, { pageSize: 25 }));
		expect([error.kind, error.status, error.message]).toEqual([
			'refused',
			400,
			'status 400, size exceeds the limit',
		]);
		expect(sent).toHaveLength(2);
	});
});

describe('the end of a request', () => {
	const post: ApiRequest = { method: 'POST', path: '/v1/invoices', body: { note: 'private' } };
	const tooLong = answer(429, { message: 'Rate limit exceeded' }, { 'retry-after': '60' });

	it.each<[string, ApiRequest, Outcome, Partial<ApiError>]>([
		[
			'a refusal',
			post,
			answer(406, { IssueList: [{ source: 'address', i18nKey: 'missing_entity' }] }),
			{ kind: 'refused', status: 406, message: 'status 406, address: missing_entity' },
		],
		[
			'a refusal without a word',
			post,
			answer(402, { message: null }),
			{ kind: 'refused', status: 402, message: 'status 402' },
		],
		[
			'a lost write',
			post,
			{ kind: 'lost', cause: 'ECONNRESET' },
			{ kind: 'outcomeUnknown', message: 'ECONNRESET', mayHaveBeenCarriedOut: true },
		],
		[
			'a write that the server broke down on',
			post,
			answer(504, { message: 'Endpoint request timed out' }),
			{ kind: 'outcomeUnknown', status: 504, message: 'status 504, Endpoint request timed out' },
		],
		[
			'a write with an answer that cannot be read',
			post,
			{ ...answer(200, {}), body: Buffer.from('<html>') },
			{ kind: 'outcomeUnknown', status: 200, message: 'status 200', mayHaveBeenCarriedOut: true },
		],
		[
			'a wait beyond patience',
			post,
			tooLong,
			{
				kind: 'throttled',
				status: 429,
				retryAfterMs: 60_000,
				message: 'Lexware Office asks to wait 60 seconds, which is longer than Max Wait',
			},
		],
		[
			'a stop',
			post,
			{ kind: 'cancelled', cause: 'the execution was stopped' },
			{ kind: 'cancelled', message: 'the execution was stopped' },
		],
	])('by %s is one ApiError', async (_, request, outcome, error) => {
		const { send, sent } = openWith(() => outcome);
		const failure = await failureOf(send(request));
		expect(failure).toMatchObject({ ...error, request: { method: 'POST', path: '/v1/invoices' } });
		expect(sent).toHaveLength(1);
		expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain('private');
	});

	it('is an answer, untouched', async () => {
		const given = answer(201, { id: '1' });
		const { send } = openWith(() => given);
		expect(await send(post)).toBe(given);
	});

	it('by an execution that was stopped before sends nothing', async () => {
		const { send, sent } = openWith(() => answer(200, {}), AbortSignal.abort());
		expect((await failureOf(send(post))).kind).toBe('cancelled');
		expect(sent).toEqual([]);
	});
});
