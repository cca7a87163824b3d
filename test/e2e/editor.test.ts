import { startLexware, type LexwareServer } from '../support/lexware/server';
import { seedContact } from '../support/lexware/resources/contacts';
import { Editor } from './support/editor';
import { startN8n, type N8n } from './support/n8n';
import { createHome } from './support/n8nHome';

const apiKey = 'editor';
const home = createHome();
let lexware: LexwareServer;
let n8n: N8n;
let editor: Editor;

beforeAll(async () => {
	lexware = await startLexware();
	n8n = await startN8n(home);
	editor = await Editor.open(n8n.url);
});

afterAll(async () => {
	await editor?.close();
	await n8n?.stop();
	await lexware?.close();
	home.remove();
});

/** Each step goes on where the one before it has left the browser. */
describe('somebody who has installed the package', () => {
	it('sets up n8n and starts a workflow', async () => {
		await editor.setUpOwner();
		await editor.startWorkflow();
	});

	it.each(['create invoice', 'rechnung', 'lexoffice'])('finds the node by "%s"', async (text) => {
		await editor.openNodePanel();
		await editor.searchNode(text);
		await editor.nodePanel.getByText('Lexware Office', { exact: true }).waitFor();
		await editor.takePicture(`search-${text.replace(' ', '-')}`);
	});

	it('drags an action onto the canvas, set to what was chosen', async () => {
		await editor.dragAction('Lexware Office', 'Create invoice');
		await editor.takePicture('create-invoice');
		expect(await editor.valueOf('resource')).toBe('Invoice');
		expect(await editor.valueOf('operation')).toBe('Create');
	});

	it('makes a credential, which n8n tests against the API', async () => {
		await editor.createCredential({ apiKey, baseUrl: lexware.url });
		await editor.lookAtCredential();
		expect(lexware.log.lines(apiKey)).toContain('GET /v1/profile 200');
	});

	it('picks the contact from a list', async () => {
		for (const name of ['Ahorn GmbH', 'Birke GmbH', 'Buche AG'])
			seedContact(lexware.account(apiKey), contactNamed(name));
		expect(await editor.pickFromList('contactId', 'birke')).toEqual(['Birke GmbH']);
		expect(await editor.valueOf('contactId')).toBe('Birke GmbH');
	});

	it('reads what is wrong with an invoice, of which nothing was sent', async () => {
		await editor.addEntry('lineItems', { name: 'Consulting', unitPrice: '95.12345' });
		expect(await editor.executeInVain()).toContain(
			'at most 4 decimals are allowed\nNothing was sent.',
		);
		expect(lexware.account(apiKey).documents.size).toBe(0);
		expect(lexware.log.lines(apiKey).filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it('issues the invoice and reads what it came to, with the hint that it stays', async () => {
		await editor.switchOn('finalize');
		await editor.fillParameter('unitPrice', '95', editor.part('fixed-collection-lineItems'));
		await editor.executeNode();
		const [invoice] = [...lexware.account(apiKey).documents.values()].map(({ record }) => record);
		expect(invoice?.voucherStatus).toBe('open');
		const output = await editor.part('output-panel').innerText();
		expect(output).toContain('1 item');
		expect(output).toContain(invoice?.id);
		expect(await editor.part('node-hint').innerText()).toContain('cannot be undone');
	});

	it('starts another workflow with the trigger', async () => {
		await editor.startWithTrigger();
		await editor.takePicture('trigger');
		expect(await editor.part('parameter-input-events').innerText()).toContain('Contact Created');
	});
});

function contactNamed(name: string) {
	const billing = [{ street: 'Hauptstraße 1', zip: '20095', city: 'Hamburg', countryCode: 'DE' }];
	return { version: 0, roles: { customer: {} }, company: { name }, addresses: { billing } };
}
