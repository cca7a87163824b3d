import { drawDelays, type Delays, type LatencySpec } from './latency';
import { seededRandom } from './random';

const draws = (spec: LatencySpec, seed = 1): Delays[] => {
	const random = seededRandom(seed);
	return Array.from({ length: 2000 }, () => drawDelays(spec, random));
};

const rangeOf = (values: number[]) => [
	Math.floor(Math.min(...values)),
	Math.ceil(Math.max(...values)),
];

describe('latency profiles', () => {
	it.each<[LatencySpec, number[], number[]]>([
		['none', [0, 0], [0, 0]],
		['rtt30-const', [15, 15], [0, 0]],
		['rtt30-jit10', [10, 20], [0, 0]],
		['rtt150-jit20', [65, 85], [0, 0]],
		['rtt150-jit60', [45, 105], [0, 0]],
		['rtt600-jit100', [250, 350], [0, 0]],
		['rtt30-proc', [12, 18], [80, 580]],
		[{ oneWay: [5, 7], processing: 3 }, [5, 7], [3, 3]],
	])('%p stays within its range both ways', (spec, oneWay, processing) => {
		const delays = draws(spec);
		expect(rangeOf(delays.map(({ forwardMs }) => forwardMs))).toEqual(oneWay);
		expect(rangeOf(delays.map(({ backwardMs }) => backwardMs))).toEqual(oneWay);
		expect(rangeOf(delays.map(({ processingMs }) => processingMs))).toEqual(processing);
	});

	it('has one late packet in a hundred in the tail profile', () => {
		const oneWay = draws('rtt30-tail').map(({ forwardMs }) => forwardMs);
		const late = oneWay.filter((delay) => delay > 100).length;
		expect(late).toBeGreaterThan(8);
		expect(late).toBeLessThan(35);
		expect([...oneWay].sort((a, b) => a - b)[1000]).toBeCloseTo(14, 0);
	});

	it('repeats itself for the same seed only', () => {
		expect(draws('rtt30-jit10', 5)).toEqual(draws('rtt30-jit10', 5));
		expect(draws('rtt30-jit10', 5)).not.toEqual(draws('rtt30-jit10', 6));
	});
});
