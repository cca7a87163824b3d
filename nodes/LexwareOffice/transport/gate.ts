// The acting part of a limiter: asks the ledger when, asks the queue who, and lets one request at a time leave. Every
// event (request, outcome, hold, abort, alarm, ticket) runs through `advance`. Created by limiter.ts, one per key.
import { Alarm, type Clock } from './clock';
import { FairQueue } from './fairQueue';
import { Patience } from './patience';
import { readQuota } from './quotaHeaders';
import type { Outcome } from './request';
import type { SharedQuota } from './sharing';
import type { Ask, Execution, HoldTime, Refusal, Slot, Waiting } from './slot';
import { Tickets, type Tokens } from './tickets';
import type { Dispatch, Limits, Window } from './window';

/** Bottleneck takes some milliseconds from token to ticket; the gate checks the exact time. */
const refundLeadMs = 6;
const rememberedRefusalsMs = 600_000;

export class Gate {
	private readonly queue = new FairQueue<Waiting>();
	private readonly alarm: Alarm;
	private readonly tickets: Tickets;
	private readonly patience: Patience;
	private refusedAt: number[] = [];
	private writeInFlight?: Dispatch;
	private nextOrder = 0;
	private shared?: SharedQuota;

	constructor(
		private readonly window: Window,
		private readonly tokens: Tokens,
		private readonly clock: Clock,
	) {
		const advance = () => this.advance();
		this.alarm = new Alarm(clock, advance);
		this.tickets = new Tickets(tokens, advance);
		this.patience = new Patience(this.queue, window, clock, advance);
	}

	/**
	 * Resolves when the request may leave, or with the reason why it will not. Never rejects. Not async, like all that
	 * thousands of waiting requests go through: each async function on the way costs half a kilobyte per request.
	 */
	acquire(execution: Execution, { isWrite, again }: Ask): Promise<Slot | Refusal> {
		return new Promise((resolve) => {
			if (execution.signal?.aborted) return resolve({ kind: 'refusal', reason: 'cancelled' });
			const order = again?.order ?? this.nextOrder++;
			const job = { execution, isWrite, order, askedAt: this.clock.now(), resolve };
			this.queue.push(job, again !== undefined);
			this.patience.watch(job);
			this.advance();
		});
	}

	/** Pauses the key. Refused requests that left before the pause began belong to the same incident. */
	hold({ ms, isByServer }: HoldTime, { dispatchedAt }: Slot): void {
		const now = this.clock.now();
		const isNew = this.window.hold.start(now, ms, { at: dispatchedAt }, isByServer);
		if (isNew) this.window.guard.raise(now, this.window.limits.windowMs);
		this.shared?.hold({ ms, isByServer }, dispatchedAt);
		this.patience.refuseLate(now);
		this.advance();
	}

	setLimits(limits: Limits): void {
		const added = limits.requests - this.window.limits.requests;
		this.window.limits = limits;
		if (added !== 0) this.tokens.refund(added);
		this.advance();
	}

	/** From now on other processes have a say in when a request may leave, or no longer. */
	share(shared: SharedQuota | undefined): void {
		this.shared?.close();
		this.shared = shared;
		this.window.isShared = shared !== undefined;
		this.advance();
	}

	/** Something has come from the other processes. */
	onShared(): void {
		const now = this.clock.now();
		if (this.window.hold.until > now) this.patience.refuseLate(now);
		this.advance();
	}

	/** Whether anything is queued, counted or held. */
	get isBusy(): boolean {
		return this.queue.size > 0 || this.window.isBusy || this.window.hold.until > this.clock.now();
	}

	get queued(): number {
		return this.queue.size;
	}

	/** How often the server refused for the quota's sake within the last ten minutes. */
	get refusals(): number {
		const since = this.clock.now() - rememberedRefusalsMs;
		this.refusedAt = this.refusedAt.filter((at) => at >= since);
		return this.refusedAt.length;
	}

	/** Refuses whatever is queued. For tests. */
	close(): void {
		for (const job of this.queue.takeWhere(() => true)) this.patience.refuse(job, 'cancelled');
		this.share(undefined);
	}

	private advance(): void {
		const now = this.clock.now();
		const leavers = this.window.takeLeavers(now + refundLeadMs);
		if (leavers > 0) this.tokens.refund(leavers);
		if (now >= this.patience.nextDeadline) this.patience.refuseLate(now);
		this.serveNext(now);
		// The others are asked for the next time ahead of it, or once more when one was missed.
		if (this.shared) this.serveNext(now);
		// While requests are in the window one ticket stands by, so that a run of single requests does not wait for
		// Bottleneck each time.
		this.tickets.request(this.queue.size + (this.window.isBusy ? 1 : 0));
		this.alarm.set(this.nextEventAt(now));
	}

	private serveNext(now: number): void {
		this.askOthers(now);
		if (this.tickets.isOpen) this.serve(now);
	}

	/** Lets the next request leave, if the ledger and the writes allow it. */
	private serve(now: number): void {
		if (this.queue.size === 0 && !this.window.isBusy) return this.tickets.giveBack();
		if (this.window.allowedAt(now, this.queue.size) > now) return;
		if (this.shared && !this.shared.isOpen(now)) return;
		const job = this.queue.pick(this.writeInFlight !== undefined);
		if (!job) return;
		this.tickets.use();
		const dispatch = this.window.note(now);
		this.shared?.use(dispatch);
		if (job.isWrite) this.writeInFlight = dispatch;
		this.patience.unwatch(job.execution);
		job.resolve(this.slotFor(job, dispatch));
	}

	/** Nothing that the others gave is kept across a hold. */
	private askOthers(now: number): void {
		if (this.window.hold.until > now) this.shared?.drop();
		else if (this.queue.canPick(this.writeInFlight !== undefined))
			this.shared?.ask(now, this.queue.size);
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
		this.shared?.noteOutcome(dispatch, outcome.kind !== 'answer' || outcome.status === 429);
		if (outcome.kind !== 'answer') return this.window.noteSilence(dispatch);
		const now = this.clock.now();
		const isRefused = outcome.status === 429;
		this.window.noteAnswer(dispatch, now, isRefused);
		if (isRefused) this.refusedAt.push(now);
		const { remaining, resetMs } = readQuota(outcome.headers);
		if (isRefused || remaining === undefined) return;
		const untilMs = resetMs ?? this.window.limits.windowMs;
		if (this.window.heed(remaining, untilMs, dispatch, now)) this.patience.refuseLate(now);
	}

	private nextEventAt(now: number): number {
		const leaveAt = this.window.nextLeaveAt(now) - refundLeadMs;
		if (this.queue.size === 0) return leaveAt;
		const allowedAt = this.tickets.isOpen ? this.window.allowedAt(now, this.queue.size) : Infinity;
		const sharedAt = this.shared?.nextAt() ?? Infinity;
		const later = [allowedAt, sharedAt].filter((at) => at > now);
		return Math.min(leaveAt, this.patience.nextDeadline, ...later);
	}
}
