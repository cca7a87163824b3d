/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// n8n's own HTTP Request node, from where tools/fetchNodesBase.mjs has put it.
import { createRequire } from 'node:module';
import path from 'node:path';

import {
	NodeHelpers,
	type ICredentialType,
	type INode,
	type IVersionedNodeType,
	type NodeParameterValueType,
} from 'n8n-workflow';

import type { NodeSettings } from '../../support/workflows';
import type { Package } from '../../support/nodeTypes';

export interface Batching {
	batchSize: number;
	/** Milliseconds. */
	batchInterval: number;
}

/** From the checkout's folder, in which npm runs scripts: this file is compiled to another one. */
const modules = path.resolve('artifacts/bench/node_modules');
const load = createRequire(path.join(modules, 'n8n-nodes-base/package.json'));
/** What the editor of this n8n puts into a new workflow. */
const typeVersion = 4.5;

export function loadHttpRequest(): Package {
	const { HttpRequest }: { HttpRequest: new () => IVersionedNodeType } = load(
		'./dist/nodes/HttpRequest/HttpRequest.node.js',
	);
	const { HttpBearerAuth }: { HttpBearerAuth: new () => ICredentialType } = load(
		'./dist/credentials/HttpBearerAuth.credentials.js',
	);
	return {
		name: 'n8n-nodes-base',
		nodes: [NodeHelpers.getVersionedNodeType(new HttpRequest(), typeVersion)],
		credentials: [new HttpBearerAuth()],
	};
}

/** `body`: an expression that gives JSON. */
export function httpRequestNode(
	url: string,
	body: string,
	{ batching, ...settings }: NodeSettings & { batching?: Batching },
): INode {
	const options: NodeParameterValueType = batching ? { batching: { batch: { ...batching } } } : {};
	return {
		id: 'HTTP Request',
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion,
		position: [200, 0],
		parameters: {
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBearerAuth',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: body,
			options,
		},
		credentials: { httpBearerAuth: { id: 'bearer', name: 'Bearer' } },
		...settings,
	};
}
