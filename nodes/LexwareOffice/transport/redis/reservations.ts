// The window of one API key in Redis, as this process takes part in it: one reservation at a time, holds that all
// processes keep, and a fixed share in time slots while Redis is away. Opened by service.ts, asked by gate.ts.
import { randomUUID } from 'node:crypto';

import type { LinkUser, RedisLink } from '../sharedQuota';
import type { SharedKey, SharedQuota, SharedStatus } from '../sharing';
import type { HoldTime } from '../slot';
import { DrawnSlot, toleratedLateMs } from '../timeSlots';
import type { Dispatch } from '../window';
import { knowsOthers, nextSlotWhileAway } from './absence';
import { readReply, type Reply } from './reply';
import { scripts, type Script } from './scripts';
import { ServerTime } from './serverTime';

interface Reservation {
	/** By the own clock. */
	at: number;
	isProbe: boolean;
	/** As Redis has it in its log; undefined for a time slot, of which it knows nothing. */
	booking?: string;
}

/** One per process and life: two processes on one machine, or the same after a restart, are two. */
const processId = randomUUID();
/** Later than this, Redis is told when the request really left. */
const toldLateMs = 10;

export class RedisQuota implements SharedQuota, LinkUser {
	readonly channel: string;
	private readonly keys: string[];
	private readonly serverTime = new ServerTime();
	private reservation?: Reservation;
	private probe?: Dispatch;
	private isAsking = false;
	/** News came while a reservation was being asked for: it may be from before. */
	private isOutdated = false;
	/** Nothing is given away before: a hold, or the probe of another process. */
	private blockedUntil = -Infinity;
	private lastAt = -Infinity;
	/** Dispatches that Redis does not know of, and a booking that was not kept. */
	private unbooked: number[] = [];
	private unkept = '';
	private processes = 1;
	private rank = 0;
	private contactAt = -Infinity;
	/** Undefined while Redis is there. */
	private awaySince?: number;
	/** As it was agreed last: slots must have the same length everywhere. */
	private agreedGuardMs: number;
	private lastTrouble?: { sentence: string; at: number };
	/** While nothing is known of the others. */
	private slot: DrawnSlot;

	/** @param share over how many the quota is divided while nothing is known of the other processes */
	constructor(
		private readonly key: SharedKey,
		private readonly link: RedisLink,
		share: number,
	) {
		this.slot = new DrawnSlot(share);
		this.keys = ['log', 'meta', 'procs'].map((name) => `{lx:${key.id}}:${name}`);
		this.channel = `lx:${key.id}`;
		this.agreedGuardMs = key.window.guardMs(key.clock.now());
		if (link.isAway) this.awaySince = -Infinity;
		link.join(this);
	}

	ask(now: number, queued: number): void {
		if (this.reservation || this.isAsking || now < this.blockedUntil) return;
		this.link.need();
		if (this.link.isAway) this.takeSlot(now, queued);
		else void this.reserve(queued);
	}

	isOpen(now: number): boolean {
		if (!this.reservation) return false;
		const { window } = this.key;
		const spacingMs = this.windowMs / window.limits.requests;
		const lateMs = now - this.reservation.at;
		if (lateMs > toleratedLateMs(now, spacingMs, window)) this.reservation = undefined;
		return this.reservation !== undefined && this.reservation.at <= now;
	}

	nextAt(): number {
		return this.reservation?.at ?? this.blockedUntil;
	}

	use(dispatch: Dispatch): void {
		const { isProbe = false, booking, at = dispatch.at } = this.reservation ?? {};
		this.reservation = undefined;
		if (isProbe) this.probe = dispatch;
		const isLate = dispatch.at - at > toldLateMs;
		this.lastAt = booking && !isLate ? at : dispatch.at;
		if (booking && isLate) this.unkept = booking;
		if (!booking || isLate) this.unbooked = [...this.unbookedSince(dispatch.at), dispatch.at];
	}

	drop(): void {
		this.reservation = undefined;
	}

	noteOutcome(dispatch: Dispatch, isRefused: boolean): void {
		if (this.probe !== dispatch) return;
		this.probe = undefined;
		// A refusal is told by `hold`.
		const ageMs = this.key.clock.now() - dispatch.at;
		if (!isRefused) void this.tell(scripts.resume, [ageMs, 1]);
	}

	hold({ ms, isByServer }: HoldTime, sentAt: number): void {
		this.slot.move();
		const now = this.key.clock.now();
		const guard = this.key.window.guard.snapshot(now);
		const guardArgs = [guard.excessMs, Math.max(0, guard.strictForMs), guard.strikes];
		void this.tell(scripts.hold, [ms, isByServer ? 1 : 0, now - sentAt, ...guardArgs]);
	}

