/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import axios from 'axios';
import { testClient } from './testClient';

describe('the loopback API as a process of its own', () => {
	let server: ChildProcess;
	let url: string;

	beforeAll(async () => {
		const args = ['--policy', 'sliding', '--requests', '1', '--window-ms', '60000'];
		server = spawn(
			process.execPath,
			['--import', 'tsx', path.join(__dirname, 'main.ts'), ...args],
			{ stdio: ['ignore', 'pipe', 'inherit'] },
		);
		if (!server.stdout) throw new Error('no output');
		const ended = once(server, 'exit').then(() => ['']);
		const [line] = (await Promise.race([once(createInterface(server.stdout), 'line'), ended])) as [
			string,
		];
		url = (JSON.parse(line) as { url: string }).url;
	});

	afterAll(async () => {
		if (server.exitCode === null) {
			server.kill('SIGTERM');
			await once(server, 'exit');
		}
		expect(server.exitCode).toBe(0);
	});

	const control = axios.create({ validateStatus: () => true });

	it('keeps the quota it was started with', async () => {
		const client = testClient(url, 'a');
		expect((await client.get('/profile')).status).toBe(200);
		expect((await client.get('/profile')).status).toBe(429);
	});

	it('is configured and read from outside, without quota and log', async () => {
		const client = testClient(url, 'b');
		await control.put(`${url}/__control/quota`, {
			key: 'b',
			policy: 'none',
			requests: 1,
			windowMs: 1,
		});
		await control.post(`${url}/__control/faults`, {
			rules: [{ key: 'b', pattern: 'countries$', fault: 'serverError' }],
		});
		const seeded = await control.post(`${url}/__control/seed`, {
			key: 'b',
			contacts: 3,
			voucherRows: 30,
		});
		expect(seeded.data).toMatchObject({ contacts: 3 });
		expect((await client.get('/countries')).status).toBe(500);
		expect((await client.get('/contacts')).data).toMatchObject({ totalElements: 3 });
		const { data } = await control.get(`${url}/__control/summary?key=b`);
		expect(data).toMatchObject({ arrivals: 2, passed: 2, refused: 0 });
		expect((await control.get(`${url}/__control/log?key=b`)).data).toHaveLength(2);
	});

	it('refuses a key while it is blocked', async () => {
		const client = testClient(url, 'c');
		await control.put(`${url}/__control/quota`, {
			key: 'c',
			policy: 'bucket',
			requests: 100,
			windowMs: 1000,
			retryAfter: 'seconds',
		});
		await control.post(`${url}/__control/block`, { key: 'c', durationMs: 30_000 });
		const refused = await client.get('/profile');
		expect(refused.status).toBe(429);
		expect(refused.headers['retry-after']).toBe('30');
	});

	it('tells mistakes of its user apart from answers of the API', async () => {
		expect((await control.get(`${url}/__control/nonsense`)).status).toBe(404);
		const unreadable = await control.post(`${url}/__control/block`, Buffer.from('{'), {
			headers: { 'content-type': 'application/json' },
		});
		expect(unreadable.status).toBe(400);
	});
});
