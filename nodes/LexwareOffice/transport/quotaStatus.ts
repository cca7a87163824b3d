// Where the quota of a key stands, in figures. Pure; used by limiter.ts.
import type { SharedQuota, SharedStatus } from './sharing';
import type { Window } from './window';

type Source = 'own ledger' | 'shared ledger' | 'server headers';

export interface QuotaStatus {
	/** Requests per window that count at the moment. */
	limit: number;
	windowMs: number;
	/** Requests that could leave now. */
	remaining: number;
	/** Milliseconds until the whole limit is free again; 0 when it is. */
	resetMs: number;
	queued: number;
	/** Milliseconds until a bulk request asked for now would leave. */
	expectedWaitMs: number;
	/** Answers with status 429 within the last ten minutes. */
	refusals: number;
	/** Milliseconds until the key may send again after a refusal; 0 when it may. */
	heldMs: number;
	/** Where each figure comes from. */
	sources: { limit: 'credential'; remaining: Source; resetMs: Source; heldMs: Source };
	/** What the service says that several processes share the quota through. */
	shared?: Pick<SharedStatus, 'reachable' | 'processesSeen' | 'guardMs' | 'heldMs' | 'trouble'>;
}

/** What waits at the gate. */
interface Waiting {
	queued: number;
	refusals: number;
}

export function describeQuota(window: Window, gate: Waiting, now: number): QuotaStatus {
	const { requests, windowMs } = window.limits;
	const live = window.liveUntil(now);
	const heldMs = Math.max(0, window.hold.until - now);
	const heldBy: Source = window.hold.isByServer ? 'server headers' : 'own ledger';
	const countedBy: Source =
		window.hasForeign(now) || (heldMs > 0 && window.hold.isByServer)
			? 'server headers'
			: 'own ledger';
	const perRequestMs = (windowMs + window.guardMs(now)) / requests;
	const nextMs = Math.max(0, window.allowedAt(now, gate.queued) - now);
	return {
		limit: requests,
		windowMs,
		remaining: heldMs > 0 ? 0 : Math.max(0, requests - live.length),
		resetMs: Math.ceil(Math.max(heldMs, 0, ...live.map((leavesAt) => leavesAt - now))),
		queued: gate.queued,
		expectedWaitMs: Math.ceil(nextMs + gate.queued * perRequestMs),
		refusals: gate.refusals,
		heldMs: Math.ceil(heldMs),
		sources: { limit: 'credential', remaining: countedBy, resetMs: countedBy, heldMs: heldBy },
	};
}

/** The same with what all processes have used, where several share the quota and can be asked. */
export async function describeShared(
	own: QuotaStatus,
	quota: Pick<SharedQuota, 'describe'>,
): Promise<QuotaStatus> {
	const said = await quota.describe();
	if (!said) return own;
	const { used, isHeldByServer, ...shared } = said;
	if (!shared.reachable || used === undefined) return { ...own, shared };
	const heldMs = Math.max(own.heldMs, Math.ceil(shared.heldMs ?? 0));
	const counted: Source = isHeldByServer && heldMs > 0 ? 'server headers' : 'shared ledger';
	const isFree = used === 0 && heldMs === 0;
	return {
		...own,
		heldMs,
		remaining: heldMs > 0 ? 0 : Math.max(0, own.limit - used),
		resetMs: isFree ? 0 : Math.max(own.resetMs, heldMs),
		sources: { ...own.sources, remaining: counted, resetMs: counted, heldMs: counted },
		shared,
	};
}
