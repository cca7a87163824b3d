// The trigger's static data: what n8n keeps for the node from one call to the next, saved with the workflow.
// Read and written by lifecycle.ts and receive.ts.
import type { IHookFunctions } from 'n8n-workflow';

import type { Memory } from './deduplicate';

/** Plain JSON. */
export interface OwnData extends Memory {
	callbackUrl?: string;
	/** Subscriptions made for this node, wherever they call. */
	subscriptionIds: string[];
	/** Whose events they bring; unknown where the API did not say. */
	organizationId?: string;
}

type Context = Pick<IHookFunctions, 'getWorkflowStaticData'>;

/**
 * Test and production are two lives of one node; neither touches the other's subscriptions. `isTest` is known when the
 * node listens or receives; when it stops, n8n does not say, and the URL tells.
 */
export function ownDataOf(context: Context, isTest: boolean, callbackUrl?: string): OwnData {
	const lives: Partial<Record<'test' | 'production', OwnData>> =
		context.getWorkflowStaticData('node');
	const isTestUrl = callbackUrl !== undefined && lives.test?.callbackUrl === callbackUrl;
	return (lives[isTest || isTestUrl ? 'test' : 'production'] ??= {
		subscriptionIds: [],
		entries: [],
	});
}
