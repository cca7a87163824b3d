// The seam behind which several processes share one window: what the limiter asks of a service outside this process.
// A service is a line in `services`, its files and its credential fields; without them nothing here changes. turns.ts
// stands behind the same seam and asks nobody.
// Used by account.ts (reads the credential), limiter.ts (opens) and gate.ts (asks).
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Clock } from './clock';
import { readRedisService } from './redis/service';
import type { HoldTime } from './slot';
import type { Dispatch, Window } from './window';

/** The times at which this process may dispatch, agreed with the other processes that use the key. */
export interface SharedQuota {
	/** Sees to it that the next dispatch gets its time; at most one is open. Answers by `onChange`. */
	ask(now: number, queued: number): void;
	/** Whether a dispatch may happen now. A time that was missed by much is given up. */
	isOpen(now: number): boolean;
	/** When to look again; in the past where `onChange` will tell. */
	nextAt(): number;
	/** The dispatch that used the open time. */
	use(dispatch: Dispatch): void;
	/** Gives the open time up, for a hold has begun. */
	drop(): void;
	noteOutcome(dispatch: Dispatch, isRefused: boolean): void;
	/** Tells the others of a refusal. */
	hold(time: HoldTime, sentAt: number): void;
	/** What the service says now; undefined where there is nobody to ask. Never rejects. */
	describe(): Promise<SharedStatus | undefined>;
	/** A sentence on why the service could not be used at some time since; undefined when it always could. */
	troubleSince(since: number): string | undefined;
	close(): void;
}

export interface SharedStatus {
	/** Whether the service answers. The other figures are there only if it does. */
	reachable: boolean;
	/** Processes that have used the key lately. */
	processesSeen?: number;
	/** Requests of all processes in the window. */
	used?: number;
	guardMs?: number;
	heldMs?: number;
	isHeldByServer?: boolean;
	/** Why it does not answer. */
	trouble?: string;
}

/** The window of a key in this process, to be kept in step with the one at the service. */
export interface SharedKey {
	/** Hash of host and API key. */
	id: string;
	window: Window;
	clock: Clock;
	/** Called when a time has come in, and when a hold has begun or ended. */
	onChange: () => void;
}

export interface QuotaService {
	/** Equal for credentials that mean the same service and the same login. */
	readonly id: string;
	/** Connects when first asked for a time. */
	open(key: SharedKey): SharedQuota;
}

/**
 * Reads the fields of a credential.
 * @param findings takes a sentence for each value that cannot be used
 * @param processes over how many the quota is divided while the service is away
 */
export type ReadService = (
	data: ICredentialDataDecryptedObject,
	findings: string[],
	processes: number,
) => QuotaService;

/** By the value of the credential's field `quotaSharing`. */
export const services: Partial<Record<string, ReadService>> = {
	redis: readRedisService,
};
