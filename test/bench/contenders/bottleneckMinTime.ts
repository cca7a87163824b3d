// Bottleneck as most examples have it: one request every W/N.
import Bottleneck from 'bottleneck';

import type { Contender, Target } from './contender';
import { queueOf } from './plainHttp';

export function openBottleneckMinTime(target: Target): Contender {
	const limiter = new Bottleneck({ minTime: target.windowMs / target.requests });
	return queueOf(
		target,
		async (attempt) => await limiter.schedule(attempt),
		() => void limiter.stop({ dropWaitingJobs: true }).catch(() => {}),
	);
}
