import axios from 'axios';
import { startLexware, type LexwareServer } from './lexware/server';

const profileOf = async (url: string, key: string) =>
	await axios.get<unknown>(`${url}/v1/profile`, {
		headers: { authorization: `Bearer ${key}` },
		validateStatus: () => true,
	});

describe('the loopback API', () => {
	let lexware: LexwareServer;

	beforeEach(async () => {
		lexware = await startLexware({ rejectedKeys: ['revoked'] });
	});

	afterEach(async () => await lexware.close());

	it('answers the profile of the account a key belongs to', async () => {
		const { status, data } = await profileOf(lexware.url, 'a');
		expect(status).toBe(200);
		expect(data).toEqual(lexware.account('a').profile);
	});

	it('refuses the third request of a second and performs nothing', async () => {
		const answers = [];
		for (let n = 0; n < 3; n++) answers.push(await profileOf(lexware.url, 'a'));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(answers[2]?.data).toEqual({ message: 'Rate limit exceeded' });
		expect(lexware.log.refused('a')).toHaveLength(1);
	});

	it('keeps the quota of one key apart from that of another', async () => {
		for (const key of ['a', 'a', 'b', 'b']) {
			expect((await profileOf(lexware.url, key)).status).toBe(200);
		}
	});

	it('shows the state of the quota in headers where the quota says so', async () => {
		lexware.setQuota(
			{ policy: 'sliding', requests: 2, windowMs: 5000, rateLimitHeaders: true },
			'a',
		);
		const { headers } = await profileOf(lexware.url, 'a');
		expect(headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
	});

	it('answers a rejected key like the gateway', async () => {
		const { status, data } = await profileOf(lexware.url, 'revoked');
		expect(status).toBe(401);
		expect(data).toEqual({ message: 'Unauthorized' });
	});

	it('closes at once while a request hangs', async () => {
		lexware.faults.add({ key: 'a', fault: 'hang' });
		const hanging = profileOf(lexware.url, 'a').catch((error: { code?: string }) => error.code);
		while (lexware.log.arrivals('a').length === 0) await profileOf(lexware.url, 'revoked');
		await lexware.close();
		expect(await hanging).toBe('ECONNRESET');
	});
});
