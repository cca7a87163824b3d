/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// One of several processes that share a quota: sends its requests when told, and tells when each is done.
// Started by crew.ts.
import type { ApiRequest } from '../../../nodes/LexwareOffice/transport/request';
import type { Contender } from '../contenders/contender';
import { modes, type Mode, type SharedTarget } from './modes';

export interface WorkerOrder {
	mode: Mode;
	target: SharedTarget;
	index: number;
	/** How far this process's wall clock is ahead. */
	skewMs: number;
}

export type ToWorker = { open: WorkerOrder } | { send: number };
export type FromWorker = 'open' | 'done' | 'lost';

let contender: Contender | undefined;
let index = 0;

process.on('message', (message: ToWorker) => {
	if ('open' in message) open(message.open);
	else for (let n = 0; n < message.send; n++) sendOne();
});
process.once('disconnect', () => process.exit());
// A contender that ends its process by an error that nobody handles would take the benchmark with it.
process.on('unhandledRejection', () => tell('lost'));

function open(order: WorkerOrder): void {
	const { now } = Date;
	if (order.skewMs !== 0) Date.now = () => now() + order.skewMs;
	index = order.index;
	const openMode: (target: SharedTarget) => Contender = modes[order.mode];
	contender = openMode(order.target);
	tell('open');
}

function sendOne(): void {
	const request: ApiRequest = { method: 'GET', path: `/v1/profile`, query: { worker: index } };
	contender?.send(request).then(
		() => tell('done'),
		() => tell('lost'),
	);
}

function tell(message: FromWorker): void {
	process.send?.(message);
}
