// The faults of the matrix: what the server does to a request, and how long it asks to wait.
import type { Fault, FaultKind, FaultRule } from '../lexware/faults';
import type { LatencySpec } from '../lexware/latency';
import type { RetryAfterForm } from '../lexware/throttle';

export interface NamedFault {
	name: string;
	/** Left out where nothing but the latency is wrong. */
	fault?: Fault;
	/** How many requests it hits. */
	times: number;
	latency?: LatencySpec;
	/** Within which no further request of the key may arrive. */
	holdMs?: number;
}

/** The shortest backoff in a window of 100 ms. */
const backoffMs = 50;

const waits: Array<[RetryAfterForm, number]> = [
	['absent', backoffMs],
	['seconds', 1000],
	['fraction', 300],
	['date', 1000],
	['array', 1000],
	['zero', backoffMs],
	['negative', backoffMs],
	['junk', backoffMs],
	['huge', 5000],
];

const throttles = waits.map(([form, holdMs]): NamedFault => {
	const retryAfterMs = form === 'fraction' ? 300 : 1000;
	const fault: Fault = { kind: 'throttle', retryAfter: form, retryAfterMs };
	return { name: `429, Retry-After ${form}`, fault, times: 1, holdMs };
});

const either: Array<[string, FaultKind]> = [
	['500', 'serverError'],
	['500 with throttle text', 'throttleText'],
	['502 HTML', 'badGateway'],
	['503 HTML', 'unavailable'],
	['503 {detail: null}', 'unavailableEmpty'],
	['504', 'gatewayTimeout'],
	['reset', 'reset'],
	['hang', 'hang'],
];

const beforeOrAfter = either.flatMap(([name, kind]) =>
	[false, true].map((after): NamedFault => {
		const holdMs = kind === 'throttleText' ? backoffMs : undefined;
		const place = after ? 'after' : 'before';
		return { name: `${name}, ${place} executing`, fault: { kind, after }, times: 1, holdMs };
	}),
);

const spoiled: Array<[string, FaultKind]> = [
	['200 HTML', 'html'],
	['broken JSON', 'brokenJson'],
	['JSON cut in the middle', 'cutJson'],
	['connection ends in the body', 'truncated'],
	['empty body', 'emptyBody'],
];

/** Carried out, with an answer that cannot be read. */
export function isSpoiled({ name }: NamedFault): boolean {
	return spoiled.some(([spoiledName]) => spoiledName === name);
}

const refusals: Array<[string, FaultKind]> = [
	['409', 'conflict'],
	['406 number taken', 'numberCollision'],
	['403 echoing the key', 'forbidden'],
];

const lasting: Array<[string, FaultKind, boolean]> = [
	['503 every time', 'unavailable', false],
	['reset after executing, every time', 'reset', true],
];

/** Any answer may come too late for the second that an attempt has; nobody knows beforehand which. */
const slow = ['first', 'second', 'third'].map((time): NamedFault => ({
	name: `answers around the time-out, ${time} time`,
	times: 0,
	latency: { oneWay: [0, 500], processing: [100, 900] },
}));

export const faults: NamedFault[] = [
	...throttles,
	...beforeOrAfter,
	...spoiled.map(([name, kind]): NamedFault => ({ name, fault: { kind }, times: 1 })),
	...refusals.map(([name, kind]): NamedFault => ({ name, fault: { kind }, times: 1 })),
	...lasting.map(([name, kind, after]): NamedFault => ({
		name,
		fault: { kind, after },
		times: 1000,
	})),
	...slow,
];

export function ruleFor(
	{ fault, times }: NamedFault,
	key: string,
	target: Pick<FaultRule, 'method' | 'path'>,
): FaultRule[] {
	return fault ? [{ ...target, key, fault, times }] : [];
}
