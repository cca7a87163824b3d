// Bottleneck's own quota: N tokens, filled up every W.
import Bottleneck from 'bottleneck';

import type { Contender, Target } from './contender';
import { queueOf } from './plainHttp';

export function openBottleneckRefresh(target: Target): Contender {
	const limiter = new Bottleneck({
		reservoir: target.requests,
		reservoirRefreshAmount: target.requests,
		reservoirRefreshInterval: target.windowMs,
	});
	return queueOf(
		target,
		async (attempt) => await limiter.schedule(attempt),
		() => void limiter.stop({ dropWaitingJobs: true }).catch(() => {}),
	);
}
