// What a run says about itself beside its items: hints above the output, and how far it came when it ends early.
// Called by run.ts.
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from './define';

export interface Deeds {
	/** Items that did something that cannot be undone. */
	irreversible: number;
	/** Writes whose answer was lost and whose record was found. */
	adopted: number;
	/** Why the quota could not be shared with other processes, a sentence per Redis. */
	sharingTroubles: string[];
}

export function addHints(
	context: IExecuteFunctions,
	{ deed }: Operation,
	{ irreversible, adopted, sharingTroubles }: Deeds,
): void {
	for (const trouble of sharingTroubles)
		context.addExecutionHints?.({
			message: `The quota was not shared with other processes: ${trouble}. Meanwhile this process keeps to a fixed share of the quota.`,
			type: 'warning',
			location: 'outputPane',
		});
	if (adopted > 0)
		context.addExecutionHints?.({
			message: `The answer to ${adopted === 1 ? '1 write' : `${adopted} writes`} was lost; the record was found in Lexware Office, and nothing was sent again`,
			location: 'outputPane',
		});
	if (irreversible > 0 && context.getMode() === 'manual')
		context.addExecutionHints?.({
			message: `${irreversible} ${irreversible === 1 ? deed.one : deed.many} and cannot be undone`,
			type: 'warning',
			location: 'outputPane',
		});
}

/** For an error that ends the run: the ledger lets the next try begin behind what is done. */
export function describeProgress(done: number, items: number): string {
	const subject = done === 1 ? '1 item is' : `${done} items are`;
	return `${subject} done, of ${items}. A retry continues behind them and writes nothing twice.`;
}
