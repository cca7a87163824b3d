// The faults of the matrix: what the server does to a request, and how long it asks to wait.
import type { Fault, FaultKind, FaultRule } from '../lexware/faults';
import type { RetryAfterForm } from '../lexware/throttle';

export interface NamedFault {
	name: string;
	fault: Fault;
	/** How many requests it hits. */
	times: number;
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

const refusals: Array<[string, FaultKind]> = [
	['409', 'conflict'],
	['406 number taken', 'numberCollision'],
	['403 echoing the key', 'forbidden'],
];

const lasting: Array<[string, FaultKind, boolean]> = [
	['503 every time', 'unavailable', false],
	['reset after executing, every time', 'reset', true],
];

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
];

export function ruleFor(
	{ fault, times }: NamedFault,
	key: string,
	target: Pick<FaultRule, 'method' | 'path'>,
): FaultRule {
	return { ...target, key, fault, times };
}
