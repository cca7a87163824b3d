// The node types a workflow may use: those of a package, and a trigger whose items a workflow pins.
import {
	NodeConnectionTypes,
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

/** The part of a package that n8n loads. */
export interface Package {
	name: string;
	nodes: INodeType[];
	credentials: ICredentialType[];
}

const manualTrigger: INodeType = {
	description: {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts a workflow by hand',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute: async () => [[{ json: {} }]],
};

export function nodeTypesOf(packages: Package[]): INodeTypes {
	const known = new Map<string, INodeType>([['n8n-nodes-base.manualTrigger', manualTrigger]]);
	for (const { name, nodes } of packages)
		for (const node of nodes) known.set(`${name}.${node.description.name}`, node);
	const getByName = (type: string) => {
		const found = known.get(type);
		if (!found) throw new Error(`No node type ${type}`);
		return found;
	};
	return {
		getByName,
		getByNameAndVersion: (type, version) =>
			NodeHelpers.getVersionedNodeType(getByName(type), version),
		getKnownTypes: () => Object.fromEntries(known),
	};
}
