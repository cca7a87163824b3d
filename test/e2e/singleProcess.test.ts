/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { runCommand } from './support/n8n';
import { Scene } from './support/scene';
import {
	companies,
	createContact,
	lexwareChain,
	manualWorkflow,
	ourNode,
} from './support/workflows';

let scene: Scene;

beforeAll(async () => {
	scene = await Scene.open({ N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' });
});

afterAll(async () => {
	await scene?.close();
});

const namesOf = (items: Array<{ company: string }>) => items.map(({ company }) => company);

describe('the credential in a real n8n', () => {
	it('is tested against the API', async () => {
		const draft = scene.credentialDraft('tested');
		const id = await scene.rest.createCredential(draft);
		expect(await scene.rest.testCredential(id, draft)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(scene.lexware.log.lines('tested')).toEqual(['GET /v1/profile 200']);
	});

	it('is refused when the key does not work', async () => {
		scene.lexware.rejectKey('revoked');
		const draft = scene.credentialDraft('revoked');
		const id = await scene.rest.createCredential(draft);
		expect(await scene.rest.testCredential(id, draft)).toMatchObject({ status: 'Error' });
	});

	it('serves no other node, whose requests would pass the quota by', async () => {
		const credentialId = await scene.credential('restricted');
		const request = {
			...ourNode(credentialId, {
				url: `${scene.lexware.url}/v1/profile`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'lexwareOfficePublicApi',
			}),
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
		};
		const saved = scene.rest.createWorkflow(manualWorkflow('Around', [{}], request));
		await expect(saved).rejects.toThrow(
			/cannot use credential type "lexwareOfficePublicApi".*n8n-nodes-lexware-office\.lexwareOffice/,
		);
		expect(scene.lexware.log.lines('restricted')).toEqual([]);
	});

	it('serves the node as a tool of an AI agent', async () => {
		const tool = {
			...ourNode(await scene.credential('tool'), createContact),
			type: 'n8n-nodes-lexware-office.lexwareOfficeTool',
		};
		const draft = { ...manualWorkflow('Tool', [{}]), nodes: [tool], connections: {} };
		expect(await scene.rest.createWorkflow(draft)).toEqual(expect.any(String));
	});
});

describe('a workflow in a real n8n', () => {
	it('runs from the editor and books every item once, in order, without a refusal', async () => {
		const items = companies(8);
		const node = ourNode(await scene.credential('editor'), createContact);
		const workflowId = await scene.rest.createWorkflow(manualWorkflow('Editor', items, node));
		const execution = await scene.rest.finished(await scene.rest.run(workflowId, 'Start'));
		expect(execution.status).toBe('success');
		expect(scene.bookedCompanies('editor')).toEqual(namesOf(items));
		expect(execution.itemsOf('Lexware Office').map(({ json }) => json.id)).toEqual([
			...scene.lexware.account('editor').contacts.keys(),
		]);
		expect(scene.lexware.log.refused('editor')).toEqual([]);
	});

	it('runs from the command line', async () => {
		const items = companies(3);
		const input = (name: string, content: object) => {
			const file = path.join(scene.home.folder, `${name}.json`);
			writeFileSync(file, JSON.stringify([content]));
			return `--input=${file}`;
		};
		const credential = { id: 'account', ...scene.credentialDraft('command-line') };
		const workflow = manualWorkflow('Command line', items, ourNode('account', createContact));
		await runCommand(scene.home, ['import:credentials', input('credential', credential)]);
		await runCommand(scene.home, [
			'import:workflow',
			input('workflow', { id: 'commandLine', ...workflow }),
		]);
		const output = await runCommand(scene.home, ['execute', '--id=commandLine', '--rawOutput']);
		const { data } = JSON.parse(output.slice(output.indexOf('{')));
		expect(data.resultData.error).toBeUndefined();
		expect(data.resultData.runData['Lexware Office'][0].data.main[0]).toHaveLength(3);
		expect(scene.bookedCompanies('command-line')).toEqual(namesOf(items));
	});

	it('keeps a downloaded PDF in n8n’s file store and hands it out whole', async () => {
		const credentialId = await scene.credential('files');
		const workflow = manualWorkflow(
			'Files',
			[{ company: 'Filing GmbH' }],
			...lexwareChain(credentialId),
		);
		const workflowId = await scene.rest.createWorkflow(workflow);
		const execution = await scene.rest.finished(await scene.rest.run(workflowId, 'Start'));
		expect(execution.message).toBeUndefined();
		const file = execution.itemsOf('Download PDF')[0]?.binary?.data;
		expect(file).toMatchObject({ mimeType: 'application/pdf', fileExtension: 'pdf' });
		expect(file?.id).toMatch(/^filesystem-v2:/);
		const content = await scene.rest.download(file?.id ?? '');
		expect(content.subarray(0, 5).toString()).toBe('%PDF-');
		expect(content.subarray(-6).toString()).toContain('%%EOF');
	});
});

describe('the contact list in a real n8n', () => {
	it('is searched through n8n', async () => {
		const credentialId = await scene.credential('searched');
		const node = ourNode(credentialId, createContact);
		const items = [{ company: 'Ahorn GmbH' }, { company: 'Birke GmbH' }];
		const workflowId = await scene.rest.createWorkflow(manualWorkflow('Searched', items, node));
		await scene.rest.finished(await scene.rest.run(workflowId, 'Start'));
		const found = await scene.rest.searchList('searchContacts', credentialId, 'birke');
		expect(found.results).toMatchObject([{ name: 'Birke GmbH' }]);
		const all = await scene.rest.searchList('searchContacts', credentialId, '');
		expect(all.results).toHaveLength(2);
	});
});
