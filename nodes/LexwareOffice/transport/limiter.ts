// One limiter per API host and key in this process, shared by every node, trigger and dropdown, because n8n loads this
// module once. The only importer of Bottleneck. Used by client.ts (to send) and by the operation quota.getStatus.
import { createHash } from 'node:crypto';
import Bottleneck from '../../../vendor/bottleneck';
import { systemClock, type Clock } from './clock';
import { Gate } from './gate';
import { describeQuota, type QuotaStatus } from './quotaStatus';
import type { QuotaService, SharedQuota } from './sharing';
import type { Ask, Execution, HoldTime, Refusal, Slot } from './slot';
import type { Tokens } from './tickets';
import { Window, type Limits } from './window';

export type { Ask, Execution, HoldTime, Refusal, Slot } from './slot';
export type { QuotaStatus } from './quotaStatus';

export interface LimiterOptions extends Limits {
	/** API host, such as `api.lexware.io`; keys of different hosts share nothing. */
	host: string;
	apiKey: string;
	/** Where several processes share the quota. */
	service?: QuotaService;
}

export interface Limiter {
	/** The window that counts at the moment; the base of the backoff. */
	readonly windowMs: number;
	/** Holds in a row without an answer that was not a refusal. */
	readonly holdsInARow: number;
	/** Waits for the turn; resolves at the moment at which the request must leave. Never rejects. */
	acquire(execution: Execution, ask: Ask): Promise<Slot | Refusal>;
	/** Pauses the whole key, after the server refused the request of this slot. */
	hold(time: HoldTime, slot: Slot): void;
	/** Where the quota stands, as far as this process knows. Spends no request. */
	status(): QuotaStatus;
	/** What the other processes are asked through, where the quota is shared with them. */
	readonly shared?: SharedQuota;
}

interface Caller {
	limits: Limits;
	service?: QuotaService;
	usedAt: number;
}

interface Key {
	gate: Gate;
	window: Window;
	/** Limits and services that callers brought along, with the time of their last use. */
	callers: Map<string, Caller>;
	shared?: { serviceId: string; quota: SharedQuota };
	usedAt: number;
}

const keys = new Map<string, Key>();
const callerRememberedMs = 600_000;
const idleMs = 3_600_000;
/** More is beyond what one ticket at a time can let through. */
const mostRequests = 1000;

/**
 * The limiter of this key. Two callers with the same key and different limits share one; the stricter limits of those
 * in use during the last ten minutes count.
 * @throws RangeError when a limit is not a positive number, or less than one request fits into the window
 */
export function limiterFor(
	{ host, apiKey, requests, windowMs, service }: LimiterOptions,
	clock: Clock = systemClock,
): Limiter {
	if (!(requests >= 1) || !(windowMs > 0) || !Number.isFinite(windowMs)) {
		throw new RangeError('A quota needs at least one request and a window longer than 0 ms.');
	}
	const id = createHash('sha256').update(`${host.toLowerCase()}\n${apiKey}`).digest('hex');
	const limits = { requests: Math.min(Math.floor(requests), mostRequests), windowMs };
	const use = () => useKey(id, { limits, service, usedAt: clock.now() }, clock);
	use();
	return {
		get windowMs() {
			return use().window.limits.windowMs;
		},
		get holdsInARow() {
			return use().window.hold.inARow;
		},
		acquire: (execution, ask) => use().gate.acquire(execution, ask),
		hold: (time, slot) => use().gate.hold(time, slot),
		status: () => {
			const { gate, window } = use();
			return describeQuota(window, gate, clock.now());
		},
		get shared() {
			return use().shared?.quota;
		},
	};
}

/** Forgets every limiter; what is queued is refused as cancelled. For tests. */
export function resetLimiters(): void {
	for (const { gate } of keys.values()) gate.close();
	keys.clear();
}

function useKey(id: string, caller: Caller, clock: Clock): Key {
	const { limits, service, usedAt } = caller;
	const key = keys.get(id) ?? addKey(id, limits, clock);
	key.usedAt = usedAt;
	key.callers.set(`${limits.requests}/${limits.windowMs}/${service?.id ?? ''}`, caller);
	if (key.callers.size > 1) applyStrictest(key, usedAt);
	shareAmong(key, id, clock);
	return key;
}

function addKey(id: string, limits: Limits, clock: Clock): Key {
	const now = clock.now();
	for (const [otherId, other] of keys) {
		if (now - other.usedAt > idleMs && !other.gate.isBusy) {
			other.gate.share(undefined);
			keys.delete(otherId);
		}
	}
	const window = new Window(limits);
	const gate = new Gate(window, createTokens(limits.requests), clock);
	const key = { gate, window, callers: new Map(), usedAt: now };
	keys.set(id, key);
	return key;
}

function applyStrictest({ callers, window, gate }: Key, now: number): void {
	for (const [name, { usedAt }] of callers) {
		if (now - usedAt > callerRememberedMs) callers.delete(name);
	}
	const [strictest] = [...callers.values()]
		.map(({ limits }) => limits)
		.sort((a, b) => a.requests / a.windowMs - b.requests / b.windowMs || a.requests - b.requests);
	if (strictest && !isSame(strictest, window.limits)) gate.setLimits(strictest);
}

/** One caller that shares the quota is enough; of several services the one used last counts. */
function shareAmong(key: Key, id: string, clock: Clock): void {
	const { gate, window, shared } = key;
	const [last] = [...key.callers.values()]
		.filter(({ service }) => service)
		.sort((a, b) => b.usedAt - a.usedAt);
	if (last?.service?.id === shared?.serviceId) return;
	const onChange = () => gate.onShared();
	const quota = last?.service?.open({ id, window, clock, onChange });
	key.shared = last?.service && quota && { serviceId: last.service.id, quota };
	gate.share(quota);
}

function isSame(a: Limits, b: Limits): boolean {
	return a.requests === b.requests && a.windowMs === b.windowMs;
}

/**
 * Bottleneck keeps the tokens: a job takes one, and the ledger puts it back when the dispatch has left the window.
 * No refresh interval (its timer never ends), no minTime (it charges idle callers), no retries by `failed` (they take
 * no token).
 */
export function createTokens(requests: number): Tokens & { available(): Promise<number | null> } {
	const bottleneck = new Bottleneck({ reservoir: requests, maxConcurrent: 1 });
	return {
		schedule: async (job) => await bottleneck.schedule(job),
		refund: (tokens) => void bottleneck.incrementReservoir(tokens),
		available: async () => await bottleneck.currentReservoir(),
	};
}
