/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// One quota for the workers of a real n8n, through a Redis of its own: undisturbed, while that Redis is stopped, and
// while a worker is killed.
import { setTimeout as rest } from 'node:timers/promises';

import { z } from 'zod';

import type { Execution } from './support/execution';
import { QueueMode } from './support/queueMode';
import { startRedis, type RedisServer } from './support/redisServer';
import { reportFigures } from './support/reportFigures';
import { waitUntil } from './support/waitUntil';
import { companies, createContact, ourNode, webhookWorkflow } from './support/workflows';

let cluster: QueueMode;
let redis: RedisServer;

beforeAll(async () => {
	[cluster, redis] = await Promise.all([QueueMode.open(3), startRedis()]);
});

afterAll(async () => {
	await cluster?.close();
	if (!redis?.hasEnded()) await redis?.stop();
});

const prefixes = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'];
const items = 10;
/** Main and three workers; the process for webhooks sends nothing. */
const processes = 4;

/** Six executions at once, two per worker, each with a look at the quota at its end; gives back their ids. */
async function runSix(apiKey: string): Promise<string[]> {
	const sharing = {
		quotaSharing: 'redis',
		processes,
		redisHost: '127.0.0.1',
		redisPort: redis.port,
	};
	const credentialId = await cluster.credential(apiKey, sharing);
	const look = ourNode(credentialId, { resource: 'quota', operation: 'getStatus' });
	const nodes = [ourNode(credentialId, createContact), { ...look, id: 'Quota', name: 'Quota' }];
	const workflowId = await cluster.rest.createWorkflow(webhookWorkflow(apiKey, apiKey, ...nodes));
	await cluster.rest.activate(workflowId);
	await Promise.all(
		prefixes.map((prefix) => cluster.callWebhook(apiKey, { items: companies(items, prefix) })),
	);
	const executions = await cluster.rest.executions();
	return executions.filter((each) => each.workflowId === workflowId).map(({ id }) => id);
}

async function expectAllDone(apiKey: string, ids: string[]): Promise<Execution[]> {
	const executions = await Promise.all(ids.map(async (id) => await cluster.rest.finished(id)));
	const ends = executions.map(({ status, message }) => [status, message]);
	expect(ends).toEqual(prefixes.map(() => ['success', undefined]));
	expect(cluster.bookedCompanies(apiKey)).toHaveLength(prefixes.length * items);
	expectNoneDoubled(apiKey);
	return executions;
}

function expectNoneDoubled(apiKey: string): void {
	const booked = cluster.bookedCompanies(apiKey);
	expect(new Set(booked).size).toBe(booked.length);
}

const hintsOf = (executions: Execution[]) =>
	executions
		.flatMap((execution) => execution.taskOf('Lexware Office')?.hints ?? [])
		.map(({ message }) => message);

const look = z.object({ shared: z.object({ processesSeen: z.number().default(0) }) });

/** The most processes that an execution saw in Redis at its end. */
const processesSeen = (executions: Execution[]) =>
	Math.max(
		...executions
			.flatMap((execution) => execution.itemsOf('Quota'))
			.map(({ json }) => look.parse(json).shared.processesSeen),
	);

/** Accepted rate in the middle of the run, as a share of 2 per second. */
function report(title: string, apiKey: string, fallbacks: number): { refused: number } {
	const { passedAt, refused, spanMs } = cluster.lexware.log.summary(apiKey);
	const [from = NaN, to = NaN] = [passedAt[4], passedAt.at(-3)];
	const utilisation = ((passedAt.length - 7) * 500) / (to - from);
	const seconds = spanMs / 1000;
	reportFigures(title, { items: passedAt.length, refused, seconds, utilisation, fallbacks });
	return { refused };
}

describe('queue mode with one quota through Redis', () => {
	it('is never refused, doubles none and lets the workers share the quota', async () => {
		const executions = await expectAllDone('calm', await runSix('calm'));
		// n8n's own ioredis was found, and the workers found each other.
		expect(processesSeen(executions)).toBeGreaterThan(1);
		const fallbacks = hintsOf(executions).length;
		expect(report('queue mode, Redis, 3 workers', 'calm', fallbacks).refused).toBe(0);
	});

	it('finishes everything when that Redis is stopped for 10 seconds, and says so', async () => {
		const ids = await runSix('outage');
		await waitUntil('it is under way', () => cluster.bookedCompanies('outage').length >= 6);
		await redis.kill();
		await rest(10_000);
		redis = await startRedis(redis.port);
		const hints = hintsOf(await expectAllDone('outage', ids));
		expect(hints.join()).toContain('was not shared with other processes');
		const title = 'queue mode, Redis away 10 s, 3 workers';
		// On its way to a share of its own, each process may send one request that the others do not know of.
		expect(report(title, 'outage', hints.length).refused).toBeLessThanOrEqual(processes);
	});

	it('goes on with the others when a worker is killed', async () => {
		const ids = await runSix('killed');
		await waitUntil('it is under way', () => cluster.bookedCompanies('killed').length >= 6);
		const [victim] = cluster.workers;
		const lost = ids.filter((id) => victim?.output().includes(`execution ${id} `));
		await victim?.kill();
		const executions = await Promise.all(ids.map(async (id) => await cluster.rest.finished(id)));
		expect(executions.map(({ status }) => status)).toEqual(
			ids.map((id) => (lost.includes(id) ? 'error' : 'success')),
		);
		expect(lost.length).toBeGreaterThan(0);
		expectNoneDoubled('killed');
		const title = 'queue mode, Redis, one of 3 workers killed';
		expect(report(title, 'killed', hintsOf(executions).length).refused).toBe(0);
	});
});
