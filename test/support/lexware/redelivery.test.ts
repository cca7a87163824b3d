import fastify, { type FastifyInstance } from 'fastify';
import { judge, redeliveryPausesMs, type ReceiverAnswer, type Verdict } from './redelivery';
import { startLexware, type LexwareServer } from './server';

describe('an answer of the receiver', () => {
	it.each<[ReceiverAnswer, Verdict]>([
		[{ status: 200 }, 'done'],
		[{ status: 201 }, 'done'],
		[{ status: 202 }, 'done'],
		[{ status: 204 }, 'done'],
		[{ status: 302 }, 'giveUp'],
		[{ status: 0, code: 'ERR_FR_TOO_MANY_REDIRECTS' }, 'giveUp'],
		[{ status: 400 }, 'giveUp'],
		[{ status: 401 }, 'repeat'],
		[{ status: 403 }, 'repeat'],
		[{ status: 404 }, 'repeatOrDelete'],
		[{ status: 410 }, 'delete'],
		[{ status: 422 }, 'giveUp'],
		[{ status: 429 }, 'repeat'],
		[{ status: 500 }, 'repeat'],
		[{ status: 503 }, 'repeat'],
		[{ status: 0, code: 'ECONNABORTED' }, 'repeat'],
		[{ status: 0, code: 'ECONNREFUSED' }, 'repeat'],
		[{ status: 0, code: 'ENOTFOUND' }, 'repeatOrDelete'],
	])('%j leads to %s', (answer, verdict) => {
		expect(judge(answer)).toBe(verdict);
	});

	it('leads to at most 25 more deliveries within about two days', () => {
		expect(redeliveryPausesMs).toHaveLength(25);
		expect(redeliveryPausesMs.slice(0, 5)).toEqual([10_000, 20_000, 40_000, 80_000, 160_000]);
		const hours = redeliveryPausesMs.reduce((sum, pause) => sum + pause) / 3_600_000;
		expect(hours).toBeGreaterThan(36);
		expect(hours).toBeLessThan(48);
	});
});

describe('deliveries of the loopback API', () => {
	let lexware: LexwareServer;
	let receiver: FastifyInstance;
	/** Answered one after the other; the last one again and again. */
	let statuses: number[];
	let bodies: unknown[];

	const subscriptions = () => lexware.account('a').eventSubscriptions;

	beforeEach(async () => {
		bodies = [];
		// Ten seconds of the schedule last a hundredth of a millisecond, two hours 7 ms.
		lexware = await startLexware({ redeliveryTimeScale: 1e-6 });
		receiver = fastify();
		receiver.post('/hook', async ({ body }, reply) => {
			bodies.push(body);
			const status = statuses.length > 1 ? statuses.shift() : statuses[0];
			return await reply.code(status ?? 200).send();
		});
		const url = await receiver.listen({ host: '127.0.0.1', port: 0 });
		subscriptions().set('s', {
			subscriptionId: 's',
			organizationId: 'o',
			createdDate: '',
			eventType: 'contact.changed',
			callbackUrl: `${url}/hook`,
		});
	});

	afterEach(async () => {
		await receiver.close();
		await lexware.close();
	});

	async function send(): Promise<void> {
		await lexware.sendEvent('a', 'contact.changed', 'c');
		await lexware.eventsSettled();
	}

	it('are repeated until they are taken, each time the same', async () => {
		statuses = [503, 401, 404, 202];
		await send();
		expect(bodies).toHaveLength(4);
		expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
		expect(subscriptions().size).toBe(1);
	});

	it('are given up after the schedule, and the subscription stays', async () => {
		statuses = [500];
		await send();
		expect(bodies).toHaveLength(26);
		expect(subscriptions().size).toBe(1);
	});

	it('end the subscription when the receiver is not found through the whole schedule', async () => {
		statuses = [404];
		await send();
		expect(bodies).toHaveLength(26);
		expect(subscriptions().size).toBe(0);
	});

	it('end the subscription at once when the receiver is gone', async () => {
		statuses = [410];
		await send();
		expect(bodies).toHaveLength(1);
		expect(subscriptions().size).toBe(0);
	});

	it('are not repeated after another refusal', async () => {
		statuses = [400];
		await send();
		expect(bodies).toHaveLength(1);
		expect(subscriptions().size).toBe(1);
	});

	it('end with the subscription', async () => {
		statuses = [500];
		await lexware.sendEvent('a', 'contact.changed', 'c');
		subscriptions().clear();
		await lexware.eventsSettled();
		expect(bodies.length).toBeLessThanOrEqual(2);
	});
});
