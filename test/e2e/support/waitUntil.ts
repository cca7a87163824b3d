/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// Waits for something that only looking again can tell.
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves with the first truthy value; rejects after `timeoutMs` with what was waited for. */
export async function waitUntil<Value>(
	what: string,
	look: () => Value | Promise<Value>,
	timeoutMs = 240_000,
): Promise<Exclude<Value, undefined | null | false>> {
	const until = Date.now() + timeoutMs;
	for (;;) {
		const value = await look();
		if (value) return value as Exclude<Value, undefined | null | false>;
		if (Date.now() > until) throw new Error(`${what}: not within ${timeoutMs} ms`);
		await sleep(100);
	}
}
