/* eslint-disable @n8n/community-nodes/no-restricted-globals -- Bottleneck's timers are the global ones */
// Virtual time: hours of waiting pass in milliseconds, and the same seed gives the same run. Used by the tests of the
// transport; the global timers and clocks are replaced while a virtual clock is installed.
import type { Clock } from '../../nodes/LexwareOffice/transport/clock';

interface Timer {
	at: number;
	order: number;
	call: () => void;
}

const native = {
	setImmediate,
	setTimeout,
	clearTimeout,
	dateNow: Date.now,
	perfNow: performance.now,
};

/** Uniform numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export class VirtualClock implements Clock {
	private time = 0;
	private order = 0;
	private heap: Timer[] = [];
	private readonly random: () => number;

	/** @param latenessMs timers fire up to so much late, as real ones do */
	constructor(
		seed = 1,
		private readonly latenessMs = 1.2,
	) {
		this.random = seededRandom(seed);
	}

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.schedule(resolve, ms));
	}

	/** Timers that have not fired. */
	get pending(): number {
		return this.heap.length;
	}

	/** For simulated networks: to the fraction of a millisecond, and never late. */
	async sleepExactly(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.scheduleExactly(resolve, ms));
	}

	schedule(call: () => void, ms = 0): Timer {
		const delayMs = Math.max(1, Math.floor(ms)) + this.random() * this.latenessMs;
		return this.scheduleExactly(call, delayMs);
	}

	private scheduleExactly(call: () => void, delayMs: number): Timer {
		const timer = { at: this.time + delayMs, order: this.order++, call };
		pushTimer(this.heap, timer);
		return timer;
	}

	/** Lets time pass until the promise is settled. */
	async until<T>(promise: Promise<T>): Promise<T> {
		let isSettled = false;
		const settle = () => {
			isSettled = true;
		};
		promise.then(settle, settle);
		await this.advance(Infinity, () => isSettled);
		if (!isSettled) throw new Error(`still waiting at ${this.time} ms, and no timer is left`);
		return await promise;
	}

	/** Lets so many milliseconds pass. */
	async pass(ms: number): Promise<void> {
		const end = this.time + ms;
		await this.advance(end, () => false);
		this.time = end;
	}

	private async advance(end: number, isDone: () => boolean): Promise<void> {
		for (;;) {
			// All promise reactions run before the next macrotask.
			await new Promise((resolve) => native.setImmediate(resolve));
			const next = this.heap[0];
			if (isDone() || !next || next.at > end) return;
			popTimer(this.heap);
			this.time = Math.max(this.time, next.at);
			next.call();
		}
	}
}

/** Puts a virtual clock in the place of the global timers. Undo with `uninstallClock`. */
export function installClock(seed = 1, latenessMs?: number): VirtualClock {
	const clock = new VirtualClock(seed, latenessMs);
	const cancelled = new WeakSet<object>();
	const replaceTimeout = (call: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
		const timer = clock.schedule(() => {
			if (!cancelled.has(timer)) call(...args);
		}, ms);
		return timer;
	};
	Object.assign(globalThis, {
		setTimeout: replaceTimeout,
		clearTimeout: (timer?: object) => timer && cancelled.add(timer),
	});
	Date.now = () => Math.floor(clock.now());
	performance.now = () => clock.now();
	return clock;
}

export function uninstallClock(): void {
	Object.assign(globalThis, { setTimeout: native.setTimeout, clearTimeout: native.clearTimeout });
	Date.now = native.dateNow;
	performance.now = native.perfNow;
}

function isBefore(a: Timer, b: Timer): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function pushTimer(heap: Timer[], timer: Timer): void {
	let at = heap.push(timer) - 1;
	while (at > 0) {
		const parent = (at - 1) >> 1;
		if (!isBefore(timer, heap[parent]!)) break;
		heap[at] = heap[parent]!;
		at = parent;
	}
	heap[at] = timer;
}

function popTimer(heap: Timer[]): void {
	const last = heap.pop()!;
	if (heap.length === 0) return;
	let at = 0;
	for (let child = 1; child < heap.length; child = 2 * at + 1) {
		if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
		if (!isBefore(heap[child]!, last)) break;
		heap[at] = heap[child]!;
		at = child;
	}
	heap[at] = last;
}
