// What this process has handed to n8n. n8n answers Lexware, and saves the static data, only when the workflow has
// started: until then nobody knows whether the event arrived, and another copy of it must neither be emitted nor
// acknowledged. Deliveries at the same moment also overwrite each other's static data; what is remembered here heals it.
// Used by receive.ts.
import { remember, type Memory } from './deduplicate';

/** n8n's answer to Lexware, as far as it tells whether the event was taken. */
export interface Reply {
	/** n8n has given the answer, whether or not anybody still listened. */
	readonly writableEnded: boolean;
	readonly statusCode: number;
}

interface Handed extends Memory {
	waiting: Map<string, Reply>;
}

const byTrigger = new Map<string, Handed>();

/** What this process knows of one trigger, brought up to date. */
export function handedBy(trigger: string): Handed {
	const handed = byTrigger.get(trigger) ?? { entries: [], waiting: new Map() };
	byTrigger.set(trigger, handed);
	for (const [entry, { writableEnded, statusCode }] of handed.waiting) {
		if (!writableEnded) continue;
		handed.waiting.delete(entry);
		if (statusCode < 400) remember(handed, [entry]);
	}
	return handed;
}

/** Forgets everything, as a new process has. For tests. */
export function forgetHanded(): void {
	byTrigger.clear();
}
