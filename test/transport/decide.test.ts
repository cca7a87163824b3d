import { decide, type Attempt, type Decision } from '../../nodes/LexwareOffice/transport/decide';
import type {
	ApiRequest,
	Headers,
	Method,
	Outcome,
} from '../../nodes/LexwareOffice/transport/request';
import { answer } from './simulation';

const read: ApiRequest = { method: 'GET', path: '/v1/profile' };
const create: ApiRequest = { method: 'POST', path: '/v1/contacts', body: {} };
const replace: ApiRequest = { method: 'PUT', path: '/v1/contacts/1', body: {} };
const remove: ApiRequest = { method: 'DELETE', path: '/v1/articles/1' };
const upload: ApiRequest = {
	method: 'POST',
	path: '/v1/files',
	upload: { fileName: 'a.pdf', mimeType: 'application/pdf', content: Buffer.from('x') },
};
const download: ApiRequest = { ...read, accept: '*/*' };
const all: Array<[string, ApiRequest]> = [
	['GET', read],
	['POST', create],
	['PUT', replace],
	['DELETE', remove],
	['upload', upload],
];

const lost: Outcome = { kind: 'lost', cause: 'no answer within 45 s' };
const notSent: Outcome = { kind: 'notSent', cause: 'ECONNREFUSED' };
const cancelled: Outcome = { kind: 'cancelled', cause: 'stopped' };
const throttleBody = '{"message":"Internal server error or rate limit exceeded"}';
const collisionBody = JSON.stringify({
	IssueList: [{ i18nKey: 'account_number_already_exists', source: 'number' }],
});
const collision = answer(406, {}, collisionBody);

function decideOn(request: ApiRequest, outcome: Outcome, more: Partial<Attempt> = {}): Decision {
	return decide({
		request,
		outcome,
		failures: 0,
		isUnsure: false,
		holdsInARow: 0,
		windowMs: 1000,
		patienceMs: 600_000,
		random: 0.5,
		...more,
	});
}

/** A decision in one line, such as `hold 2000, repeat` or `stop refused`. */
function inWords(decision: Decision): string {
	const words: string[] = [];
	if (decision.hold) words.push(`hold ${decision.hold.ms}`);
	if (decision.next === 'accept') words.push('accept');
	if (decision.next === 'stop') words.push(`stop ${decision.reason}`);
	if (decision.next === 'repeat') {
		words.push(decision.afterMs > 0 ? `repeat after ${decision.afterMs}` : 'repeat');
		if (decision.isUnsure) words.push('unsure');
	}
	return words.join(', ');
}

function say(request: ApiRequest, outcome: Outcome, more?: Partial<Attempt>): string {
	return inWords(decideOn(request, outcome, more));
}

const throttled = (headers: Headers = {}) => answer(429, headers);

