// The acting part of a limiter: asks the ledger when, asks the queue who, and lets one request at a time leave. Every
// event (request, outcome, hold, abort, alarm, ticket) runs through `advance`. Created by limiter.ts, one per key.
import { Alarm, type Clock } from './clock';
import { FairQueue, type Execution } from './fairQueue';
import { readQuota } from './quotaHeaders';
import type { Outcome } from './request';
import type { Dispatch, Limits, Window } from './window';

/** Permission to send one request now. `settle` must be called once, whatever comes of it. */
export interface Slot {
	kind: 'slot';
	readonly dispatchedAt: number;
	readonly order: number;
	/** Frees the turn to write, learns from the answer. */
	settle(outcome: Outcome): void;
}

/** Why a request did not get its slot. `retryAfterMs`: when the hold ends, where one is the reason. */
export interface Refusal {
	kind: 'refusal';
	reason: 'cancelled' | 'maxWait';
	retryAfterMs?: number;
}

export interface Ask {
	isWrite: boolean;
	/** The slot of the attempt before, for a request that comes back: it goes to the front of its execution. */
	again?: Slot;
}

/** How long the key pauses. `isByServer`: the server named the time. */
export interface HoldTime {
	ms: number;
	isByServer: boolean;
}

/** What Bottleneck does for a gate. */
export interface Tickets {
	/** Runs the job as soon as a token is there and no other job runs; takes the token. */
	schedule(job: () => Promise<void>): void;
	/** Puts tokens back; a negative number takes them away. */
	refund(tokens: number): void;
}

interface Waiting {
	readonly execution: Execution;
	readonly isWrite: boolean;
	readonly order: number;
	readonly askedAt: number;
	readonly resolve: (result: Slot | Refusal) => void;
}

/** Bottleneck takes some milliseconds from token to ticket; the gate checks the exact time. */
const refundLeadMs = 6;
const maxTickets = 2;
const rememberedRefusalsMs = 600_000;

export class Gate {
	private readonly queue = new FairQueue<Waiting>();
	private readonly alarm: Alarm;
	private readonly listeners = new Map<Execution, () => void>();
	private readonly refusedAt: number[] = [];
	private ticketCount = 0;
	private openTicket?: () => void;
	private writeInFlight?: Dispatch;
	private nextDeadline = Infinity;
	private nextOrder = 0;

	constructor(
		private readonly window: Window,
		private readonly tickets: Tickets,
		private readonly clock: Clock,
	) {
		this.alarm = new Alarm(clock, () => this.advance());
	}

	/** Resolves when the request may leave, or with the reason why it will not. Never rejects. */
	async acquire(execution: Execution, { isWrite, again }: Ask): Promise<Slot | Refusal> {
		if (execution.signal?.aborted) return { kind: 'refusal', reason: 'cancelled' };
		return await new Promise((resolve) => {
			const order = again?.order ?? this.nextOrder++;
			const job = { execution, isWrite, order, askedAt: this.clock.now(), resolve };
			this.queue.push(job, again !== undefined);
			this.nextDeadline = Math.min(this.nextDeadline, this.deadlineOf(job));
			this.listen(execution);
			this.advance();
		});
	}

	/** Pauses the key. Refused requests that left before the pause began belong to the same incident. */
	hold({ ms, isByServer }: HoldTime, { dispatchedAt }: Slot): void {
		const now = this.clock.now();
		const isNew = this.window.hold.start(now, ms, { at: dispatchedAt }, isByServer);
		if (isNew) this.window.guard.raise(now, this.window.limits.windowMs);
		this.nextDeadline = now;
		this.advance();
	}

	setLimits(limits: Limits): void {
		const added = limits.requests - this.window.limits.requests;
		this.window.limits = limits;
		if (added !== 0) this.tickets.refund(added);
		this.advance();
	}

	/** Whether anything is queued, counted or held. */
	get isBusy(): boolean {
		return this.queue.size > 0 || this.window.isBusy || this.window.hold.until > this.clock.now();
	}

	get queued(): number {
		return this.queue.size;
	}

	/** When the server refused for the quota's sake, within the last ten minutes. */
	get refusals(): number {
		const since = this.clock.now() - rememberedRefusalsMs;
		while ((this.refusedAt[0] ?? Infinity) < since) this.refusedAt.shift();
		return this.refusedAt.length;
	}

	/** Refuses whatever is queued. For tests. */
	close(): void {
		for (const job of this.queue.takeWhere(() => true)) this.refuse(job, 'cancelled');
		this.advance();
	}

