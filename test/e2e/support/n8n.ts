/* eslint-disable @n8n/community-nodes/require-node-api-error */
// n8n itself: `n8n start`, `n8n worker`, `n8n webhook` as processes, and its command line.
import axios from 'axios';

import { startChild, type Child } from './childProcess';
import { findFreePort } from './freePort';
import type { N8nHome } from './n8nHome';
import { toolchain } from './toolchain';
import { waitUntil } from './waitUntil';

export type Environment = Record<string, string>;

export interface N8n extends Child {
	/** Such as `http://127.0.0.1:4711`. */
	url: string;
}

/** The main process, or with `webhook` one that only takes webhooks. */
export async function startN8n(
	home: N8nHome,
	env: Environment = {},
	command: 'start' | 'webhook' = 'start',
): Promise<N8n> {
	const port = Number(env.N8N_PORT ?? (await findFreePort()));
	const child = await startProcess(home, [command], { ...env, N8N_PORT: String(port) });
	const url = `http://127.0.0.1:${port}`;
	await untilReady(child, command, async () => {
		const { status } = await axios.get(`${url}/healthz/readiness`, { validateStatus: () => true });
		return status === 200;
	});
	return { ...child, url };
}

export async function startWorker(
	home: N8nHome,
	env: Environment = {},
	concurrency = 5,
): Promise<Child> {
	const child = await startProcess(home, ['worker', `--concurrency=${concurrency}`], env);
	await untilReady(child, 'worker', () => child.output().includes('n8n worker is now ready'));
	return child;
}

/** Runs a command such as `import:workflow --input=…` to its end and gives back what it printed. */
export async function runCommand(home: N8nHome, args: string[]): Promise<string> {
	const child = await startProcess(home, args, {});
	await waitUntil(`n8n ${args[0]}`, () => child.hasEnded());
	return child.output();
}

async function startProcess(home: N8nHome, args: string[], env: Environment): Promise<Child> {
	const ports = { N8N_RUNNERS_BROKER_PORT: String(await findFreePort()) };
	return startChild(toolchain.node, [toolchain.n8n, ...args], { ...home.env, ...ports, ...env });
}

/** Starting takes 15 s; on a busy machine it has taken ten times as long. */
const startTimeoutMs = 300_000;

/** Nothing is left running that has not become ready. */
async function untilReady(
	child: Child,
	title: string,
	isReady: () => boolean | Promise<boolean>,
): Promise<void> {
	const look = async () => {
		if (child.hasEnded()) throw new Error(`n8n ${title} ended:\n${child.output()}`);
		return await Promise.resolve(isReady()).catch(() => false);
	};
	try {
		await waitUntil(`n8n ${title} is ready`, look, startTimeoutMs);
	} catch (error) {
		if (!child.hasEnded()) await child.kill();
		throw error;
	}
}
