import { limiterFor, resetLimiters } from '../../nodes/LexwareOffice/transport/limiter';
import type { ApiRequest, Outcome } from '../../nodes/LexwareOffice/transport/request';
import { sendWithRetry, type Result } from '../../nodes/LexwareOffice/transport/retry';
import type { Execution } from '../../nodes/LexwareOffice/transport/slot';
import { installClock, uninstallClock, type VirtualClock } from '../support/clock';
import { answer } from './simulation';

const profile: ApiRequest = { method: 'GET', path: '/v1/profile' };
const invoice: ApiRequest = { method: 'POST', path: '/v1/invoices', body: {} };
const contact: ApiRequest = { method: 'PUT', path: '/v1/contacts/1', body: {} };
const article: ApiRequest = { method: 'DELETE', path: '/v1/articles/1' };

const ok = answer(200);
const lost: Outcome = { kind: 'lost', cause: 'no answer within 45 s' };
const notSent: Outcome = { kind: 'notSent', cause: 'ECONNREFUSED' };
const throttled = (seconds?: string) => answer(429, seconds ? { 'retry-after': seconds } : {});

let clock: VirtualClock;
let log: string[];

beforeEach(() => {
	clock = installClock();
	log = [];
});

afterEach(() => {
	resetLimiters();
	uninstallClock();
});

/** Sends one request to a server that gives these answers in turn, each after 50 ms, and keeps a log. */
function carryOut(
	request: ApiRequest,
	outcomes: Array<Outcome | Error>,
	execution: Execution = { maxWaitMs: 600_000 },
): Promise<Result> {
	const limiter = limiterFor({ host: 'api', apiKey: 'key', requests: 2, windowMs: 1000 }, clock);
	const send = async ({ method, path }: ApiRequest) => {
		log.push(`send ${method} ${path}`);
		await clock.sleep(50);
		const outcome = outcomes.shift() ?? ok;
		if (outcome instanceof Error) throw outcome;
		log.push(outcome.kind === 'answer' ? String(outcome.status) : outcome.kind);
		return outcome;
	};
	const recording = {
		...limiter,
		hold: (time: Parameters<typeof limiter.hold>[0], slot: Parameters<typeof limiter.hold>[1]) => {
			log.push(`hold ${time.ms}`);
			limiter.hold(time, slot);
		},
		windowMs: 1000,
		get holdsInARow() {
			return limiter.holdsInARow;
		},
	};
	return sendWithRetry({ request, send, limiter: recording, execution, clock, random: () => 0.5 });
}

async function end(
	request: ApiRequest,
	outcomes: Array<Outcome | Error>,
	execution?: Execution,
): Promise<Result> {
	return await clock.until(carryOut(request, outcomes, execution));
}

