/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits in real time */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { resetLimiters } from '../../nodes/LexwareOffice/transport/limiter';
import { findFreePort } from '../e2e/support/freePort';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { startRedis, type RedisServer } from '../support/redisServer';
import { runWorkflow } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode } from '../support/workflows';

const password = 'correct-horse';
let lexware: LexwareServer;
let redis: RedisServer;
let freePort: number;

beforeAll(async () => {
	lexware = await startLexware();
	redis = await startRedis({ args: ['--requirepass', password, '--databases', '4'] });
	freePort = await findFreePort();
});

afterAll(async () => {
	await redis.stop();
	await lexware.close();
});

afterEach(resetLimiters);

function redisAt(more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
	return {
		quotaSharing: 'redis',
		processes: 2,
		redisHost: '127.0.0.1',
		redisPort: redis.port,
		redisPassword: password,
		...more,
	};
}

async function readProfiles(key: string, sharing: ICredentialDataDecryptedObject, items = 3) {
	const workflow = oneNode(
		Array.from({ length: items }, () => ({})),
		{ resource: 'profile', operation: 'get' },
	);
	const { of } = await runWorkflow(workflow, {
		packages: [thisPackage()],
		credentials: credentialFor(lexware.url, key, sharing),
	});
	return of('Lexware Office');
}

async function readStatus(key: string, sharing: ICredentialDataDecryptedObject) {
	const { of } = await runWorkflow(oneNode([{}], { resource: 'quota', operation: 'getStatus' }), {
		packages: [thisPackage()],
		credentials: credentialFor(lexware.url, key, sharing),
	});
	return of('Lexware Office').items[0]?.json;
}

describe('a quota shared through Redis', () => {
	it('is used without a word when Redis is there', async () => {
		const { items, hints, error } = await readProfiles('good', redisAt());
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		expect(hints).toEqual([]);
		expect(lexware.log.refused('good')).toEqual([]);
	});

	it('is what Quota: Get Status tells of, without a request', async () => {
		await readProfiles('status', redisAt());
		const arrived = lexware.log.arrivals('status').length;
		const status = await readStatus('status', redisAt());
		expect(status).toMatchObject({
			sharing: 'redis',
			limit: 2,
			heldMs: 0,
			sources: { remaining: 'shared ledger', heldMs: 'shared ledger' },
			shared: { reachable: true, processesSeen: 1, guardMs: 20, heldMs: 0 },
		});
		expect(status?.remaining).toBeLessThan(2);
		expect(lexware.log.arrivals('status')).toHaveLength(arrived);
	});

	it('is told to be unreachable by Quota: Get Status, with the reason', async () => {
		const status = await readStatus('away', redisAt({ redisPort: freePort }));
		expect(status).toMatchObject({
			limit: 2,
			remaining: 2,
			shared: {
				reachable: false,
				trouble: expect.stringContaining(`127.0.0.1:${freePort} cannot be reached (ECONNREFUSED)`),
			},
		});
	});

	it('refuses values that cannot be right before anything is sent', async () => {
		const { error } = await readProfiles('bad', redisAt({ redisHost: '', redisPort: 99_999 }));
		expect(`${error?.message} ${error?.description}`).toContain("'Redis Host' is empty");
		expect(lexware.log.arrivals('bad')).toEqual([]);
	});

	it('leaves nothing in Redis that tells the key or lives for ever', async () => {
		await readProfiles('secretive-key', redisAt());
		const { Redis } = await import('ioredis');
		const client = new Redis({ host: '127.0.0.1', port: redis.port, password });
		const names = await client.keys('*');
		const times = await Promise.all(names.map(async (name) => await client.pttl(name)));
		client.disconnect();
		expect(names.length).toBeGreaterThanOrEqual(2);
		expect(names.join(' ')).not.toContain('secretive-key');
		expect(names.every((name) => /^\{lx:[0-9a-f]{64}\}:(log|meta|procs)$/.test(name))).toBe(true);
		expect(Math.min(...times)).toBeGreaterThan(0);
	});

	it('lets go of Redis some seconds after the last request', async () => {
		await readProfiles('idle', redisAt(), 1);
		const { Redis } = await import('ioredis');
		const client = new Redis({ host: '127.0.0.1', port: redis.port, password });
		const countClients = async () =>
			String(await client.client('LIST'))
				.trim()
				.split('\n').length - 1;
		expect(await countClients()).toBe(2);
		await new Promise((resolve) => setTimeout(resolve, 6500));
		expect(await countClients()).toBe(0);
		client.disconnect();
	});
});

describe('a Redis that cannot be used', () => {
	it.each([
		['a wrong port', () => ({ redisPort: freePort }), /cannot be reached \(ECONNREFUSED\)/],
		[
			'a wrong host',
			() => ({ redisHost: 'redis.invalid' }),
			/redis\.invalid:\d+ cannot be reached/,
		],
		['a wrong password', () => ({ redisPassword: 'wrong-horse' }), /refuses the login/],
		['a missing password', () => ({ redisPassword: '' }), /refuses the login/],
		['an unknown user', () => ({ redisUser: 'nobody' }), /refuses the login/],
		['a wrong database', () => ({ redisDatabase: 7 }), /has no database 7/],
		['TLS where there is none', () => ({ redisTls: true }), /TLS connection .* failed|cannot be r/],
	])(
		'for %s: all items are done at a fixed share, with one sentence',
		async (title, more, reason) => {
			const key = title.replace(/ /g, '-');
			const { items, hints, error } = await readProfiles(key, redisAt(more()));
			expect(error).toBeUndefined();
			expect(items).toHaveLength(3);
			expect(hints).toHaveLength(1);
			expect(hints[0]?.message).toMatch(reason);
			expect(hints[0]?.message).toContain('keeps to a fixed share of the quota');
			expect(hints[0]?.message).not.toMatch(/horse/);
			// One of two processes, 2 per second: one per second each.
			const [first, , third] = lexware.log.passed(key).map(({ at }) => at);
			expect((third ?? NaN) - (first ?? NaN)).toBeGreaterThan(1900);
			expect(lexware.log.refused(key)).toEqual([]);
		},
	);
});
