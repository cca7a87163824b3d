// Seeded random numbers, so that latency and random faults repeat exactly from run to run.

export type Random = () => number;

/** Mulberry32: uniform numbers in [0, 1), the same sequence for the same seed. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export function uniform(random: Random, from: number, to: number): number {
	return from + (to - from) * random();
}

/** Standard normal by Box and Muller. */
export function gauss(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
