// Which operation of which resource the node is set to. Called by run.ts once per run.
import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Operation, Resource } from './define';

export interface Choice {
	resource: Resource;
	operation: Operation;
}

/** The entry that n8n appends to the lists of every node with a credential of this kind. */
const customApiCall = '__CUSTOM_API_CALL__';

export function chooseOperation(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Choice {
	const resourceValue = readChoice(context, 'resource');
	const operationValue = readChoice(context, 'operation');
	if (resourceValue === customApiCall || operationValue === customApiCall)
		throw new NodeOperationError(context.getNode(), 'This node does not run custom API calls', {
			description:
				'n8n means the HTTP Request node, which does not share the quota of the API key. Choose the resource Custom Request of this node instead.',
		});
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ value }) => value === operationValue);
	if (!resource || !operation)
		throw new NodeOperationError(
			context.getNode(),
			`This version of the node has no operation '${String(operationValue)}' of '${String(resourceValue)}'`,
			{ description: 'Choose the resource and the operation again, or update the package.' },
		);
	return { resource, operation };
}

/**
 * As it stands in the node: what deletes or issues must not hang on an expression or on the choice of an AI agent. Empty
 * where n8n has dropped it, as it does with the operation of a resource that it does not know.
 */
function readChoice(context: IExecuteFunctions, name: string): unknown {
	return context.getNodeParameter(name, 0, '', { rawExpressions: true });
}
