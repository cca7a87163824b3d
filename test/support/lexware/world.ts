/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// What all requests of one server share, and its clock.
import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Books } from './books';
import type { FaultScript } from './faults';
import { drawDelays, type Delays, type LatencySpec } from './latency';
import type { ArrivalLog } from './log';
import { Meanwhile } from './meanwhile';
import type { Random } from './random';
import type { Throttle } from './throttle';

export interface WorldParts {
	books: Books;
	throttle: Throttle;
	faults: FaultScript;
	log: ArrivalLog;
	random: Random;
}

export class World {
	readonly books: Books;
	readonly throttle: Throttle;
	readonly faults: FaultScript;
	readonly log: ArrivalLog;
	readonly meanwhile = new Meanwhile();
	baseUrl = '';
	private readonly random: Random;
	private readonly latencies = new Map<string | undefined, LatencySpec>();
	private readonly closing = new AbortController();

	constructor({ books, throttle, faults, log, random }: WorldParts) {
		this.books = books;
		this.throttle = throttle;
		this.faults = faults;
		this.log = log;
		this.random = random;
		// Every answer that is on its way listens.
		setMaxListeners(0, this.closing.signal);
	}

	now(): number {
		return performance.now();
	}

	setLatency(spec: LatencySpec, key?: string): void {
		this.latencies.set(key, spec);
	}

	drawDelays(key: string): Delays {
		const spec = this.latencies.get(key) ?? this.latencies.get(undefined) ?? 'none';
		return drawDelays(spec, this.random);
	}

	/** Ends early, and quietly, when the server closes. */
	async sleep(durationMs: number): Promise<void> {
		if (durationMs <= 0 || this.closing.signal.aborted) return;
		await wait(durationMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
	}

	get hasEnded(): boolean {
		return this.closing.signal.aborted;
	}

	end(): void {
		this.closing.abort();
	}
}