	private advance(): void {
		const now = this.clock.now();
		const leavers = this.window.takeLeavers(now + refundLeadMs);
		if (leavers > 0) this.tickets.refund(leavers);
		if (now >= this.nextDeadline) this.refuseLate(now);
		this.serve(now);
		this.requestTickets();
		this.alarm.set(this.nextEventAt(now));
	}

	/** Lets the next request leave, if a ticket is open and the ledger allows it. */
	private serve(now: number): void {
		if (!this.openTicket) return;
		if (this.queue.size === 0 && !this.window.isBusy) return this.giveTicketBack();
		if (this.window.allowedAt(now, this.queue.size) > now) return;
		const job = this.queue.pick(this.writeInFlight !== undefined);
		if (!job) return;
		const dispatch = this.window.note(now);
		if (job.isWrite) this.writeInFlight = dispatch;
		this.stopListening(job.execution);
		this.closeTicket();
		job.resolve(this.slotFor(job, dispatch));
	}

	private slotFor({ order }: Waiting, dispatch: Dispatch): Slot {
		let isSettled = false;
		const settle = (outcome: Outcome) => {
			if (isSettled) return;
			isSettled = true;
			if (this.writeInFlight === dispatch) this.writeInFlight = undefined;
			this.learn(dispatch, outcome);
			this.advance();
		};
		return { kind: 'slot', dispatchedAt: dispatch.at, order, settle };
	}

	private learn(dispatch: Dispatch, outcome: Outcome): void {
		if (outcome.kind !== 'answer') return this.window.noteSilence(dispatch);
		const now = this.clock.now();
		const isRefused = outcome.status === 429;
		this.window.noteAnswer(dispatch, now, isRefused);
		if (isRefused) this.refusedAt.push(now);
		const { remaining, resetMs } = readQuota(outcome.headers);
		if (isRefused || remaining === undefined) return;
		this.window.heed(remaining, resetMs ?? this.window.limits.windowMs, dispatch, now);
	}

	/**
	 * At most two tickets, never one per request: Bottleneck needs milliseconds for each. While requests are in the
	 * window one ticket stands by, so that a run of single requests does not pay for those milliseconds each time.
	 */
	private requestTickets(): void {
		const standby = this.window.isBusy ? 1 : 0;
		const wanted = Math.min(this.queue.size + standby, maxTickets);
		for (; this.ticketCount < wanted; this.ticketCount++) {
			this.tickets.schedule(
				async () =>
					await new Promise((resolve) => {
						this.openTicket = resolve;
						this.advance();
					}),
			);
		}
	}

	private giveTicketBack(): void {
		this.closeTicket();
		this.tickets.refund(1);
	}

	private closeTicket(): void {
		this.openTicket?.();
		this.openTicket = undefined;
		this.ticketCount -= 1;
	}

	private nextEventAt(now: number): number {
		const leaveAt = this.window.nextLeaveAt(now) - refundLeadMs;
		if (this.queue.size === 0) return leaveAt;
		const allowedAt = this.openTicket ? this.window.allowedAt(now, this.queue.size) : Infinity;
		return Math.min(leaveAt, this.nextDeadline, allowedAt > now ? allowedAt : Infinity);
	}

	/** A queue that moves refuses nobody: the time counts from the key's last dispatch. */
	private deadlineOf({ askedAt, execution }: Waiting): number {
		return Math.max(askedAt, this.window.lastAt) + execution.maxWaitMs;
	}

	private refuseLate(now: number): void {
		const latest = Math.max(now, this.window.hold.until);
		const late = this.queue.takeWhere((job) => this.deadlineOf(job) <= latest);
		for (const job of late) this.refuse(job, 'maxWait');
		this.nextDeadline = Infinity;
		this.queue.forEach((job) => {
			this.nextDeadline = Math.min(this.nextDeadline, this.deadlineOf(job));
		});
	}

	private refuse(job: Waiting, reason: Refusal['reason']): void {
		const heldMs = this.window.hold.until - this.clock.now();
		this.stopListening(job.execution);
		job.resolve({ kind: 'refusal', reason, retryAfterMs: heldMs > 0 ? heldMs : undefined });
	}

	private listen(execution: Execution): void {
		if (!execution.signal || this.listeners.has(execution)) return;
		const listener = () => {
			for (const job of this.queue.remove(execution)) this.refuse(job, 'cancelled');
			this.advance();
		};
		execution.signal.addEventListener('abort', listener, { once: true });
		this.listeners.set(execution, listener);
	}

	private stopListening(execution: Execution): void {
		const listener = this.listeners.get(execution);
		if (!listener || this.queue.has(execution)) return;
		execution.signal?.removeEventListener('abort', listener);
		this.listeners.delete(execution);
	}
}
