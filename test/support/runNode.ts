// Carries out our node once in the real engine, with the given items and parameters, on the books of one key.
import type {
	GenericValue,
	IBinaryKeyData,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { runWorkflow, type NodeOutcome } from './runWorkflow';
import { thisPackage } from './thisPackage';
import { credentialFor, oneNode, type NodeSettings } from './workflows';

export interface Run {
	/** Of the loopback API. */
	url: string;
	key: string;
	resource: string;
	operation: string;
	parameters?: INodeParameters;
	items?: Array<Record<string, GenericValue>>;
	/** Files of the first item. */
	binary?: IBinaryKeyData;
	settings?: NodeSettings;
}

/** Shorthand for the runs of one resource; the address is known once the server has started. */
export function runsOf(resource: string, url: () => string) {
	return (key: string, operation: string, parameters: INodeParameters = {}): Run => ({
		url: url(),
		key,
		resource,
		operation,
		parameters,
	});
}

/** A locator's value as the editor stores it. */
export function locator(value: unknown, mode = 'id') {
	return { __rl: true, mode, value: String(value) };
}

/** A quota that does not slow tests down. */
export const fast = { requestsPerWindow: 100, windowMs: 100 };

export async function runNode(run: Run): Promise<NodeOutcome> {
	const { url, key, resource, operation, parameters, items = [{}], binary, settings } = run;
	const workflow = oneNode(
		items as Parameters<typeof oneNode>[0],
		{ resource, operation, ...parameters },
		settings,
	);
	const [first] = workflow.pinData?.Start ?? [];
	if (first && binary) first.binary = binary;
	const { of } = await runWorkflow(workflow, {
		packages: [thisPackage()],
		credentials: credentialFor(url, key, fast),
	});
	return of('Lexware Office');
}

/** The node's items; a failed node is the caller's failure. */
export async function itemsOf(run: Run): Promise<INodeExecutionData[]> {
	const { items, error } = await runNode(run);
	if (error) throw new Error([error.message, error.description].join('\n'));
	return items;
}

/** The JSON of the node's one item. */
export async function jsonOf(run: Run): Promise<INodeExecutionData['json']> {
	const [item, ...others] = await itemsOf(run);
	if (!item || others.length > 0) throw new Error(`${others.length} more items than one`);
	return item.json;
}
