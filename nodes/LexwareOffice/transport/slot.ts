// The words of the limiter: who asks, what for, and what comes of it. Shared by its parts and by retry.ts.
import type { Outcome } from './request';

/** One object per workflow execution and key; its identity is the unit of fairness. */
export interface Execution {
	/** Ends every wait of this execution. */
	signal?: AbortSignal;
	/** Longest hold or standstill a request of this execution puts up with. */
	maxWaitMs: number;
	/** Somebody is waiting in front of a screen, or a trigger must keep up. */
	urgent?: boolean;
}

export interface Ask {
	isWrite: boolean;
	/** The slot of the attempt before, for a request that comes back: it goes to the front of its execution. */
	again?: Slot;
}

/** Permission to send one request now. */
export interface Slot {
	kind: 'slot';
	readonly dispatchedAt: number;
	/** Ascending in the order in which requests were first asked for. */
	readonly order: number;
	/** Frees the turn to write and learns from the answer. Must be called once, whatever came of the request. */
	settle(outcome: Outcome): void;
}

/** Why a request did not get its slot. `retryAfterMs`: how long the key is still held, where it is. */
export interface Refusal {
	kind: 'refusal';
	reason: 'cancelled' | 'maxWait';
	retryAfterMs?: number;
}

/** How long the key pauses. `isByServer`: the server named the time. */
export interface HoldTime {
	ms: number;
	isByServer: boolean;
}

/** A request in the queue. */
export interface Waiting {
	readonly execution: Execution;
	readonly isWrite: boolean;
	readonly order: number;
	readonly askedAt: number;
	readonly resolve: (result: Slot | Refusal) => void;
}
