// The Redis server that came with the toolchain of the e2e tests.
import { startRedis as start, type RedisServer } from '../../support/redisServer';
import { toolchain } from './toolchain';

export type { RedisServer } from '../../support/redisServer';

/** `port`: where it was before, to come back after an outage. */
export async function startRedis(port?: number): Promise<RedisServer> {
	return await start({ port, command: toolchain.redis });
}
