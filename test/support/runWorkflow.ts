// Runs a workflow in n8n-core's real engine, as n8n itself does, and hands back what each node came to.
import './environment';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type ExecutionError,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IPinData,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { CredentialsHelper, type StoredCredentials } from './credentials';
import { nodeTypesOf, type Package } from './nodeTypes';

/** A workflow as n8n exports it. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
}

export interface NodeOutcome {
	/** Items of the first output, and of the error output where there is one. */
	items: INodeExecutionData[];
	errorItems: INodeExecutionData[];
	error?: ExecutionError;
	hints: NodeExecutionHint[];
}

export interface Finished {
	run: IRun;
	/** What the last run of the named node came to. */
	of: (nodeName: string) => NodeOutcome;
}

export interface Running {
	finished: Promise<Finished>;
	/** As n8n does when somebody presses Stop. */
	cancel: () => void;
}

export interface Setting {
	packages: Package[];
	credentials: StoredCredentials;
	mode?: WorkflowExecuteMode;
	timezone?: string;
	/** Called whenever a node has finished. */
	onNodeDone?: (nodeName: string) => void;
}

let executions = 0;

export async function runWorkflow(workflow: WorkflowJson, setting: Setting): Promise<Finished> {
	return await startWorkflow(workflow, setting).finished;
}

export function startWorkflow(json: WorkflowJson, setting: Setting): Running {
	const mode = setting.mode ?? 'manual';
	const workflow = new Workflow({
		id: json.name,
		name: json.name,
		nodes: json.nodes,
		connections: json.connections,
		active: false,
		nodeTypes: nodeTypesOf(setting.packages),
		settings: { executionOrder: 'v1', timezone: setting.timezone ?? 'Europe/Berlin' },
		pinData: json.pinData,
	});
	const [startNode] = json.nodes.filter(({ type }) => type.endsWith('rigger'));
	const execution = new WorkflowExecute(additionalDataOf(json, setting, mode), mode).run({
		workflow,
		startNode,
		pinData: json.pinData,
	});
	return {
		finished: execution.then((run) => ({ run, of: (name) => outcomeOf(run, name) })),
		cancel: () => execution.cancel(),
	};
}

export function additionalDataOf(
	{ name, nodes, connections }: WorkflowJson,
	{ packages, credentials, onNodeDone }: Setting,
	mode: WorkflowExecuteMode,
): IWorkflowExecuteAdditionalData {
	const executionId = String(++executions);
	const now = new Date();
	const hooks = new ExecutionLifecycleHooks(mode, executionId, {
		id: name,
		name,
		nodes,
		connections,
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
	});
	if (onNodeDone) hooks.addHandler('nodeExecuteAfter', (nodeName) => onNodeDone(nodeName));
	const parts: Partial<IWorkflowExecuteAdditionalData> = {
		executionId,
		hooks,
		credentialsHelper: new CredentialsHelper(packages, credentials),
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://127.0.0.1:5678/rest',
		instanceBaseUrl: 'http://127.0.0.1:5678/',
		webhookBaseUrl: 'http://127.0.0.1:5678/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1:5678/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1:5678/webhook-test',
		formWaitingBaseUrl: 'http://127.0.0.1:5678/form-waiting',
		variables: {},
		setExecutionStatus: () => {},
		logAiEvent: () => {},
	};
	// The engine needs no more of it than this; the rest belongs to n8n's server.
	return parts as IWorkflowExecuteAdditionalData;
}

export function outcomeOf(run: IRun, nodeName: string): NodeOutcome {
	const task = run.data.resultData.runData[nodeName]?.at(-1);
	const [items, errorItems] = task?.data?.main ?? [];
	return {
		items: items ?? [],
		errorItems: errorItems ?? [],
		error: task?.error,
		hints: task?.hints ?? [],
	};
}