describe('what follows from an outcome', () => {
	it.each(all)('a refused %s waits with the whole key and goes again', (_name, request) => {
		expect(say(request, throttled({ 'retry-after': '2' }))).toBe('hold 2000, repeat');
		expect(say(request, throttled())).toBe('hold 750, repeat');
	});

	it.each(all)('a %s that never left goes again, some times', (_name, request) => {
		expect(say(request, notSent)).toBe('repeat after 750');
		expect(say(request, notSent, { failures: 3 })).toBe('repeat after 6000');
		expect(say(request, notSent, { failures: 4 })).toBe('stop notSent');
	});

	it.each(all)('a stopped %s stops', (_name, request) => {
		expect(say(request, cancelled)).toBe('stop cancelled');
	});

	it.each([
		['no answer', lost],
		['500', answer(500)],
		['502', answer(502)],
		['503', answer(503)],
		['504', answer(504)],
	])(
		'%s: reads go again, PUT, DELETE and uploads too, but unsure, POST never',
		(_name, outcome) => {
			expect(say(read, outcome)).toBe('repeat after 750');
			expect(say(replace, outcome)).toBe('repeat after 750, unsure');
			expect(say(remove, outcome)).toBe('repeat after 750, unsure');
			expect(say(upload, outcome)).toBe('repeat after 750, unsure');
			expect(say(create, outcome)).toBe('stop outcomeUnknown');
		},
	);

	it('gives up after five attempts and says what is known', () => {
		const failures = 4;
		expect(say(read, lost, { failures })).toBe('stop unavailable');
		expect(say(replace, answer(503), { failures })).toBe('stop outcomeUnknown');
		expect(say(remove, notSent, { failures, isUnsure: true })).toBe('stop outcomeUnknown');
	});

	it('waits longer each time, up to thirty seconds, half of it by chance', () => {
		const waits = [0, 1, 2, 3].map((failures) => say(read, lost, { failures, random: 0 }));
		expect(waits).toEqual([500, 1000, 2000, 4000].map((ms) => `repeat after ${ms}`));
		const holds = [0, 1, 4, 5, 50].map((holdsInARow) =>
			say(read, throttled(), { holdsInARow, random: 0 }),
		);
		expect(holds).toEqual([500, 1000, 8000, 15_000, 15_000].map((ms) => `hold ${ms}, repeat`));
		expect(say(read, throttled(), { holdsInARow: 50, random: 0.999999 })).toBe(
			'hold 30000, repeat',
		);
	});

	it('waits as long as an overloaded server asks for', () => {
		expect(say(read, answer(503, { 'retry-after': '20' }))).toBe('repeat after 20000');
		expect(say(read, answer(503, { 'retry-after': '600' }))).toBe('stop unavailable');
	});

	it('says how long the server asked to wait when it gives up, if it did', () => {
		const failures = 4;
		const asked = decideOn(read, answer(503, { 'retry-after': '20' }), { failures });
		expect(asked).toEqual({ next: 'stop', reason: 'unavailable', retryAfterMs: 20_000 });
		const notAsked = decideOn(read, answer(503, { 'retry-after': '0' }), { failures });
		expect(notAsked).toEqual({ next: 'stop', reason: 'unavailable', retryAfterMs: undefined });
	});

	it('takes a zero Retry-After for none', () => {
		expect(say(read, throttled({ 'retry-after': '0' }))).toBe('hold 750, repeat');
	});

	it('takes the reset of a used-up quota where Retry-After is missing', () => {
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' };
		expect(say(read, throttled(headers))).toBe('hold 3000, repeat');
		expect(say(read, throttled({ ...headers, 'retry-after': '5' }))).toBe('hold 5000, repeat');
	});

	it('stops when the server asks for more than two minutes, and pauses the key for an hour at most', () => {
		const decision = decideOn(create, throttled({ 'retry-after': '86400' }));
		expect(inWords(decision)).toBe('hold 3600000, stop throttled');
		expect(decision).toMatchObject({ retryAfterMs: 86_400_000 });
	});

	it('stops when the hold ends after its patience', () => {
		const outcome = throttled({ 'retry-after': '60' });
		expect(say(create, outcome, { patienceMs: 60_000 })).toBe('hold 60000, repeat');
		expect(say(create, outcome, { patienceMs: 59_999 })).toBe('hold 60000, stop throttled');
		expect(say(replace, outcome, { patienceMs: 0, isUnsure: true })).toBe(
			'hold 60000, stop outcomeUnknown',
		);
	});

	it('holds the key for a 500 that speaks of the rate limit, and repeats only reads', () => {
		const outcome = answer(500, {}, throttleBody);
		expect(say(read, outcome)).toBe('hold 750, repeat after 750');
		expect(say(read, outcome, { failures: 4 })).toBe('hold 750, stop unavailable');
		for (const request of [create, replace, remove, upload]) {
			expect(say(request, outcome)).toBe('hold 750, stop outcomeUnknown');
		}
		for (const text of ['Ratelimit', 'rate limit', 'rate-limit', 'Throttling', 'too many requests'])
			expect(say(read, answer(500, {}, text))).toBe('hold 750, repeat after 750');
	});

	it('holds nobody for a failing gateway, whatever it says', () => {
		expect(say(read, answer(503, {}, throttleBody))).toBe('repeat after 750');
		expect(say(create, answer(400, {}, throttleBody))).toBe('stop refused');
	});

	it('does not trust the answer to a deletion that is neither empty nor readable', () => {
		expect(say(remove, answer(200, {}, '<html>'))).toBe('stop outcomeUnknown');
	});

	it.each([
		[200, '{"id":1}'],
		[201, '{}'],
		[202, '[]'],
		[200, 'null'],
	])('takes %i with %s', (status, body) => {
		for (const [, request] of all) expect(say(request, answer(status, {}, body))).toBe('accept');
	});

	it('takes empty answers where they are empty by design', () => {
		expect(say(remove, answer(204, {}, ''))).toBe('accept');
		expect(say(remove, answer(200, {}, ''))).toBe('accept');
		expect(say(replace, answer(204, {}, ''))).toBe('accept');
		expect(say(download, answer(200, {}, '%PDF-1.4'))).toBe('accept');
	});

	it.each(['', '{"id":', '<html>Gateway</html>'])('does not trust the body "%s"', (body) => {
		const outcome = answer(200, {}, body);
		expect(say(read, outcome)).toBe('repeat after 750');
		expect(say(read, outcome, { failures: 4 })).toBe('stop unavailable');
		for (const request of [create, replace, upload]) {
			expect(say(request, outcome)).toBe('stop outcomeUnknown');
		}
	});

	it('tries a contact again whose number was taken meanwhile', () => {
		expect(say(create, collision)).toBe('repeat after 750');
		expect(say(create, collision, { failures: 4 })).toBe('stop refused');
		expect(say({ ...create, path: '/v1/invoices' }, collision)).toBe('stop refused');
		expect(say(replace, collision)).toBe('stop refused');
		expect(say({ ...read, path: create.path }, collision)).toBe('stop refused');
		expect(say(create, answer(400, {}, collisionBody))).toBe('stop refused');
		expect(say(create, answer(406, {}, '{"message":"no"}'))).toBe('stop refused');
	});

	it.each([300, 301, 400, 401, 402, 403, 404, 405, 406, 409, 415])('%i is final', (status) => {
		for (const [, request] of all) expect(say(request, answer(status))).toBe('stop refused');
	});

	it('never repeats a POST that may have been carried out', () => {
		const methods: Method[] = ['GET', 'POST', 'PUT', 'DELETE'];
		for (const method of methods) {
			for (let status = 100; status < 600; status++) {
				if (status === 429) continue;
				for (const body of ['', '{}', throttleBody]) {
					const decision = decideOn({ method, path: '/v1/invoices' }, answer(status, {}, body));
					if (method === 'POST') expect(decision.next).not.toBe('repeat');
				}
			}
		}
	});
});
