/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// n8n in queue mode on one machine: a main process, one that takes webhooks, and workers, all on one database.
import path from 'node:path';

import axios from 'axios';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { startLexware, type LexwareServer } from '../../support/lexware/server';
import type { Child } from './childProcess';
import { findFreePort } from './freePort';
import { startN8n, startWorker, type Environment, type N8n } from './n8n';
import { createHome, type N8nHome } from './n8nHome';
import { N8nRest } from './n8nRest';
import { startRedis, type RedisServer } from './redisServer';

/** So few that three executions never land on one worker. */
const executionsPerWorker = 2;

export class QueueMode {
	readonly workers: Child[] = [];

	private constructor(
		readonly lexware: LexwareServer,
		private readonly home: N8nHome,
		private readonly redis: RedisServer,
		readonly main: N8n,
		/** The process that only takes webhooks. */
		readonly webhook: N8n,
		readonly rest: N8nRest,
		private readonly env: Environment,
	) {}

	static async open(workers: number): Promise<QueueMode> {
		const lexware = await startLexware();
		const home = createHome();
		const redis = await startRedis();
		const webhookPort = await findFreePort();
		const env = environmentOf(home, redis, webhookPort);
		const main = await startN8n(home, env);
		const [webhook, rest] = await Promise.all([
			startN8n(home, { ...env, N8N_PORT: String(webhookPort) }, 'webhook'),
			N8nRest.signIn(main.url),
		]);
		const cluster = new QueueMode(lexware, home, redis, main, webhook, rest, env);
		await Promise.all(Array.from({ length: workers }, async () => await cluster.addWorker()));
		return cluster;
	}

	/** `home`: a machine of its own, with packages of its own, on the common database. */
	async addWorker(home = this.home): Promise<Child> {
		const worker = await startWorker(home, this.env, executionsPerWorker);
		this.workers.push(worker);
		return worker;
	}

	async callWebhook(hook: string, body: object): Promise<void> {
		await axios.post(`${this.webhook.url}/webhook/${hook}`, body);
	}

	async credential(apiKey: string, more: ICredentialDataDecryptedObject = {}): Promise<string> {
		const data = { apiKey, baseUrl: this.lexware.url, ...more };
		const type = 'lexwareOfficePublicApi';
		return await this.rest.createCredential({ name: 'Lexware Office', type, data });
	}

	/** Names of the companies in the books of the key. */
	bookedCompanies(apiKey: string): string[] {
		const contacts = [...this.lexware.account(apiKey).contacts.values()];
		return contacts.map(({ company }) => company?.name ?? '');
	}

	async close(): Promise<void> {
		const n8ns = [this.main, this.webhook, ...this.workers];
		await Promise.all(n8ns.filter((n8n) => !n8n.hasEnded()).map((n8n) => n8n.stop()));
		await this.redis.stop();
		await this.lexware.close();
		this.home.remove();
	}
}

function environmentOf(home: N8nHome, redis: RedisServer, webhookPort: number): Environment {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
		DB_SQLITE_DATABASE: path.join(home.folder, 'database.sqlite'),
		// A killed worker is noticed after seconds instead of a minute, and a slow one is not taken for killed.
		QUEUE_WORKER_LOCK_DURATION: '10000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1500',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
	};
}
