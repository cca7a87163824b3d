// axios-retry and no queue: everything leaves at once, as with n8n's HTTP Request node, and what is refused tries again
// with the library's own backoff, which heeds Retry-After.
import axiosRetry from 'axios-retry';

import type { Contender, Target } from './contender';
import { openAxios, toConfig } from './plainHttp';

const retries = 10;

export function openAxiosRetry(target: Target): Contender {
	const cancel = new AbortController();
	const client = openAxios(target, cancel.signal);
	axiosRetry(client, {
		retries,
		retryDelay: axiosRetry.exponentialDelay,
		retryCondition: ({ response }) => response?.status === 429,
	});
	return {
		send: async (request, onLeave) => {
			onLeave?.();
			return await client.request(toConfig(request));
		},
		stop: () => cancel.abort(),
	};
}
