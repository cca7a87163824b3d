// The ways to share a quota between processes, by the name that the tables show.
import Bottleneck from 'bottleneck';
import { Redis } from 'ioredis';

import { openOurs } from '../contenders/ours';
import { queueOf } from '../contenders/plainHttp';
import type { Contender, Target } from '../contenders/contender';
import { rest } from '../measure';

export interface SharedTarget extends Target {
	processes: number;
	redisPort: number;
}

const host = '127.0.0.1';

function openCluster(
	target: SharedTarget,
	options: Bottleneck.ConstructorOptions,
	holdMs = 0,
): Contender {
	const limiter = new Bottleneck({
		id: target.apiKey,
		datastore: 'ioredis',
		clearDatastore: false,
		clientOptions: { host, port: target.redisPort },
		Redis,
		...options,
	});
	limiter.on('error', () => {});
	return queueOf(
		target,
		async (attempt) =>
			await new Promise((resolve, reject) => {
				limiter
					.schedule(async () => {
						const done = attempt();
						done.then(resolve, reject);
						// A lease: the slot is kept for a window, whenever the answer comes.
						await (holdMs > 0 ? rest(holdMs) : done);
					})
					.catch(reject);
			}),
		() => void limiter.disconnect(false),
	);
}

export const modes = {
	'this package, Redis': (target) =>
		openOurs(target, undefined, {
			quotaSharing: 'redis',
			redisHost: host,
			redisPort: target.redisPort,
			processes: target.processes,
		}),
	'this package, one process': (target) => openOurs(target),
	'this package, fixed share': ({ processes, ...target }) =>
		openOurs(target, undefined, { quotaSharing: 'processes', processes }),
	'Bottleneck cluster, refresh': (target) =>
		openCluster(target, {
			reservoir: target.requests,
			reservoirRefreshAmount: target.requests,
			reservoirRefreshInterval: target.windowMs,
		}),
	'Bottleneck cluster, lease': (target) =>
		openCluster(target, { maxConcurrent: target.requests }, 1.02 * target.windowMs),
} satisfies Record<string, (target: SharedTarget) => Contender>;

export type Mode = keyof typeof modes;

export const opponents: Mode[] = [
	'this package, one process',
	'this package, fixed share',
	'Bottleneck cluster, refresh',
	'Bottleneck cluster, lease',
];
