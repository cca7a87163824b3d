// Our trigger as one node of a stored workflow: what n8n loads from its database for each of its calls.
// Used by triggerHost.ts.
import './environment';

import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { StoredCredentials } from './credentials';
import { nodeTypesOf } from './nodeTypes';
import { additionalDataOf } from './runWorkflow';
import { thisPackage } from './thisPackage';

export interface Trigger {
	parameters: INodeParameters;
	credentials: StoredCredentials;
	/** Base of the webhook URLs; where the host listens when left out. */
	webhookUrl?: string;
	/** Tells workflows and their URLs apart. */
	name?: string;
	settings?: Pick<INode, 'onError'>;
}

/** One life of the node: active in production, or listening for a test. */
export interface Life {
	isTest: boolean;
	/** Static data as n8n stores it. */
	staticData: string;
	/** HTTP methods at which the node's path answers. */
	registered: Set<string>;
}

export const nodeName = 'Lexware Office Trigger';

const packages = [thisPackage()];
const nodeTypes = nodeTypesOf(packages);
const type = 'n8n-nodes-lexware-office.lexwareOfficeTrigger';

export const nodeType = nodeTypes.getByNameAndVersion(type) as INodeType;

export type Loaded = ReturnType<typeof loadTrigger>;

/** A workflow fresh from the database. `baseUrl`: where n8n believes that it can be called. */
export function loadTrigger(
	trigger: Trigger,
	baseUrl: string,
	{ staticData, isTest }: Life,
	mode: WorkflowExecuteMode,
) {
	const node = nodeOf(trigger);
	const json = { name: nameOf(trigger), nodes: [node], connections: {} };
	const stored = JSON.parse(staticData) as Workflow['staticData'];
	/** n8n makes another object of the same workflow before it starts an execution, on the same static data. */
	const open = () =>
		new Workflow({
			...json,
			id: json.name,
			active: !isTest,
			nodeTypes,
			settings: { executionOrder: 'v1' },
			staticData: stored,
		});
	const workflow = open();
	const { credentials } = trigger;
	const additionalData = additionalDataOf(json, { packages, credentials }, mode);
	additionalData.webhookBaseUrl = `${baseUrl}/webhook`;
	additionalData.webhookTestBaseUrl = `${baseUrl}/webhook-test`;
	const webhooks = (nodeType.description.webhooks ?? []).map((description): IWebhookData => ({
		httpMethod: description.httpMethod as IWebhookData['httpMethod'],
		node: nodeName,
		path: pathOf(trigger),
		webhookDescription: description,
		workflowId: json.name,
		workflowExecuteAdditionalData: additionalData,
		isTest: isTest || undefined,
	}));
	return { workflow, open, additionalData, webhooks, node: workflow.getNode(nodeName) ?? node };
}

export function newLife(isTest: boolean): Life {
	return { isTest, staticData: '{}', registered: new Set() };
}

/** The whole of it, whatever somebody else has saved meanwhile. */
export function save(life: Life, { staticData }: Workflow): void {
	if (staticData.__dataChanged) life.staticData = JSON.stringify(staticData);
}

/** Behind `/webhook/` or `/webhook-test/`. */
export function pathOf(trigger: Trigger): string {
	return NodeHelpers.getNodeWebhookPath(nameOf(trigger), nodeOf(trigger), 'webhook');
}

function nameOf({ name = 'trigger' }: Trigger): string {
	return name;
}

function nodeOf(trigger: Trigger): INode {
	return {
		id: `${nameOf(trigger)}-node`,
		name: nodeName,
		type,
		typeVersion: 1,
		position: [0, 0],
		webhookId: `${nameOf(trigger)}-hook`,
		parameters: trigger.parameters,
		credentials: { lexwareOfficePublicApi: { id: 'account', name: 'Lexware Office' } },
		...trigger.settings,
	};
}
