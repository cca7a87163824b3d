// One scene: several processes at work on one key, with whatever happens to them, and what the server saw of it.
import { Redis } from 'ioredis';

import { startRedis, type RedisServer } from '../../support/redisServer';
import type { QuotaSpec } from '../../support/lexware/throttle';
import { startServer, type BenchServer } from '../loopback';
import { fairness, rest, utilisation } from '../measure';
import { Crew } from './crew';
import type { Mode } from './modes';

/** What happens while the requests are under way, so long after the start. */
export type Mishap =
	| { kind: 'kill'; atMs: number }
	| { kind: 'redisAway'; atMs: number; forMs: number }
	| { kind: 'block'; atMs: number; forMs: number };

export interface Scene {
	section: string;
	title: string;
	mode: Mode;
	policy: QuotaSpec['policy'];
	requests: number;
	latency: string;
	processes: number;
	/** Requests of each process. */
	each: number;
	mishap?: Mishap;
	/** Wall clocks ahead, by process. */
	skewMs?: number[];
	bars?: Partial<Bars>;
}

export interface Bars {
	leastUsed: number;
	leastAfterKill: number;
	mostRefused: number;
	leastJain: number;
	mostRoundTrips: number;
	mostGapWindows: number;
}

export interface SceneFigures {
	used: number;
	refused: number;
	asked: number;
	done: number;
	lost: number;
	jain: number;
	/** Commands of scripts per request that passed. */
	roundTrips: number;
	/** Percent of the quota in the twenty windows after the kill. */
	afterKill?: number;
	/** Longest silence after the mishap, in windows. */
	longestGap: number;
}

const windowMs = 1000;

export async function play(scene: Scene): Promise<SceneFigures> {
	const [server, redis] = await Promise.all([startServer(), startRedis()]);
	const { policy, requests, latency, processes, each, mode } = scene;
	const quota: QuotaSpec = { policy, requests, windowMs, retryAfter: 'seconds' };
	await server.control.prepare({ quota, latency });
	const apiKey = 'bench-key';
	const target = { url: server.url, apiKey, requests, windowMs, processes, redisPort: redis.port };
	const indexes = Array.from({ length: processes }, (_, index) => index);
	const crew = await Crew.open(
		indexes.map((index) => ({ mode, target, index, skewMs: scene.skewMs?.[index] ?? 0 })),
	);
	crew.send(each);
	const ends = crew.finish((1.8 * processes * each * windowMs) / requests + 20_000);
	const { happenedAt, redis: redisNow } = await happen(scene.mishap, crew, server, redis, apiKey);
	await ends;
	const figures = await judge(scene, server, redisNow, happenedAt);
	crew.close();
	server.stop();
	await redisNow.kill();
	return { ...figures, asked: crew.asked, done: crew.done, lost: crew.lost };
}

async function happen(
	mishap: Mishap | undefined,
	crew: Crew,
	{ control }: BenchServer,
	redis: RedisServer,
	apiKey: string,
): Promise<{ happenedAt?: number; redis: RedisServer }> {
	if (!mishap) return { redis };
	await rest(mishap.atMs);
	const passedBefore = (await control.summary(apiKey)).passedAt;
	const happenedAt = passedBefore.at(-1);
	if (mishap.kind === 'kill') crew.kill(0);
	if (mishap.kind === 'block') await control.block(apiKey, mishap.forMs);
	if (mishap.kind !== 'redisAway') return { happenedAt, redis };
	await redis.kill();
	await rest(mishap.forMs);
	return { happenedAt, redis: await startRedis({ port: redis.port }) };
}

async function judge(
	{ requests, processes, mishap }: Scene,
	{ control }: BenchServer,
	redis: RedisServer,
	happenedAt = Infinity,
): Promise<Omit<SceneFigures, 'asked' | 'done' | 'lost'>> {
	const { passedAt, refused } = await control.summary('bench-key');
	const after = passedAt.filter((at) => at >= happenedAt);
	const gaps = after.slice(1).map((at, i) => at - (after[i] ?? at));
	const inTime = after.filter((at) => at > happenedAt && at <= happenedAt + 20 * windowMs);
	return {
		used: utilisation(passedAt, requests, requests / windowMs),
		refused,
		jain: await jainOf(control, processes),
		roundTrips: (await countScripts(redis)) / passedAt.length,
		afterKill: mishap?.kind === 'kill' ? (100 * inTime.length) / (20 * requests) : undefined,
		longestGap: Math.max(0, ...gaps) / windowMs,
	};
}

/** Over processes, at the time at which half of the requests had passed. */
async function jainOf({ arrivals }: BenchServer['control'], processes: number): Promise<number> {
	const passed = (await arrivals('bench-key')).filter(({ status }) => status === 200);
	const half = passed.slice(0, Math.floor(passed.length / 2));
	const shares = Array.from({ length: processes }, () => 0);
	for (const { query } of half) {
		const index = Number(query?.worker);
		shares[index] = (shares[index] ?? 0) + 1;
	}
	return fairness(shares);
}

async function countScripts({ port }: RedisServer): Promise<number> {
	const client = new Redis({ host: '127.0.0.1', port });
	const stats = await client.info('commandstats');
	client.disconnect();
	const calls = [...stats.matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm)];
	return calls.reduce((sum, [, count]) => sum + Number(count), 0);
}
