// The end of an attempt: an answer that drips in byte by byte must not hold a key's write turn for ever.
// Used by every implementation of Send.
import { sleep } from 'n8n-workflow';

import type { Outcome } from './request';

const sliceMs = 1000;

/**
 * The attempt's outcome, or `lost` once it has taken longer than its own time-out plus one slice. Slept in slices,
 * for n8n's `sleep` cannot be taken back: nothing outlives the attempt by more than one slice.
 */
export async function withDeadline(attempt: Promise<Outcome>, timeoutMs: number): Promise<Outcome> {
	let isSettled = false;
	const settled = attempt.finally(() => {
		isSettled = true;
	});
	return await Promise.race([settled, endAfter(timeoutMs + sliceMs, () => isSettled)]);
}

async function endAfter(ms: number, isSettled: () => boolean): Promise<Outcome> {
	const end = performance.now() + ms;
	while (!isSettled() && performance.now() < end)
		await sleep(Math.min(sliceMs, Math.max(0, end - performance.now())));
	return { kind: 'lost', cause: `no answer within ${Math.round(ms / 1000)} s` };
}
