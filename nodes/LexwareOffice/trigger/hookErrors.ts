// What stopped an activation → n8n's error, where the common words (operation/nodeErrors.ts) would not help.
// Used by lifecycle.ts.
import { NodeApiError, type INode } from 'n8n-workflow';

import { subscriptionsPath } from '../fields/subscriptions';
import { toNodeError, type NodeError } from '../operation/nodeErrors';
import { ApiError } from '../transport/errors';

export function toHookError(error: unknown, node: INode): NodeError {
	const sentence = error instanceof ApiError ? describe(error) : undefined;
	if (!sentence) return toNodeError(error, { node, resource: 'Event subscription' });
	return new NodeApiError(node, { message: sentence.message }, sentence);
}

function describe({ kind, status, request }: ApiError) {
	if (request.path !== subscriptionsPath) return undefined;
	if (status === 406)
		return {
			message: 'Lexware Office could not reach this n8n, or does not accept its address',
			description:
				'It sends a HEAD request to the production URL of this node. The URL has to be reachable from the internet, with a valid certificate. Set WEBHOOK_URL of this n8n to its public https address, then activate the workflow again.',
		};
	if (kind === 'outcomeUnknown')
		return {
			message: 'Lexware Office gave no answer while the events were subscribed to',
			description:
				'Activate the workflow again: what was made already is found, and nothing is made twice.',
		};
	return undefined;
}
