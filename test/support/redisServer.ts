/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// A Redis server of the test's own: Debian's, in memory only, on a free port of the loopback interface.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { startChild, type Child } from '../e2e/support/childProcess';
import { findFreePort } from '../e2e/support/freePort';
import { waitUntil } from '../e2e/support/waitUntil';

export interface RedisServer extends Child {
	port: number;
}

export interface RedisSetting {
	/** Where it was before, to come back after an outage. */
	port?: number;
	/** More arguments, such as `--requirepass`, `secret`. */
	args?: string[];
	command?: string;
}

export async function startRedis(setting: RedisSetting = {}): Promise<RedisServer> {
	const port = setting.port ?? (await findFreePort());
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp'];
	const child = startChild(
		setting.command ?? provideRedis(),
		[...args, ...(setting.args ?? [])],
		{},
	);
	await waitUntil('Redis is ready', () => {
		if (child.hasEnded()) throw new Error(`redis-server ended:\n${child.output()}`);
		return child.output().includes('Ready to accept connections');
	});
	return { ...child, port };
}

let isProvided = false;

/** Installs Debian's package where it is missing. */
function provideRedis(): string {
	if (!isProvided) {
		const tool = path.join(__dirname, '../../tools/installRedis.mjs');
		const { status } = spawnSync(process.execPath, [tool], { stdio: 'inherit' });
		if (status !== 0) throw new Error('redis-server is missing and could not be installed');
	}
	isProvided = true;
	return 'redis-server';
}