	async describe(): Promise<SharedStatus> {
		const isUp = await this.link.settled();
		const reply = isUp ? await this.tell(scripts.look, []) : undefined;
		const now = this.key.clock.now();
		if (!reply) return { reachable: false, trouble: this.link.trouble?.sentence };
		return {
			reachable: true,
			used: reply.first,
			processesSeen: reply.second,
			guardMs: this.key.window.guardMs(now),
			heldMs: Math.max(0, reply.hold.until - reply.now),
			isHeldByServer: reply.hold.isByServer,
		};
	}

	troubleSince(since: number): string | undefined {
		if (this.link.trouble) return this.link.trouble.sentence;
		return this.lastTrouble && this.lastTrouble.at >= since ? this.lastTrouble.sentence : undefined;
	}

	close(): void {
		this.link.leave(this);
	}

	onLink(isUp: boolean): void {
		const { trouble } = this.link;
		const now = this.key.clock.now();
		if (trouble) this.lastTrouble = { sentence: trouble.sentence, at: now };
		this.awaySince = isUp ? undefined : (this.awaySince ?? now);
		this.key.onChange();
	}

	onNews(message: string): void {
		if (message.endsWith(processId)) return;
		// What was given away before the hold is given up by everybody.
		if (message.startsWith('hold')) this.reservation = undefined;
		this.isOutdated = this.isAsking;
		this.blockedUntil = -Infinity;
		this.key.onChange();
	}

	private get windowMs(): number {
		return this.key.window.limits.windowMs;
	}

	private async reserve(queued: number): Promise<void> {
		this.isAsking = true;
		this.isOutdated = false;
		const { window, clock } = this.key;
		const isUp = await this.link.settled();
		const now = clock.now();
		const unbooked = this.unbookedSince(now);
		const reply = isUp
			? await this.tell(scripts.reserve, [
					window.spacingMs(now, queued),
					window.pacedMs,
					now - this.lastAt < 2 * this.windowMs ? now - this.lastAt : -1,
					this.unkept,
					...unbooked.map((at) => now - at),
				])
			: undefined;
		this.isAsking = false;
		if (reply) this.accept(reply);
		this.key.onChange();
	}

	private accept({ kind, first, firstText, second, processes, rank }: Reply): void {
		this.processes = processes;
		if (processes > this.slot.processes) this.slot = new DrawnSlot(processes);
		this.rank = rank;
		this.unbooked = [];
		this.unkept = '';
		const at = this.serverTime.toOwn(first);
		if (this.isOutdated) return;
		if (kind === 'wait') this.blockedUntil = at;
		else this.reservation = { at, isProbe: second === 1, booking: firstText };
		this.link.need(at - this.key.clock.now());
	}

	/** Runs a script and takes over what it says of the common state. Undefined when Redis is away. */
	private async tell(script: Script, args: Array<number | string>): Promise<Reply | undefined> {
		const { window, clock } = this.key;
		const sentAt = clock.now();
		const { requests, windowMs } = window.limits;
		const common = [requests, windowMs, window.guardMs(sentAt), processId, this.channel];
		try {
			const reply = await this.link.run(script, this.keys, [...common, ...args], readReply);
			this.adopt(reply, sentAt);
			return reply;
		} catch {
			// The link has noted why.
			return undefined;
		}
	}

	private adopt({ now: serverNow, hold, guard }: Reply, sentAt: number): void {
		const { window, clock } = this.key;
		const now = clock.now();
		this.serverTime.learn(sentAt, now, serverNow);
		this.contactAt = now;
		if (guard) window.guard.adopt(now, guard);
		this.agreedGuardMs = window.guardMs(now);
		const toOwn = (serverMs: number) =>
			serverMs > 0 ? this.serverTime.toOwn(serverMs) : -Infinity;
		window.hold.adopt(toOwn(hold.until), hold.isByServer, hold.inARow, toOwn(hold.startedAt));
	}

	private takeSlot(now: number, queued: number): void {
		const { processes, rank, lastAt, contactAt, awaySince = now, windowMs, serverTime } = this;
		const lengthMs = (windowMs + this.agreedGuardMs) / this.key.window.limits.requests;
		const known = { processes, rank, lastAt, contactAt, awaySince, windowMs, lengthMs };
		const at = knowsOthers(known)
			? nextSlotWhileAway(now, known, serverTime)
			: this.strangerAt(now, queued, lengthMs);
		this.reservation = { at, isProbe: false };
	}

	/** Nothing is known of the others: as often as the share allows, under load in a slot of one's own choice. */
	private strangerAt(now: number, queued: number, lengthMs: number): number {
		const { slot, lastAt, key } = this;
		if (key.window.spacingMs(now, queued) > 0) return slot.nextAt(now, lastAt, lengthMs, key.clock);
		return Math.max(now, lastAt + slot.processes * lengthMs);
	}

	private unbookedSince(now: number): number[] {
		const { requests } = this.key.window.limits;
		return this.unbooked.filter((at) => at > now - 2 * this.windowMs).slice(-requests);
	}
}
