// Scripted faults: their kinds, and the rules for which requests are hit. What becomes of the answer is in spoil.ts.
import type { Random } from './random';
import type { RetryAfterForm } from './throttle';

const kinds = {
	/** 429 although the quota has room; spends none of it. */
	throttle: 'before',
	/** 500 without a word. */
	serverError: 'before',
	/** 500 that may be a throttle: "Internal server error or rate limit exceeded". */
	throttleText: 'before',
	/** 502 with an HTML page. */
	badGateway: 'before',
	/** 503 with an HTML page. */
	unavailable: 'before',
	/** 503 with `{"detail":null}`. */
	unavailableEmpty: 'before',
	/** 504 "Endpoint request timed out". */
	gatewayTimeout: 'before',
	/** The connection is reset without an answer. */
	reset: 'before',
	/** No answer ever comes. */
	hang: 'before',
	unauthorized: 'before',
	paymentRequired: 'before',
	/** 403 whose text echoes the Authorization header, key included. */
	forbidden: 'before',
	/** 409 in the regular shape. */
	conflict: 'before',
	/** 406 `account_number_already_exists`, as when contacts are created in parallel. */
	numberCollision: 'before',
	/** 200 with an HTML page. */
	html: 'after',
	/** Right status, bytes that are no JSON. */
	brokenJson: 'after',
	/** Complete answer whose JSON ends in the middle. */
	cutJson: 'after',
	/** Connection ends before Content-Length is reached. */
	truncated: 'after',
	emptyBody: 'after',
} as const satisfies Record<string, 'before' | 'after'>;

export type FaultKind = keyof typeof kinds;

export const faultKinds = Object.keys(kinds) as FaultKind[];

export interface Fault {
	kind: FaultKind;
	/** True: the request is carried out (it is in the books), then its answer is spoiled. Default by kind. */
	after?: boolean;
	/** For `throttle`. */
	retryAfter?: RetryAfterForm;
	retryAfterMs?: number;
}

/** Hits matching requests. With neither `times` nor `probability` it hits once. */
export interface FaultRule {
	key?: string;
	method?: string;
	/** Prefix of the path, or a pattern for it. */
	path?: string | RegExp;
	/** First matching request to be hit, counted from 1. */
	nth?: number;
	/** How many matching requests are hit. */
	times?: number;
	probability?: number;
	fault: FaultKind | Fault;
}

export interface FaultTarget {
	key: string;
	method: string;
	path: string;
}

export class FaultScript {
	private rules: Array<{ rule: FaultRule; seen: number; hits: number }> = [];

	constructor(private readonly random: Random) {}

	add(...rules: FaultRule[]): void {
		this.rules.push(...rules.map((rule) => ({ rule, seen: 0, hits: 0 })));
	}

	clear(): void {
		this.rules = [];
	}

	/** The first rule that hits decides; every matching rule counts the request. */
	next(target: FaultTarget): Fault | undefined {
		let hit: Fault | undefined;
		for (const state of this.rules.filter(({ rule }) => isMeant(rule, target))) {
			state.seen += 1;
			if (hit || !isDue(state.rule, state.seen, state.hits, this.random)) continue;
			state.hits += 1;
			hit = typeof state.rule.fault === 'string' ? { kind: state.rule.fault } : state.rule.fault;
		}
		return hit;
	}
}

/** Whether a rule is about such a request. */
export function isMeant(
	{ key, method, path }: Pick<FaultRule, 'key' | 'method' | 'path'>,
	target: FaultTarget,
): boolean {
	if (key !== undefined && key !== target.key) return false;
	if (method !== undefined && method.toUpperCase() !== target.method) return false;
	if (path === undefined) return true;
	return typeof path === 'string' ? target.path.startsWith(path) : path.test(target.path);
}

function isDue(rule: FaultRule, seen: number, hits: number, random: Random): boolean {
	const { nth = 1, probability = 1 } = rule;
	const times = rule.times ?? (rule.probability === undefined ? 1 : Infinity);
	return seen >= nth && hits < times && random() < probability;
}

export function happensAfter({ kind, after }: Fault): boolean {
	return after ?? kinds[kind] === 'after';
}
