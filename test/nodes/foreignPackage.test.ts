import type { ICredentialType } from 'n8n-workflow';

import { startLexware, type LexwareServer } from '../support/lexware/server';
import type { Package } from '../support/nodeTypes';
import { runWorkflow } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode } from '../support/workflows';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware();
});

afterAll(async () => {
	await lexware.close();
});

/** Another package for the same service: n8n keeps credential types under their bare name, and the last loaded wins. */
function foreignPackage(credentialName: string): Package {
	const credential: ICredentialType = {
		name: credentialName,
		displayName: 'Foreign',
		properties: [{ displayName: 'Token', name: 'token', type: 'string', default: '' }],
		authenticate: {
			type: 'generic',
			properties: { headers: { Authorization: '=Bearer foreign-{{$credentials.token}}' } },
		},
	};
	return { name: 'n8n-nodes-foreign', nodes: [], credentials: [credential] };
}

async function arrivedWith(packages: Package[], apiKey: string): Promise<string[]> {
	const before = lexware.log.arrivals().length;
	await runWorkflow(oneNode([{}], { resource: 'profile', operation: 'get' }), {
		packages,
		credentials: credentialFor(lexware.url, apiKey),
	});
	return lexware.log
		.arrivals()
		.slice(before)
		.map(({ key }) => key);
}

describe('beside a package with the credential type lexwareOfficeApi', () => {
	it.each([
		['loaded before this one', (foreign: Package) => [foreign, thisPackage()]],
		['loaded after this one', (foreign: Package) => [thisPackage(), foreign]],
	])('requests go out with our own key: %s', async (_, order) => {
		const packages = order(foreignPackage('lexwareOfficeApi'));
		expect(await arrivedWith(packages, 'our-key')).toEqual(['our-key']);
	});

	it('which would not be so under one name: the reason for ours', async () => {
		const packages = [thisPackage(), foreignPackage('lexwareOfficePublicApi')];
		expect(await arrivedWith(packages, 'our-key')).not.toEqual(['our-key']);
	});
});
