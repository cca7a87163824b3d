// A Send on n8n's own helper, taken out of a node that runs in the real engine. For tests that compare both.
import { NodeConnectionTypes, type IExecuteFunctions, type INodeType } from 'n8n-workflow';

import { LexwareOfficePublicApi } from '../../credentials/LexwareOfficePublicApi.credentials';
import { readAccount } from '../../nodes/LexwareOffice/transport/account';
import { createHttp } from '../../nodes/LexwareOffice/transport/http';
import type { ApiRequest, Outcome } from '../../nodes/LexwareOffice/transport/request';
import { startWorkflow } from './runWorkflow';
import { credentialFor, oneNode } from './workflows';

export interface EngineSend {
	outcome: Promise<Outcome>;
	/** As n8n does when somebody presses Stop. */
	cancel: () => void;
}

/** Sends one request from inside a node. */
export function sendInEngine(
	url: string,
	apiKey: string,
	request: ApiRequest,
	limits?: { requestMs: number; uploadMs: number },
): EngineSend {
	let settle: (outcome: Outcome) => void = () => {};
	const outcome = new Promise<Outcome>((resolve) => {
		settle = resolve;
	});
	const node: INodeType = {
		description: {
			displayName: 'Sender',
			name: 'lexwareOffice',
			group: ['transform'],
			version: 1,
			description: 'Sends one request',
			defaults: { name: 'Sender' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'lexwareOfficePublicApi', required: true }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const account = readAccount(await this.getCredentials('lexwareOfficePublicApi', 0));
			settle(await createHttp(this, account, limits)(request));
			return [[]];
		},
	};
	const { cancel } = startWorkflow(oneNode([{}], {}), {
		packages: [
			{
				name: 'n8n-nodes-lexware-office',
				nodes: [node],
				credentials: [new LexwareOfficePublicApi()],
			},
		],
		credentials: credentialFor(url, apiKey),
	});
	return { outcome, cancel };
}
