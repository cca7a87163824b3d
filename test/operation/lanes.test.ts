/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { groupBy, runLanes, type Lane } from '../../nodes/LexwareOffice/operation/lanes';

/** Carries out items that end when the test says so. */
class Course {
	readonly started: number[] = [];
	private readonly ends = new Map<number, () => void>();
	readonly stop = new AbortController();

	readonly carryOut = async (item: number) => {
		this.started.push(item);
		await new Promise<void>((end) => this.ends.set(item, end));
	};

	async end(...items: number[]): Promise<void> {
		for (const item of items) this.ends.get(item)?.();
		await new Promise((resolve) => setImmediate(resolve));
	}

	run(lanes: Lane[]): Promise<void> {
		return runLanes(lanes, this.carryOut, this.stop.signal);
	}
}

describe('lanes', () => {
	it('carry out the items of a narrow lane one after another, in order', async () => {
		const course = new Course();
		const done = course.run([{ items: [0, 1, 2], breadth: 1 }]);
		expect(course.started).toEqual([0]);
		await course.end(0);
		expect(course.started).toEqual([0, 1]);
		await course.end(1);
		await course.end(2);
		await done;
		expect(course.started).toEqual([0, 1, 2]);
	});

	it('keep a broad lane filled up to its breadth', async () => {
		const course = new Course();
		const done = course.run([{ items: [0, 1, 2, 3, 4], breadth: 3 }]);
		expect(course.started).toEqual([0, 1, 2]);
		await course.end(1);
		expect(course.started).toEqual([0, 1, 2, 3]);
		await course.end(0, 2, 3);
		await course.end(4);
		await done;
		expect(course.started).toEqual([0, 1, 2, 3, 4]);
	});

	it('run side by side: a slow account does not hold up another', async () => {
		const course = new Course();
		const done = course.run([
			{ items: [0, 2], breadth: 1 },
			{ items: [1, 3], breadth: 1 },
		]);
		expect(course.started).toEqual([0, 1]);
		await course.end(1);
		await course.end(3);
		expect(course.started).toEqual([0, 1, 3]);
		await course.end(0);
		await course.end(2);
		await done;
	});

	it('start nothing after a stop, and wait for what is under way', async () => {
		const course = new Course();
		let isDone = false;
		const done = course.run([{ items: [0, 1, 2], breadth: 2 }]).then(() => (isDone = true));
		course.stop.abort();
		await course.end(0);
		expect(isDone).toBe(false);
		await course.end(1);
		await done;
		expect(course.started).toEqual([0, 1]);
	});

	it('are done at once without items', async () => {
		const course = new Course();
		await course.run([]);
		await course.run([{ items: [], breadth: 4 }]);
		expect(course.started).toEqual([]);
	});
});

describe('grouping', () => {
	it('keeps the order of items, and that of groups by their first item', () => {
		const groups = groupBy([5, 2, 4, 1], (item) => (item % 2 === 0 ? 'even' : 'odd'));
		expect([...groups]).toEqual([
			['odd', [5, 1]],
			['even', [2, 4]],
		]);
	});
});
