/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// The HTTP side of n8n's webhooks: hands on request and response the way its Express app does, with the raw body.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

import fastify, { type FastifyInstance } from 'fastify';

/** What a trigger reads of n8n's request. */
export interface WebhookRequest {
	method: string;
	/** From `/webhook/` or `/webhook-test/` on. */
	path: string;
	headers: IncomingHttpHeaders;
	rawBody: Buffer;
}

/** What a trigger uses of n8n's response. */
export type WebhookResponse = ServerResponse & { status: (code: number) => WebhookResponse };

export interface WebhookServer {
	url: string;
	close: () => Promise<void>;
}

export async function startWebhookServer(
	handle: (request: WebhookRequest, response: WebhookResponse) => Promise<void>,
): Promise<WebhookServer> {
	const app = fastify({ exposeHeadRoutes: false, forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	addRoute(app, handle);
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, close: async () => await app.close() };
}

function addRoute(
	app: FastifyInstance,
	handle: (request: WebhookRequest, response: WebhookResponse) => Promise<void>,
): void {
	app.route({
		method: ['HEAD', 'POST'],
		url: '*',
		handler: async ({ method, url, headers, body }, reply) => {
			reply.hijack();
			const rawBody = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
			const response: WebhookResponse = Object.assign(reply.raw, {
				status: (code: number) => {
					response.statusCode = code;
					return response;
				},
			});
			await handle({ method, path: url, headers, rawBody }, response);
		},
	});
}
