/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// axios as users have it, and the loop around it that puts a refused request back into the queue of a contender.
import { setMaxListeners } from 'node:events';
import axios, { type AxiosInstance } from 'axios';

import type { ApiRequest } from '../../../nodes/LexwareOffice/transport/request';
import { rest } from '../measure';
import type { Contender, Target } from './contender';

export function openAxios({ url, apiKey }: Target, signal: AbortSignal): AxiosInstance {
	// Each request under way listens to it.
	setMaxListeners(0, signal);
	return axios.create({
		baseURL: url,
		headers: { common: { Authorization: `Bearer ${apiKey}` } },
		proxy: false,
		signal,
	});
}

export function toConfig({ method, path, body }: ApiRequest) {
	return { method, url: path, data: body };
}

/** Queues each attempt. A refused one waits as long as the server asks, or a second, and queues up again. */
export function queueOf(
	target: Target,
	enqueue: <T>(attempt: () => Promise<T>) => Promise<T>,
	drop: () => void,
): Contender {
	const cancel = new AbortController();
	const client = openAxios(target, cancel.signal);
	client.defaults.validateStatus = (status) => status === 429 || (status >= 200 && status < 300);
	return {
		send: async (request, onLeave) => {
			for (;;) {
				const { status, headers } = await enqueue(async () => {
					cancel.signal.throwIfAborted();
					onLeave?.();
					return await client.request(toConfig(request));
				});
				if (status !== 429) return;
				await rest(1000 * Number(headers['retry-after'] ?? 1));
			}
		},
		stop: () => {
			drop();
			cancel.abort();
		},
	};
}
