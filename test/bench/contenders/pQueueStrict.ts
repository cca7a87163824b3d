// p-queue with `strict`, its sliding window.
import PQueue from 'p-queue';

import type { Contender, Target } from './contender';
import { queueOf } from './plainHttp';

export function openPQueueStrict(target: Target): Contender {
	const queue = new PQueue({
		interval: target.windowMs,
		intervalCap: target.requests,
		strict: true,
	});
	return queueOf(
		target,
		async (attempt) => await queue.add(attempt),
		() => queue.clear(),
	);
}
