/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// The workflows under examples/, as somebody imports them and puts in what is his own.
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import type { WorkflowDraft } from './workflows';

const folder = path.join(__dirname, '../../../examples');

/** `own`: parameters that differ from the example's, in the nodes that have the credential. */
export function readExample(
	name: string,
	credentialId: string,
	own: INodeParameters = {},
): WorkflowDraft {
	const draft: WorkflowDraft = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
	const lexwareOfficePublicApi = { id: credentialId, name: 'Lexware Office' };
	const nodes = draft.nodes.map((node) => {
		if (!node.credentials) return node;
		const parameters = { ...node.parameters, ...own };
		return { ...node, parameters, credentials: { lexwareOfficePublicApi } };
	});
	return { ...draft, nodes };
}
