// Network and processing delays by profile (rate-limit notes, section 1), drawn from a seeded generator.
import { gauss, uniform, type Random } from './random';

export interface Delays {
	/** Client to server, before the quota is looked at. */
	forwardMs: number;
	/** Between quota and answer. */
	processingMs: number;
	/** Server to client. */
	backwardMs: number;
}

/** A constant, or a uniform range. */
export type Span = number | readonly [from: number, to: number];

export interface LatencyRange {
	oneWay: Span;
	processing?: Span;
}

const profiles = {
	none: { oneWay: 0 },
	'rtt30-const': { oneWay: 15 },
	'rtt30-jit10': { oneWay: [10, 20] },
	'rtt150-const': { oneWay: 75 },
	'rtt150-jit20': { oneWay: [65, 85] },
	'rtt150-jit60': { oneWay: [45, 105] },
	'rtt600-const': { oneWay: 300 },
	'rtt600-jit100': { oneWay: [250, 350] },
	'rtt30-proc': { oneWay: [12, 18], processing: [80, 580] },
	'rtt30-tail': { oneWay: 'tail' },
} as const satisfies Record<string, { oneWay: Span | 'tail'; processing?: Span }>;

export type LatencyProfile = keyof typeof profiles;
export type LatencySpec = LatencyProfile | LatencyRange;

export function isLatencyProfile(name: string): name is LatencyProfile {
	return name in profiles;
}

export function drawDelays(spec: LatencySpec, random: Random): Delays {
	const range: { oneWay: Span | 'tail'; processing?: Span } =
		typeof spec === 'string' ? profiles[spec] : spec;
	return {
		forwardMs: draw(range.oneWay, random),
		processingMs: draw(range.processing ?? 0, random),
		backwardMs: draw(range.oneWay, random),
	};
}

function draw(span: Span | 'tail', random: Random): number {
	if (span === 'tail') return drawTail(random);
	return typeof span === 'number' ? span : uniform(random, span[0], span[1]);
}

/** Lognormal around 14 ms; one packet in a hundred is late by 125 to 375 ms. */
function drawTail(random: Random): number {
	const usual = 14 * Math.exp(0.2 * gauss(random));
	return random() < 0.01 ? usual + uniform(random, 125, 375) : usual;
}
