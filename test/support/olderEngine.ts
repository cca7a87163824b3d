// Lets the tests speak to an older n8n-core in the words of today's: what changed its parameters since n8n 1.120.
// Loaded before the tests by jest.compat.config.js; does nothing with the n8n-core of the checkout.
import './environment';

import { BinaryDataService, WorkflowExecute } from 'n8n-core';

type Run = WorkflowExecute['run'];
type RunOptions = Parameters<Run>[0];
type Store = BinaryDataService['store'];
type Location = Parameters<Store>[0];

/** Until n8n 2.0 `run` took workflow, start node, destination and pinned data one by one. */
const engine = WorkflowExecute.prototype;
if (engine.run.length > 1) {
	const runByPosition = engine.run as unknown as (
		this: WorkflowExecute,
		...parts: unknown[]
	) => ReturnType<Run>;
	engine.run = function ({ workflow, startNode, destinationNode, pinData }: RunOptions) {
		return runByPosition.call(this, workflow, startNode, destinationNode, pinData);
	};
}

/** And `store` the ids of workflow and execution one by one. */
const files = BinaryDataService.prototype;
if (files.store.length > 3) {
	const storeByIds = files.store as unknown as (
		this: BinaryDataService,
		...parts: unknown[]
	) => ReturnType<Store>;
	files.store = async function (location: Location, ...rest) {
		// The engine itself goes on as it always has.
		if (typeof location === 'string') return await storeByIds.call(this, location, ...rest);
		if (location.type !== 'execution') throw new TypeError('Only files of executions');
		return await storeByIds.call(this, location.workflowId, location.executionId, ...rest);
	};
}
