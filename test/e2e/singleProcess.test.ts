/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { startLexware, type LexwareServer } from '../support/lexware/server';
import { startN8n, runCommand, type N8n } from './support/n8n';
import { createHome, type N8nHome } from './support/n8nHome';
import { N8nRest, type CredentialDraft } from './support/n8nRest';
import { companies, createContact, manualWorkflow, ourNode } from './support/workflows';

let lexware: LexwareServer;
let home: N8nHome;
let n8n: N8n;
let rest: N8nRest;

beforeAll(async () => {
	lexware = await startLexware();
	home = createHome();
	n8n = await startN8n(home);
	rest = await N8nRest.signIn(n8n.url);
});

afterAll(async () => {
	await n8n?.stop();
	await lexware?.close();
	home?.remove();
});

function credentialOf(apiKey: string): CredentialDraft {
	return {
		name: 'Lexware Office',
		type: 'lexwareOfficePublicApi',
		data: { apiKey, baseUrl: lexware.url },
	};
}

function namesInBooks(apiKey: string): unknown[] {
	return [...lexware.account(apiKey).contacts.values()].map(({ company }) => company?.name);
}

describe('the credential in a real n8n', () => {
	it('is tested against the API', async () => {
		const draft = credentialOf('tested');
		const id = await rest.createCredential(draft);
		expect(await rest.testCredential(id, draft)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(lexware.log.lines('tested')).toEqual(['GET /v1/profile 200']);
	});

	it('is refused when the key does not work', async () => {
		lexware.rejectKey('revoked');
		const draft = credentialOf('revoked');
		const id = await rest.createCredential(draft);
		expect(await rest.testCredential(id, draft)).toMatchObject({ status: 'Error' });
	});
});

describe('a workflow in a real n8n', () => {
	it('runs from the editor and books every item once, in order', async () => {
		const credentialId = await rest.createCredential(credentialOf('editor'));
		const workflowId = await rest.createWorkflow(
			manualWorkflow('Editor', companies(6), ourNode(credentialId, createContact)),
		);
		const execution = await rest.finished(await rest.run(workflowId, 'Start'));
		expect(execution.status).toBe('success');
		const names = companies(6).map(({ company }) => company);
		expect(namesInBooks('editor')).toEqual(names);
		expect(execution.itemsOf('Lexware Office').map(({ json }) => json.id)).toEqual([
			...lexware.account('editor').contacts.keys(),
		]);
		expect(lexware.log.refused('editor')).toEqual([]);
	});

	it('runs from the command line', async () => {
		const files = path.join(home.folder, 'import');
		const account = { id: 'account', ...credentialOf('command-line') };
		writeFileSync(`${files}-credentials.json`, JSON.stringify([account]));
		const workflow = manualWorkflow(
			'Command line',
			companies(3),
			ourNode('account', createContact),
		);
		writeFileSync(`${files}-workflow.json`, JSON.stringify([{ id: 'commandLine', ...workflow }]));
		await runCommand(home, ['import:credentials', `--input=${files}-credentials.json`]);
		await runCommand(home, ['import:workflow', `--input=${files}-workflow.json`]);
		const output = await runCommand(home, ['execute', '--id=commandLine', '--rawOutput']);
		const run = JSON.parse(output.slice(output.indexOf('{')));
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.data.resultData.runData['Lexware Office'][0].data.main[0]).toHaveLength(3);
		expect(namesInBooks('command-line')).toEqual(companies(3).map(({ company }) => company));
	});
});
