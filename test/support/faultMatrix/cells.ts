// One cell of the matrix: a fault, a request, and the two settings of the node; carried out with a key of its own.
import type { INodeExecutionData } from 'n8n-workflow';

import type { LexwareServer } from '../lexware/server';
import { impatientPackage } from '../impatientPackage';
import { runWorkflow, type Finished } from '../runWorkflow';
import { credentialFor, oneNode, type NodeSettings } from '../workflows';
import { ruleFor, type NamedFault } from './faults';
import type { Input, Verb } from './verbs';

export interface Cell {
	fault: NamedFault;
	verb: Verb;
	isRetried: boolean;
	continues: boolean;
	key: string;
	/** One per item, found nowhere else. */
	names: string[];
}

export interface Result {
	cell: Cell;
	inputs: Input[];
	finished: Finished;
	startedAt: number;
	endedAt: number;
}

export const itemsPerCell = 2;

export function cellsOf(faults: NamedFault[], verbs: Verb[]): Cell[] {
	const switches = [false, true];
	const cells = faults.flatMap((fault) =>
		verbs.flatMap((verb) =>
			switches.flatMap((isRetried) =>
				switches.map((continues) => ({ fault, verb, isRetried, continues })),
			),
		),
	);
	return cells.map((cell, index) => ({
		...cell,
		key: `geheimer-schluessel-${index}`,
		names: Array.from({ length: itemsPerCell }, (_, item) => `Geheim & Sohn ${index}-${item}`),
	}));
}

export async function carryOut(cell: Cell, lexware: LexwareServer): Promise<Result> {
	const { key, verb, fault, names } = cell;
	const account = lexware.account(key);
	const inputs = names.map((name) => verb.inputFor(account, name));
	lexware.faults.add(...ruleFor(fault, key, verb.target));
	lexware.setLatency(fault.latency ?? 'none', key);
	const workflow = oneNode([], verb.parameters, settingsOf(cell));
	workflow.pinData = { Start: inputs as INodeExecutionData[] };
	const startedAt = performance.now();
	const finished = await runWorkflow(workflow, {
		packages: [impatientPackage()],
		credentials: credentialFor(lexware.url, key, { requestsPerWindow: 100, windowMs: 100 }),
	});
	return { cell, inputs, finished, startedAt, endedAt: performance.now() };
}

function settingsOf({ isRetried, continues }: Cell): NodeSettings {
	return {
		...(isRetried && { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }),
		...(continues && { onError: 'continueRegularOutput' }),
	};
}
