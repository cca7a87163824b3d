// Asks for a locator's list as n8n does when somebody opens the dropdown: the node is not in any execution, there is
// nothing but its type, its credential and what has been typed.
import './environment';

import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INode, type INodeListSearchResult } from 'n8n-workflow';

import { nodeTypesOf } from './nodeTypes';
import { fast } from './runNode';
import { additionalDataOf } from './runWorkflow';
import { thisPackage } from './thisPackage';
import { credentialFor, lexwareNode } from './workflows';

export interface ListRequest {
	/** Of the loopback API. */
	url: string;
	key: string;
	/** The `searchListMethod` of the locator. */
	method: string;
	filter?: string;
	paginationToken?: string;
	/** Of the credential; a quota that does not slow tests down unless told otherwise. */
	quota?: { requestsPerWindow: number; windowMs: number };
}

/** @throws whatever the search throws: n8n shows it in the dropdown */
export async function searchList(list: ListRequest): Promise<INodeListSearchResult> {
	const { url, key, method, filter, paginationToken, quota = fast } = list;
	const packages = [thisPackage()];
	const nodeTypes = nodeTypesOf(packages);
	// n8n puts a node of its own in the place of the user's, with the type, the parameters and the credential of it.
	const node: INode = { ...lexwareNode('Temp-Node', {}), id: 'uuid-1234', position: [0, 0] };
	const { methods } = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const search = methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no listSearch method named ${method}`);
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const setting = { packages, credentials: credentialFor(url, key, quota) };
	const json = { name: 'no-execution', nodes: [node], connections: {} };
	const additionalData = {
		...additionalDataOf(json, setting, 'internal'),
		executionId: undefined,
		hooks: undefined,
		currentNodeParameters: node.parameters,
	};
	const context = new LoadOptionsContext(workflow, node, additionalData, 'parameters.locator');
	return await search.call(context, filter, paginationToken);
}
