import { Guard } from '../../nodes/LexwareOffice/transport/guard';

const second = 1000;
const start = 100_000;

describe('the guard', () => {
	it('is two percent of the window until the server refuses', () => {
		const guard = new Guard();
		expect(guard.ms(start, second)).toBe(20);
		expect(guard.ms(start, 5 * second)).toBe(100);
		expect(guard.isStrict(start)).toBe(false);
	});

	it('is raised once per window', () => {
		const guard = new Guard();
		guard.raise(start, second);
		expect(guard.ms(start, second)).toBeCloseTo(35);
		guard.raise(start + 999, second);
		expect(guard.ms(start + 999, second)).toBeCloseTo(35, 0);
		guard.raise(start + second, second);
		expect(guard.ms(start + second, second)).toBeGreaterThan(50);
	});

	it.each([
		[9999, 20],
		[10_000, 15],
	])('grows faster when refusals follow each other: %i ms later by %i ms', (laterMs, growthMs) => {
		const guard = new Guard();
		guard.raise(start, second);
		const before = guard.ms(start + laterMs, second);
		guard.raise(start + laterMs, second);
		expect(guard.ms(start + laterMs, second) - before).toBeCloseTo(growthMs, 6);
	});

	it('grows by half of itself once that is more than two percent', () => {
		const guard = new Guard();
		for (let i = 0; i < 4; i++) guard.raise(start + i * second, second);
		const before = guard.ms(start + 4 * second, second);
		expect(before).toBeGreaterThan(50);
		guard.raise(start + 4 * second, second);
		expect(guard.ms(start + 4 * second, second)).toBeCloseTo(1.5 * before, 6);
	});

	it('fades by half in 120 windows, and never exceeds four', () => {
		const guard = new Guard();
		guard.raise(start, second);
		expect(guard.ms(start + 120 * second, second)).toBeCloseTo(27.5);
		for (let i = 1; i < 100; i++) guard.raise(start + i * 2 * second, second);
		expect(guard.ms(start + 198 * second, second)).toBe(4000);
		expect(guard.ms(start + 10_000 * second, second)).toBeCloseTo(20);
	});
});

describe('strict spacing', () => {
	/** How long it lasts after a refusal now. */
	function strictMs(guard: Guard, now: number): number {
		for (let ms = 0; ; ms += second) if (!guard.isStrict(now + ms)) return ms;
	}

	it('lasts for sixty windows, to the millisecond', () => {
		const guard = new Guard();
		guard.raise(start, second);
		expect(guard.isStrict(start + 59_999)).toBe(true);
		expect(guard.isStrict(start + 60_000)).toBe(false);
	});

	it('lasts longer with every refusal, up to eight times', () => {
		const guard = new Guard();
		const lengths = Array.from({ length: 10 }, (_, i) => {
			const now = start + i * 2 * second;
			guard.raise(now, second);
			return strictMs(guard, now);
		});
		expect(lengths.map((ms) => ms / 60_000)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 8, 8]);
	});

	it.each([
		[480_000, 2],
		[480_001, 1],
	])('forgets what happened once %i ms have passed without it: %i', (quietMs, times) => {
		const guard = new Guard();
		guard.raise(start, second);
		const now = start + 60_000 + quietMs;
		guard.raise(now, second);
		expect(strictMs(guard, now)).toBe(times * 60_000);
	});
});

describe('a guard told to another process', () => {
	it('goes on there as it is, whatever the clocks say', () => {
		const [told, other] = [new Guard(), new Guard()];
		told.raise(5000, 1000);
		told.raise(7000, 1000);
		other.adopt(900_000, told.snapshot(8000));
		for (const later of [0, 500, 60_000, 130_000]) {
			expect(other.ms(900_000 + later, 1000)).toBeCloseTo(told.ms(8000 + later, 1000));
			expect(other.isStrict(900_000 + later)).toBe(told.isStrict(8000 + later));
		}
	});

	it('does not take away what was learnt since', () => {
		const [told, other] = [new Guard(), new Guard()];
		told.raise(1000, 1000);
		other.raise(50_000, 1000);
		const before = other.snapshot(60_000);
		other.adopt(60_000, { ...told.snapshot(1000), raisedAgoMs: 30_000 });
		expect(other.snapshot(60_000)).toEqual(before);
	});
});
