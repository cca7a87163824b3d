// A Redis server of the test's own, in memory only, on a free port of the loopback interface.
import { startChild, type Child } from './childProcess';
import { findFreePort } from './freePort';
import { toolchain } from './toolchain';
import { waitUntil } from './waitUntil';

export interface RedisServer extends Child {
	port: number;
}

/** `port`: where it was before, to come back after an outage. */
export async function startRedis(port?: number): Promise<RedisServer> {
	const listensOn = port ?? (await findFreePort());
	const args = ['--port', String(listensOn), '--bind', '127.0.0.1', '--save', ''];
	const child = startChild(toolchain.redis, args, {});
	await waitUntil('Redis is ready', () => child.output().includes('Ready to accept connections'));
	return { ...child, port: listensOn };
}
