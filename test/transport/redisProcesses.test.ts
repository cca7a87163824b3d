// Several processes at work on one key, with a Redis server of Debian's. Counts decide; how fast it goes is measured by
// `npm run bench:processes`.
import { play, type Scene } from '../bench/processes/scene';

const scene: Scene = {
	section: '',
	title: '',
	mode: 'this package, Redis',
	policy: 'bucket',
	requests: 10,
	latency: 'rtt30-jit10',
	processes: 4,
	each: 20,
};

describe('four processes that share a quota through Redis', () => {
	it('are never refused, lose nothing, and each gets its part', async () => {
		const figures = await play(scene);
		expect(figures).toMatchObject({ asked: 80, done: 80, lost: 0, refused: 0 });
		expect(figures.jain).toBeGreaterThan(0.95);
		// Reservations that a busy machine was late for are asked for again.
		expect(figures.roundTrips).toBeLessThan(1.5);
	}, 90_000);

	it('are never refused when their clocks differ by minutes', async () => {
		const figures = await play({ ...scene, skewMs: [0, 60_000, -60_000, 5000] });
		expect(figures).toMatchObject({ asked: 80, done: 80, lost: 0, refused: 0 });
	}, 90_000);

	it('go on without the one that is killed', async () => {
		const figures = await play({ ...scene, mishap: { kind: 'kill', atMs: 1500 } });
		expect(figures).toMatchObject({ asked: 60, done: 60, lost: 0, refused: 0 });
	}, 90_000);

	it('finish everything when Redis is away for 3 seconds, and are hardly refused', async () => {
		const mishap = { kind: 'redisAway', atMs: 1500, forMs: 3000 } as const;
		const figures = await play({ ...scene, each: 25, mishap });
		expect(figures).toMatchObject({ asked: 100, done: 100, lost: 0 });
		expect(figures.refused).toBeLessThanOrEqual(3);
	}, 90_000);

	it('are refused three times at most by a block of 5 seconds, and none sends meanwhile', async () => {
		const mishap = { kind: 'block', atMs: 2000, forMs: 5000 } as const;
		const figures = await play({ ...scene, mishap });
		expect(figures).toMatchObject({ asked: 80, done: 80, lost: 0 });
		expect(figures.refused).toBeGreaterThan(0);
		expect(figures.refused).toBeLessThanOrEqual(3);
	}, 90_000);
});
