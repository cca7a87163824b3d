// When the process stood still: an attempt has a second, and a machine that is busy otherwise takes it away unseen. What a
// cell then shows of times and repeats is the machine's doing; what it shows of the books counts all the same.
import { sleep } from 'n8n-workflow';

const lookMs = 20;
const stallMs = 200;

export class Stalls {
	private readonly spans: Array<{ from: number; to: number }> = [];
	private isWatching = true;

	async watch(): Promise<void> {
		while (this.isWatching) {
			const from = performance.now();
			await sleep(lookMs);
			const to = performance.now();
			if (to - from > stallMs) this.spans.push({ from, to });
		}
	}

	end(): void {
		this.isWatching = false;
	}

	/** Whether the process stood still within the span. */
	touch(startedAt: number, endedAt: number): boolean {
		return this.spans.some(({ from, to }) => to > startedAt && from < endedAt);
	}
}
