// Workflows for tests: pinned items into one node of ours, or a chain of them.
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';

import type { StoredCredentials } from './credentials';
import type { WorkflowJson } from './runWorkflow';

const credentials = { lexwareOfficePublicApi: { id: 'account', name: 'Lexware Office' } };

/** Settings of a node beside its parameters, such as `onError` and `retryOnFail`. */
export type NodeSettings = Partial<
	Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>
>;

/** A workflow `Start → Lexware Office` with the given items. */
export function oneNode(
	items: IDataObject[],
	parameters: INodeParameters,
	settings: NodeSettings = {},
): WorkflowJson {
	return intoNode(items, { ...lexwareNode('Lexware Office', parameters), ...settings });
}

/** A workflow `Start → node` with the given items. */
export function intoNode(items: IDataObject[], node: INode): WorkflowJson {
	return {
		name: 'one-node',
		nodes: [start, node],
		connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		pinData: { Start: items.map((json) => ({ json })) },
	};
}

const start: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

export function lexwareNode(name: string, parameters: INodeParameters): INode {
	return {
		id: name,
		name,
		type: 'n8n-nodes-lexware-office.lexwareOffice',
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials,
	};
}

/** The credential of the tests: a key at the loopback API, with the vendor's quota unless told otherwise. */
export function credentialFor(
	url: string,
	apiKey: string,
	more: ICredentialDataDecryptedObject = {},
): StoredCredentials {
	return { account: { apiKey, baseUrl: url, requestsPerWindow: 2, windowMs: 1000, ...more } };
}
