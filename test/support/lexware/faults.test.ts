import { seededRandom } from './random';
import { FaultScript, type Fault, type FaultKind } from './faults';
import { startLexware, type LexwareServer } from './server';
import { testClient, type TestClient } from './testClient';

const customer = { version: 0, roles: { customer: {} }, company: { name: 'Muster AG' } };

describe('fault rules', () => {
	const hits = (script: FaultScript, count: number, key = 'a') =>
		Array.from({ length: count }, () => {
			const fault = script.next({ key, method: 'GET', path: '/v1/contacts' });
			return fault ? 1 : 0;
		}).join('');

	it('hit once unless told otherwise', () => {
		const script = new FaultScript(seededRandom(1));
		script.add({ fault: 'reset' });
		expect(hits(script, 3)).toBe('100');
	});

	it('hit from the nth matching request on, as often as told', () => {
		const script = new FaultScript(seededRandom(1));
		script.add({ path: '/v1/contacts', method: 'get', nth: 2, times: 2, fault: 'reset' });
		expect(hits(script, 5)).toBe('01100');
	});

	it('leave other keys, methods and paths alone', () => {
		const script = new FaultScript(seededRandom(1));
		script.add(
			{ key: 'b', fault: 'reset' },
			{ method: 'POST', fault: 'reset' },
			{ path: /files/, fault: 'reset' },
		);
		expect(hits(script, 3)).toBe('000');
		expect(hits(script, 1, 'b')).toBe('1');
	});

	it('hit at random, the same way for the same seed', () => {
		const once = new FaultScript(seededRandom(7));
		const again = new FaultScript(seededRandom(7));
		for (const script of [once, again]) script.add({ probability: 0.5, fault: 'reset' });
		const pattern = hits(once, 40);
		expect(pattern).toMatch(/0.*1|1.*0/);
		expect(hits(again, 40)).toBe(pattern);
	});
});

describe('faults over HTTP', () => {
	let lexware: LexwareServer;
	let client: TestClient;

	beforeAll(async () => {
		lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
		client = testClient(lexware.url, 'a');
	});

	afterAll(async () => await lexware.close());

	beforeEach(() => lexware.log.clear());

	const post = async (fault: Fault) => {
		const before = lexware.account('a').contacts.size;
		lexware.faults.add({ key: 'a', fault });
		const outcome = await client
			.post('/contacts', customer)
			.then(({ status, data }) => ({ status, data: data as unknown }))
			.catch((error: { code?: string; message: string }) => ({
				status: 0,
				data: error.code ?? error.message,
			}));
		return { ...outcome, made: lexware.account('a').contacts.size - before };
	};

	it.each<[FaultKind, boolean | undefined, number, unknown, number]>([
		['throttle', undefined, 429, { message: 'Rate limit exceeded' }, 0],
		['serverError', undefined, 500, { message: null }, 0],
		['serverError', true, 500, { message: null }, 1],
		[
			'throttleText',
			undefined,
			500,
			{ message: 'Internal server error or rate limit exceeded' },
			0,
		],
		['badGateway', undefined, 502, expect.stringContaining('<html>'), 0],
		['unavailable', undefined, 503, expect.stringContaining('<html>'), 0],
		['unavailableEmpty', undefined, 503, { detail: null }, 0],
		['gatewayTimeout', false, 504, { message: 'Endpoint request timed out' }, 0],
		['gatewayTimeout', true, 504, { message: 'Endpoint request timed out' }, 1],
		['reset', false, 0, 'ECONNRESET', 0],
		['reset', true, 0, 'ECONNRESET', 1],
		['unauthorized', undefined, 401, { message: 'Unauthorized' }, 0],
		['paymentRequired', undefined, 402, { message: 'Payment required' }, 0],
		['forbidden', undefined, 403, { message: expect.stringContaining('Bearer a') as string }, 0],
		['conflict', undefined, 409, expect.anything(), 0],
		['html', undefined, 200, expect.stringContaining('<html>'), 1],
		['brokenJson', undefined, 200, '{"id": unquoted', 1],
		['cutJson', undefined, 200, expect.stringMatching(/^\{"id":"[^}]*$/), 1],
		['emptyBody', undefined, 200, '', 1],
		['truncated', undefined, 0, expect.stringMatching(/ECONNRESET|ERR_BAD_RESPONSE|aborted/), 1],
	])('%s (after executing: %s) answers %d', async (kind, after, status, data, made) => {
		expect(await post({ kind, after })).toEqual({ status, data, made });
		const [arrival] = lexware.log.arrivals('a');
		expect(arrival).toMatchObject({
			verdict: kind === 'throttle' ? 'refused429' : 'fault',
			executed: made === 1,
		});
	});

	it('takes no quota for a scripted 429', async () => {
		lexware.setQuota({ policy: 'sliding', requests: 1, windowMs: 60_000 }, 'b');
		lexware.faults.add({ key: 'b', fault: { kind: 'throttle', retryAfter: 'array' } });
		const ofB = testClient(lexware.url, 'b');
		const throttled = await ofB.get('/profile');
		expect(throttled.status).toBe(429);
		// Two headers are sent; Node's client keeps the first.
		expect(throttled.headers['retry-after']).toBe('1');
		expect((await ofB.get('/profile')).status).toBe(200);
		expect((await ofB.get('/profile')).status).toBe(429);
	});

	it('counts a hanging write as in flight until its connection ends', async () => {
		const ofC = testClient(lexware.url, 'c');
		const caller = new AbortController();
		lexware.faults.add({ key: 'c', fault: { kind: 'hang', after: true } });
		const hanging = ofC.post('/contacts', customer, caller.signal).catch(() => 'aborted');
		while (!lexware.log.arrivals('c')[0]?.executed) await client.get('/countries');
		await ofC.post('/contacts', customer);
		expect(lexware.log.maxConcurrentWrites('c')).toBe(2);
		caller.abort();
		expect(await hanging).toBe('aborted');
	});

	it('sees that writes sent one after another never overlap', async () => {
		for (let n = 0; n < 5; n++) await client.post('/contacts', customer);
		expect(lexware.log.maxConcurrentWrites('a')).toBe(1);
		expect(lexware.log.executedWrites('a')).toHaveLength(5);
	});

	it('spends the latency of its profile', async () => {
		lexware.setLatency({ oneWay: 30, processing: [20, 20] }, 'slow');
		const before = Date.now();
		await testClient(lexware.url, 'slow').get('/profile');
		expect(Date.now() - before).toBeGreaterThanOrEqual(78);
	});
});
