// A server with a quota and a network with delays, in virtual time. Shared by the tests that measure the limiter.
import { Gate } from '../../nodes/LexwareOffice/transport/gate';
import { createTokens, type Limiter } from '../../nodes/LexwareOffice/transport/limiter';
import { describeQuota } from '../../nodes/LexwareOffice/transport/quotaStatus';
import type {
	ApiRequest,
	Headers,
	Outcome,
	Send,
} from '../../nodes/LexwareOffice/transport/request';
import { sendWithRetry, type Result } from '../../nodes/LexwareOffice/transport/retry';
import type { SharedQuota } from '../../nodes/LexwareOffice/transport/sharing';
import type { Execution } from '../../nodes/LexwareOffice/transport/slot';
import { Window, type Limits } from '../../nodes/LexwareOffice/transport/window';
import { seededRandom, type VirtualClock } from '../support/clock';

export type Policy = 'bucket' | 'sliding' | 'fixed' | 'spacing';

/** One-way delays and processing time, in milliseconds. */
export interface Profile {
	name: string;
	forward(random: () => number): number;
	processing(random: () => number): number;
	backward(random: () => number): number;
}

const uniform = (from: number, to: number) => (random: () => number) =>
	from + (to - from) * random();

function symmetric(name: string, from: number, to: number): Profile {
	return {
		name,
		forward: uniform(from, to),
		processing: () => 0,
		backward: uniform(from, to),
	};
}

/** Lognormal around 14 ms; one packet in a hundred is 125 to 375 ms later. */
function heavyTail(random: () => number): number {
	const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	return 14 * Math.exp(0.25 * normal) + (random() < 0.01 ? 125 + 250 * random() : 0);
}

export const profiles = {
	rtt30Const: symmetric('rtt30-const', 15, 15),
	rtt30Jit10: symmetric('rtt30-jit10', 10, 20),
	rtt150Jit20: symmetric('rtt150-jit20', 65, 85),
	rtt150Jit60: symmetric('rtt150-jit60', 45, 105),
	rtt600Const: symmetric('rtt600-const', 300, 300),
	rtt600Jit100: symmetric('rtt600-jit100', 250, 350),
	rtt30Proc: {
		...symmetric('rtt30-proc', 12, 18),
		processing: uniform(80, 580),
	},
	rtt30Tail: {
		name: 'rtt30-tail',
		forward: heavyTail,
		processing: () => 0,
		backward: heavyTail,
	},
} satisfies Record<string, Profile>;

export interface ServerOptions {
	policy: Policy;
	requests: number;
	windowMs: number;
	profile: Profile;
	seed: number;
	clock: VirtualClock;
	/** Headers of a refusal; by default Retry-After in whole seconds, rounded up. */
	refusalHeaders?: (waitMs: number) => Headers;
}

export class QuotaServer {
	/** Arrival times of accepted requests. */
	readonly accepted: number[] = [];
	readonly refusedAt: number[] = [];
	/** Times at which requests left the client. */
	readonly sent: number[] = [];
	/** Refuses everything before this time. */
	blockedUntil = 0;
	private readonly random: () => number;
	private level: number;
	private levelAt = 0;

	constructor(private readonly options: ServerOptions) {
		this.random = seededRandom(options.seed * 7919 + 17);
		this.level = options.requests;
	}

	/** Milliseconds until a request would be accepted; 0 when it is accepted now. */
	private judge(now: number): number {
		const { policy, requests, windowMs } = this.options;
		if (now < this.blockedUntil) return this.blockedUntil - now;
		const log = this.accepted;
		if (policy === 'bucket') return this.judgeBucket(now);
		if (policy === 'spacing')
			return Math.max(0, (log.at(-1) ?? -Infinity) + windowMs / requests - now);
		if (policy === 'sliding') return Math.max(0, (log.at(-requests) ?? -Infinity) + windowMs - now);
		const start = Math.floor(now / windowMs) * windowMs;
		const isFull = (log.at(-requests) ?? -Infinity) >= start;
		return isFull ? start + windowMs - now : 0;
	}

