// Sends what a request came to: spoils it when a fault is scripted, lets the way back take its time.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer';
import type { Visit } from './lifecycle';
import { spoil, type Delivery } from './spoil';

/** `genuine` is what the API would answer; without it a scripted fault decides alone. */
export async function deliver(
	request: FastifyRequest,
	reply: FastifyReply,
	genuine?: Answer,
): Promise<FastifyReply> {
	const { visit } = request;
	const delivery = decide(visit, genuine);
	if (delivery.kind === 'hang') return reply.hijack();
	await visit.world.sleep(visit.delays.backwardMs);
	visit.world.log.finish(visit.arrival, visit.world.now());
	if (delivery.kind === 'reset') {
		reply.hijack();
		request.raw.socket.resetAndDestroy();
		return reply;
	}
	visit.arrival.status = delivery.answer.status;
	return delivery.kind === 'truncate'
		? truncate(reply, delivery.answer)
		: send(reply, withQuotaHeaders(visit, delivery.answer));
}

function decide({ fault, authorization }: Visit, genuine?: Answer): Delivery {
	if (fault) return spoil(fault, authorization, genuine);
	if (!genuine) throw new Error('Neither an answer nor a fault');
	return { kind: 'send', answer: genuine };
}

function withQuotaHeaders({ world, arrival }: Visit, answer: Answer): Answer {
	const quotaHeaders = world.throttle.headers(arrival.key, world.now());
	return { ...answer, headers: { ...answer.headers, ...quotaHeaders } };
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
	return reply.code(status).headers(headers).send(body);
}

/** Promises more bytes than it sends, then ends the connection. */
function truncate(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
	reply.hijack();
	const length = Buffer.byteLength(body);
	reply.raw.writeHead(status, { ...headers, 'content-length': length + 64 });
	reply.raw.write(body, () => reply.raw.destroy());
	return reply;
}