describe('one request to its end', () => {
	it('waits as long as Retry-After says', async () => {
		const result = await end(profile, [throttled('2'), ok]);
		expect(log).toEqual([
			'send GET /v1/profile',
			'429',
			'hold 2000',
			'send GET /v1/profile',
			'200',
		]);
		expect(result).toEqual({
			kind: 'answer',
			answer: ok,
			attempts: 2,
			sentAt: expect.any(Number),
			mayHaveBeenCarriedOut: false,
		});
		expect(result.sentAt).toBeGreaterThan(2050);
		expect(result.sentAt).toBeLessThan(2080);
		expect(clock.now()).toBeGreaterThan(2100);
		expect(clock.now()).toBeLessThan(2130);
	});

	it('backs off longer with every refusal that names no time', async () => {
		const result = await end(invoice, [throttled(), throttled(), throttled(), answer(201)]);
		expect(log).toEqual([
			'send POST /v1/invoices',
			'429',
			'hold 750',
			'send POST /v1/invoices',
			'429',
			'hold 1500',
			'send POST /v1/invoices',
			'429',
			'hold 3000',
			'send POST /v1/invoices',
			'201',
		]);
		expect(result).toMatchObject({ kind: 'answer', attempts: 4 });
	});

	it('never sends a POST again that may have been carried out', async () => {
		expect(await end(invoice, [throttled('1'), lost])).toEqual({
			kind: 'stop',
			reason: 'outcomeUnknown',
			outcome: lost,
			attempts: 2,
			sentAt: 1057,
			mayHaveBeenCarriedOut: true,
		});
		expect(log).toEqual([
			'send POST /v1/invoices',
			'429',
			'hold 1000',
			'send POST /v1/invoices',
			'lost',
		]);
	});

	it('sends a POST again that never left', async () => {
		const result = await end(invoice, [notSent, answer(201)]);
		expect(log).toEqual(['send POST /v1/invoices', 'notSent', 'send POST /v1/invoices', '201']);
		expect(result).toMatchObject({ kind: 'answer', attempts: 2, mayHaveBeenCarriedOut: false });
	});

	it('says that an earlier attempt may have been carried out', async () => {
		expect(await end(contact, [lost, answer(409)])).toMatchObject({
			kind: 'stop',
			reason: 'refused',
			attempts: 2,
			mayHaveBeenCarriedOut: true,
		});
		expect(await end(article, [answer(504), answer(404)])).toMatchObject({
			kind: 'stop',
			reason: 'refused',
			mayHaveBeenCarriedOut: true,
		});
		expect(await end(contact, [lost, ok])).toMatchObject({
			kind: 'answer',
			mayHaveBeenCarriedOut: true,
		});
		expect(await end(article, [notSent, answer(404)])).toMatchObject({
			mayHaveBeenCarriedOut: false,
		});
	});

	it('reads five times at most', async () => {
		const result = await end(profile, [lost, answer(500), answer(503), answer(200, {}, '<'), lost]);
		expect(result).toMatchObject({ kind: 'stop', reason: 'unavailable', attempts: 5 });
	});

	it('does not count refusals among these five', async () => {
		const refusals = Array.from({ length: 8 }, () => throttled('1'));
		const result = await end(profile, [...refusals, lost, lost, lost, lost, ok]);
		expect(result).toMatchObject({ kind: 'answer', attempts: 13 });
	});

	it('stops when the server asks for too long a wait, and says how long', async () => {
		const result = await end(invoice, [throttled('600')]);
		expect(result).toMatchObject({
			kind: 'stop',
			reason: 'throttled',
			retryAfterMs: 600_000,
			mayHaveBeenCarriedOut: false,
		});
		expect(clock.now()).toBeLessThan(100);
	});

	it('stops when refusals go on for longer than Max Wait', async () => {
		const always = Array.from({ length: 100 }, () => throttled('2'));
		const result = await end(profile, always, { maxWaitMs: 10_000 });
		expect(result).toMatchObject({ kind: 'stop', reason: 'throttled' });
		expect(clock.now()).toBeGreaterThan(8000);
		expect(clock.now()).toBeLessThan(10_200);
	});

	it('takes an exception of the sender for a lost answer, and frees the turn to write', async () => {
		expect(await end(invoice, [new Error('bug')])).toMatchObject({
			kind: 'stop',
			reason: 'outcomeUnknown',
		});
		expect(await end(invoice, [answer(201)])).toMatchObject({ kind: 'answer' });
	});
});

describe('an execution that is stopped', () => {
	async function stopAfter(ms: number, outcomes: Outcome[], request = profile): Promise<Result> {
		const controller = new AbortController();
		const result = carryOut(request, outcomes, {
			maxWaitMs: 600_000,
			signal: controller.signal,
		});
		await clock.pass(ms);
		const stoppedAt = clock.now();
		controller.abort();
		const stopped = await clock.until(result);
		expect(clock.now() - stoppedAt).toBeLessThan(500);
		return stopped;
	}

	it('leaves a hold at once', async () => {
		expect(await stopAfter(1000, [throttled('60')])).toMatchObject({
			kind: 'stop',
			reason: 'cancelled',
			attempts: 1,
			mayHaveBeenCarriedOut: false,
		});
		expect(log).toEqual(['send GET /v1/profile', '429', 'hold 60000']);
	});

	it('leaves a backoff within half a second', async () => {
		const outcomes = [lost, lost, lost];
		expect(await stopAfter(3000, outcomes)).toMatchObject({ reason: 'cancelled', attempts: 3 });
	});

	it('says that a write under way may have been carried out', async () => {
		const cancelled: Outcome = { kind: 'cancelled', cause: 'the execution was stopped' };
		expect(await stopAfter(10, [cancelled], invoice)).toMatchObject({
			reason: 'cancelled',
			mayHaveBeenCarriedOut: true,
		});
		expect(await stopAfter(10, [cancelled], profile)).toMatchObject({
			mayHaveBeenCarriedOut: false,
		});
	});

	it('sends nothing when it was stopped before', async () => {
		const signal = AbortSignal.abort();
		const result = await end(profile, [], { maxWaitMs: 1000, signal });
		expect(result).toMatchObject({ kind: 'stop', reason: 'cancelled', attempts: 0 });
		expect(log).toEqual([]);
	});
});