	private judgeBucket(now: number): number {
		const { requests, windowMs } = this.options;
		const rate = requests / windowMs;
		this.level = Math.min(requests, this.level + (now - this.levelAt) * rate);
		this.levelAt = now;
		if (this.level >= 1 - 1e-9) {
			this.level -= 1;
			return 0;
		}
		return (1 - this.level) / rate;
	}

	readonly send: Send = async () => {
		const { clock, profile } = this.options;
		this.sent.push(clock.now());
		await this.delay(profile.forward(this.random));
		const now = clock.now();
		const waitMs = this.judge(now);
		if (waitMs > 0) {
			this.refusedAt.push(now);
			await this.delay(profile.backward(this.random));
			return answer(429, this.refusalHeaders(waitMs));
		}
		this.accepted.push(now);
		await this.delay(profile.processing(this.random) + profile.backward(this.random));
		return answer(200, {});
	};

	/** Delays are exact: only timers of the client are late. */
	private async delay(ms: number): Promise<void> {
		await this.options.clock.sleepExactly(ms);
	}

	private refusalHeaders(waitMs: number): Headers {
		const { refusalHeaders } = this.options;
		return refusalHeaders?.(waitMs) ?? { 'retry-after': String(Math.ceil(waitMs / 1000)) };
	}
}

export function answer(status: number, headers: Headers = {}, body = '{}'): Outcome {
	return { kind: 'answer', status, headers, body: Buffer.from(body) };
}

/** Accepted rate between request 2N and request n - N, as a share of N per window, in percent. */
export function utilisation(accepted: number[], requests: number, windowMs: number): number {
	const from = accepted[2 * requests]!;
	const to = accepted[accepted.length - requests - 1]!;
	const count = accepted.length - 3 * requests - 1;
	return (100 * count * windowMs) / (requests * (to - from));
}

/** Jain's index of fairness: 1 when all are equal. */
export function jain(values: number[]): number {
	const sum = values.reduce((a, b) => a + b, 0);
	const squares = values.reduce((a, b) => a + b * b, 0);
	return (sum * sum) / (values.length * squares);
}

/** Nearest-rank percentile. */
export function percentile(values: number[], percent: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

/** Limiter, server and network of one key in virtual time. */
export interface World {
	clock: VirtualClock;
	server: QuotaServer;
	limiter: Limiter;
	window: Window;
	/** Tokens that Bottleneck has at the moment. */
	available(): Promise<number | null>;
	/** Most tickets that were in Bottleneck at a time. */
	mostTickets(): number;
	setLimits(limits: Limits): void;
	/** From now on the key is shared with other processes. */
	share(shared: SharedQuota): void;
	run(request: ApiRequest, execution: Execution, send?: Send): Promise<Result>;
}

/** The limits of the client are the server's unless given. */
export function openWorld(options: ServerOptions, limits: Limits = options): World {
	const { clock, seed } = options;
	const window = new Window({ requests: limits.requests, windowMs: limits.windowMs });
	const tokens = createTokens(limits.requests);
	let tickets = 0;
	let mostTickets = 0;
	const gate = new Gate(
		window,
		{
			refund: (count) => tokens.refund(count),
			schedule: async (job) => {
				mostTickets = Math.max(mostTickets, ++tickets);
				await tokens.schedule(job);
				tickets -= 1;
			},
		},
		clock,
	);
	const limiter: Limiter = {
		get windowMs() {
			return window.limits.windowMs;
		},
		get holdsInARow() {
			return window.hold.inARow;
		},
		acquire: async (execution, ask) => await gate.acquire(execution, ask),
		hold: (time, slot) => gate.hold(time, slot),
		status: () => describeQuota(window, gate, clock.now()),
	};
	const server = new QuotaServer(options);
	const random = seededRandom(seed + 99);
	return {
		clock,
		server,
		limiter,
		window,
		available: async () => await clock.until(tokens.available()),
		mostTickets: () => mostTickets,
		setLimits: (changed) => gate.setLimits(changed),
		share: (shared) => gate.share(shared),
		run: async (request, execution, send = server.send) =>
			await sendWithRetry({ request, send, limiter, execution, clock, random }),
	};
}

export const readRequest: ApiRequest = { method: 'GET', path: '/v1/profile' };
export const createRequest: ApiRequest = { method: 'POST', path: '/v1/invoices', body: {} };
