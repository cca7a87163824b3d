// One request's way through the server: everything that happens around a handler.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from './account';
import type { Answer } from './answer';
import { deliver } from './deliver';
import { gatewayAnswer, unauthorizedAnswer } from './errorAnswers';
import { happensAfter, type Fault } from './faults';
import type { Delays } from './latency';
import type { Arrival } from './log';
import { retryAfterHeader } from './throttle';
import type { World } from './world';

/** What the server knows about a request under way. */
export interface Visit {
	world: World;
	arrival: Arrival;
	delays: Delays;
	authorization: string;
	path: string;
	account?: Account;
	/** Scripted fault that strikes after the handler. */
	fault?: Fault;
}

declare module 'fastify' {
	interface FastifyRequest {
		visit: Visit;
	}
}

export const controlPrefix = '/__control/';

function isControl({ url }: FastifyRequest): boolean {
	return url.startsWith(controlPrefix);
}

export function registerLifecycle(app: FastifyInstance, world: World): void {
	app.addHook('onRequest', async (request, reply) => {
		if (isControl(request)) return;
		await arrive(request, world);
		const refusal = passKeyAndQuota(request.visit, reply);
		if (refusal ?? strikesNow(request.visit)) return await deliver(request, reply, refusal);
	});
	app.addHook('preHandler', async (request) => {
		if (!isControl(request)) await world.sleep(request.visit.delays.processingMs);
	});
}

async function arrive(request: FastifyRequest, world: World): Promise<void> {
	const authorization = request.headers.authorization ?? '';
	const key = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';
	const delays = world.drawDelays(key);
	await world.sleep(delays.forwardMs);
	const arrival = recordArrival(request, key, world);
	request.visit = { world, arrival, delays, authorization, path: arrival.path };
}

function recordArrival(request: FastifyRequest, key: string, world: World): Arrival {
	const arrival: Arrival = {
		at: world.now(),
		key,
		method: request.method,
		path: request.url.split('?', 1)[0] ?? '',
		query: { ...(request.query as Arrival['query']) },
		status: 0,
		verdict: 'accepted',
		executed: false,
		ignored: [],
	};
	world.log.add(arrival);
	return arrival;
}

/** An answer when the request must not go on. Picks the scripted fault, if any. */
function passKeyAndQuota(visit: Visit, reply: FastifyReply): Answer | undefined {
	const { world, arrival } = visit;
	const { key, at } = arrival;
	if (!world.books.accepts(key)) {
		arrival.verdict = 'refused401';
		return unauthorizedAnswer();
	}
	if (world.throttle.waitMs(key, at) > 0) return refuse(visit);
	visit.fault = world.faults.next(arrival);
	if (visit.fault?.kind === 'throttle') {
		// Scripted, so it spends no quota.
		arrival.verdict = 'refused429';
		return undefined;
	}
	world.throttle.spend(key, at);
	if (visit.fault) arrival.verdict = 'fault';
	visit.account = world.books.account(key);
	world.log.start(arrival);
	reply.raw.once('close', () => world.log.finish(arrival, world.now()));
	return undefined;
}

function refuse({ world, arrival }: Visit): Answer {
	const { key, at } = arrival;
	arrival.verdict = 'refused429';
	world.throttle.refuse(key, at);
	const waitMs = world.throttle.waitMs(key, at);
	const headers = retryAfterHeader(world.throttle.retryAfterForm(key), waitMs);
	return gatewayAnswer(429, 'Rate limit exceeded', headers);
}

function strikesNow({ fault }: Visit): boolean {
	return fault !== undefined && !happensAfter(fault);
}
