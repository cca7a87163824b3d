// Keeps cells from disturbing each other: starting one takes the processor for a while, and an attempt has a second.
import { sleep } from 'n8n-workflow';

const lookMs = 20;
const calmMs = 60;
/** On a machine that is busy with something else there is nothing to wait for. */
const mostLooks = 50;

export class CalmStart {
	private last = Promise.resolve();

	/** Resolves when all who asked before have started and the event loop is at ease. */
	async wait(): Promise<void> {
		this.last = this.last.then(untilCalm);
		await this.last;
	}
}

async function untilCalm(): Promise<void> {
	for (let looks = 0; looks < mostLooks; looks++) {
		const startedAt = performance.now();
		await sleep(lookMs);
		if (performance.now() - startedAt < calmMs) return;
	}
}
