// Workflows for a real n8n. It does not use pinned data outside the editor, so the items come out of nodes.
import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { lexwareNode, type NodeSettings } from '../../support/workflows';

/** What n8n's REST interface and its import take. */
export interface WorkflowDraft {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IDataObject;
}

/** Manual trigger → the items → the given nodes, one behind the other. */
export function manualWorkflow(
	name: string,
	items: IDataObject[],
	...nodes: INode[]
): WorkflowDraft {
	const list = node('Items', 'set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ items }) });
	return chain(name, [trigger, list, splitOut('items'), ...nodes]);
}

/** A webhook that takes `{ items: […] }` and answers at once → the given nodes. */
export function webhookWorkflow(name: string, path: string, ...nodes: INode[]): WorkflowDraft {
	const webhook = node('Webhook', 'webhook', 2, { httpMethod: 'POST', path });
	return chain(name, [{ ...webhook, webhookId: path }, splitOut('body.items'), ...nodes]);
}

/** Our trigger and nothing behind it. */
export function triggerWorkflow(
	name: string,
	credentialId: string,
	parameters: INodeParameters,
): WorkflowDraft {
	const trigger = ourNode(credentialId, parameters);
	const type = 'n8n-nodes-lexware-office.lexwareOfficeTrigger';
	return chain(name, [{ ...trigger, type, name: 'Lexware Office Trigger', webhookId: name }]);
}

export function ourNode(
	credentialId: string,
	parameters: INodeParameters,
	settings: NodeSettings = {},
): INode {
	const credentials = {
		lexwareOfficePublicApi: { id: credentialId, name: 'Lexware Office' },
	};
	return { ...lexwareNode('Lexware Office', parameters), ...settings, credentials };
}

/** Contact → issued invoice to it → its PDF, one behind the other. */
export function lexwareChain(credentialId: string): INode[] {
	const named = (name: string, parameters: INodeParameters) => ({
		...ourNode(credentialId, parameters),
		id: name,
		name,
	});
	return [
		// An invoice can only be made to a contact with an address.
		named('Create Contact', { ...createContact, additionalFields: { billingAddress } }),
		named('Create Invoice', {
			resource: 'invoice',
			operation: 'create',
			finalize: true,
			inputMode: 'fields',
			recipient: 'contact',
			contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			taxType: 'net',
			lineItems: {
				entry: [
					{
						type: 'custom',
						name: 'Consulting',
						quantity: 1,
						unitName: 'Hour',
						unitPrice: 95,
						taxRatePercentage: 19,
					},
				],
			},
			shippingType: 'none',
		}),
		named('Download PDF', {
			resource: 'invoice',
			operation: 'download',
			invoiceId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		}),
	];
}

/** One contact per item, named after its `company`. */
export const createContact: INodeParameters = {
	resource: 'contact',
	operation: 'create',
	inputMode: 'fields',
	companyName: '={{ $json.company }}',
};

const billingAddress = {
	entry: { street: 'Hauptstraße 1', zip: '20095', city: 'Hamburg', countryCode: 'DE' },
};

export function companies(count: number, prefix = 'Company'): Array<{ company: string }> {
	return Array.from({ length: count }, (_, n) => ({ company: `${prefix} ${n + 1}` }));
}

const trigger = node('Start', 'manualTrigger', 1, {});

function splitOut(field: string): INode {
	return node('Split Out', 'splitOut', 1, { fieldToSplitOut: field, options: {} });
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode {
	const position: [number, number] = [0, 0];
	return { id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position, parameters };
}

function chain(name: string, nodes: INode[]): WorkflowDraft {
	const connections: IConnections = {};
	nodes.slice(1).forEach((next, index) => {
		const before = nodes[index]?.name ?? '';
		connections[before] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	const placed = nodes.map((each, index) => ({ ...each, position: [index * 220, 0] }) as INode);
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}
