// `/__control/…`: the in-process functions for whoever runs the server as a process of its own. No key, no quota, no log.
//
//     PUT    /__control/quota    { policy, requests, windowMs, burst?, retryAfter?, …, key? }
//     PUT    /__control/latency  { latency, key? }
//     POST   /__control/faults   { rules: [{ key?, method?, path?, pattern?, nth?, times?, probability?, fault }] }
//     DELETE /__control/faults
//     POST   /__control/block    { key, durationMs }
//     POST   /__control/reject   { key }
//     POST   /__control/seed     { key, voucherRows?, contacts? }
//     GET    /__control/log?key= | /__control/summary?key= | /__control/counts?key=
//     DELETE /__control/log
import type { FastifyInstance } from 'fastify';
import type { Fault, FaultKind, FaultRule } from './faults';
import type { LatencySpec } from './latency';
import { seedContact } from './resources/contacts';
import { seedVoucherRows } from './seed';
import type { QuotaSpec } from './throttle';
import type { World } from './world';

interface WireRule extends Omit<FaultRule, 'path' | 'fault'> {
	path?: string;
	/** Regular expression for the path. */
	pattern?: string;
	fault: FaultKind | Fault;
}

export async function registerControl(app: FastifyInstance, world: World): Promise<void> {
	await app.register(async (control) => addRoutes(control, world), { prefix: '/__control' });
}

function addRoutes(app: FastifyInstance, world: World): void {
	const { throttle, faults, log, books } = world;
	app.setErrorHandler(async (error: Error, _request, reply) => {
		return await reply.code(400).send({ message: error.message });
	});
	app.setNotFoundHandler(async (_request, reply) => {
		return await reply.code(404).send({ message: 'no such control route' });
	});
	app.put<{ Body: string }>('/quota', ({ body }) => {
		const { key, ...quota } = read<QuotaSpec & { key?: string }>(body);
		throttle.configure(quota, key);
		return {};
	});
	app.put<{ Body: string }>('/latency', ({ body }) => {
		const { key, latency } = read<{ latency: LatencySpec; key?: string }>(body);
		world.setLatency(latency, key);
		return {};
	});
	app.post<{ Body: string }>('/faults', ({ body }) => {
		const { rules } = read<{ rules: WireRule[] }>(body);
		faults.add(...rules.map(toRule));
		return {};
	});
	app.delete('/faults', () => {
		faults.clear();
		return {};
	});
	app.post<{ Body: string }>('/block', ({ body }) => {
		const { key, durationMs } = read<{ key: string; durationMs: number }>(body);
		throttle.block(key, world.now() + durationMs);
		return {};
	});
	app.post<{ Body: string }>('/reject', ({ body }) => {
		books.reject(read<{ key: string }>(body).key);
		return {};
	});
	app.post<{ Body: string }>('/seed', ({ body }) => {
		const { key, ...wanted } = read<{ key: string; voucherRows?: number; contacts?: number }>(body);
		const account = books.account(key);
		if (wanted.voucherRows) seedVoucherRows(account, wanted.voucherRows);
		for (let n = 1; n <= (wanted.contacts ?? 0); n++) {
			const name = `Kunde ${String(n).padStart(5, '0')}`;
			seedContact(account, { version: 0, roles: { customer: {} }, company: { name } });
		}
		return account.counts();
	});
	app.get<{ Querystring: { key?: string } }>('/log', ({ query }) => log.arrivals(query.key));
	app.get<{ Querystring: { key?: string } }>('/summary', ({ query: { key } }) => log.summary(key));
	app.get<{ Querystring: { key: string } }>('/counts', ({ query }) =>
		books.account(query.key).counts(),
	);
	app.delete('/log', () => {
		log.clear();
		return {};
	});
}

/** The server's JSON parser hands bodies on as text. Whoever can reach this route is trusted. */
function read<Shape>(body: string): Shape {
	return JSON.parse(body) as Shape;
}

function toRule({ pattern, path, ...rule }: WireRule): FaultRule {
	return { ...rule, path: pattern === undefined ? path : new RegExp(pattern) };
}
