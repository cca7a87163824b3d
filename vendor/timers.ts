// The timers and the clock that Bottleneck finds in the bundle: n8n's lint forbids the global timers, and the wall
// clock may jump. `gulp` hands this file to esbuild's `inject`, which replaces the globals of these names.
import { sleep } from 'n8n-workflow';

type Callback = (...args: unknown[]) => void;

/** `sleep` cannot be ended early, so a cancelled timer runs out without calling anybody. */
export interface Timer {
	isCancelled: boolean;
}

export function setTimeout(callback: Callback, ms = 0, ...args: unknown[]): Timer {
	const timer = { isCancelled: false };
	void sleep(ms).then(() => {
		if (!timer.isCancelled) callback(...args);
	});
	return timer;
}

export function clearTimeout(timer?: Timer | null): void {
	if (timer) timer.isCancelled = true;
}

export function setInterval(callback: Callback, ms = 0, ...args: unknown[]): Timer {
	const timer = { isCancelled: false };
	void repeat(timer, ms, () => callback(...args));
	return timer;
}

export const clearInterval = clearTimeout;

async function repeat(timer: Timer, ms: number, call: () => void): Promise<void> {
	while (!timer.isCancelled) {
		await sleep(ms);
		if (!timer.isCancelled) call();
	}
}

/**
 * Bottleneck compares `Date.now()` with the time of its last job; were the wall clock set back by an hour, every job
 * would wait for an hour.
 */
export const Date = { now: () => performance.now() };
