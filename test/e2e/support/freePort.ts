/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// A port of the loopback interface that nobody listens on at the moment.
import { once } from 'node:events';
import { createServer } from 'node:net';

export async function findFreePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (!address || typeof address === 'string') throw new Error('No port');
	return address.port;
}
