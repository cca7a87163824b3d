// The optional idempotency key of an item, kept in n8n's deduplication store: what one execution has created, a later one
// does not create again. Used by writes.ts just before the first write of an item leaves.
import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiError } from '../transport/errors';
import { attempt } from './attempt';
import { InputError } from './values';

type Store = Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;

/** n8n keeps as many hashes per node; older ones are forgotten. */
const options = { mode: 'entries', maxEntries: 10_000 } as const;

/** A write was refused, and its key could not be taken out of the store again. */
export class KeptKey extends Error {
	constructor(readonly refusal: ApiError) {
		super(refusal.message);
	}
}

/**
 * One item's key. n8n stores its hash per workflow and node, without a lock: two executions at the same moment may both
 * find it new.
 */
export class IdempotencyKey {
	private readonly entry: string;

	/** @param scope within which keys differ: account and operation */
	constructor(
		private readonly store: Store,
		scope: string,
		key: string,
	) {
		this.entry = `${scope} ${key}`;
	}

	/** @returns whether nobody has recorded it before. @throws InputError when the store cannot be asked */
	async record(): Promise<boolean> {
		const checked = await attempt(
			async () => await this.store.checkProcessedAndRecord([this.entry], 'node', options),
		);
		if ('result' in checked) return checked.result.new.length > 0;
		throw new InputError(["'Options → Idempotency Key' could not be checked in n8n's store"]);
	}

	/** Nothing was created under it. @throws KeptKey when that cannot be recorded */
	async release(refusal: ApiError): Promise<void> {
		const released = await attempt(
			async () => await this.store.removeProcessed([this.entry], 'node', options),
		);
		if ('error' in released) throw new KeptKey(refusal);
	}
}
