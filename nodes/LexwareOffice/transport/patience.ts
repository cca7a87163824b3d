// Who leaves the queue without a slot: requests of stopped executions, and requests that would wait too long in a hold
// or a standstill. One abort listener per signal and one deadline per key. Used by gate.ts.
import { watchAbort } from './cancel';
import type { Clock } from './clock';
import type { FairQueue } from './fairQueue';
import type { Execution, Refusal, Waiting } from './slot';
import type { Window } from './window';

export class Patience {
	/** When somebody's patience may end; never too late, sometimes too early. */
	nextDeadline = Infinity;
	/** What ends the watch over an execution's signal. */
	private readonly watches = new Map<Execution, () => void>();

	/** @param onAbort called after requests of a stopped execution have been refused */
	constructor(
		private readonly queue: FairQueue<Waiting>,
		private readonly window: Window,
		private readonly clock: Clock,
		private readonly onAbort: () => void,
	) {}

	/** Keeps an eye on a request that has joined the queue. */
	watch(job: Waiting): void {
		const deadline = this.deadlineOf(job);
		const isHopeless = this.window.hold.until > deadline;
		this.nextDeadline = Math.min(this.nextDeadline, isHopeless ? job.askedAt : deadline);
		this.listen(job.execution);
	}

	/** Forgets an execution that has nothing left in the queue. */
	unwatch(execution: Execution): void {
		if (this.queue.has(execution)) return;
		this.watches.get(execution)?.();
		this.watches.delete(execution);
	}

	/** Refuses every request whose deadline has passed or lies before the end of the hold. */
	refuseLate(now: number): void {
		const heldUntil = this.window.hold.until;
		this.nextDeadline = Infinity;
		const late = this.queue.takeWhere((job) => {
			const deadline = this.deadlineOf(job);
			const isLate = deadline <= now || deadline < heldUntil;
			if (!isLate) this.nextDeadline = Math.min(this.nextDeadline, deadline);
			return isLate;
		});
		for (const job of late) this.refuse(job, 'maxWait');
	}

	refuse(job: Waiting, reason: Refusal['reason']): void {
		const heldMs = this.window.hold.until - this.clock.now();
		this.unwatch(job.execution);
		job.resolve({ kind: 'refusal', reason, retryAfterMs: heldMs > 0 ? heldMs : undefined });
	}

	/** A queue that moves refuses nobody: the time counts from the key's last dispatch. */
	private deadlineOf({ askedAt, execution }: Waiting): number {
		return Math.max(askedAt, this.window.lastAt) + execution.maxWaitMs;
	}

	private listen(execution: Execution): void {
		if (!execution.signal || this.watches.has(execution)) return;
		const endWatch = watchAbort(execution.signal, () => {
			for (const job of this.queue.remove(execution)) this.refuse(job, 'cancelled');
			this.onAbort();
		});
		this.watches.set(execution, endWatch);
	}
}
