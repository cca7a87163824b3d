/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// n8n's editor in a browser, by what a user does there. Every picture lands in artifacts/screenshots/.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import { toolchain } from './toolchain';
import { waitUntil } from './waitUntil';

const pictures = path.join(__dirname, '../../../artifacts/screenshots');

/** Chromium as root in a container, and nothing that calls home. */
const browserFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	static async open(url: string): Promise<Editor> {
		mkdirSync(pictures, { recursive: true });
		const browser = await chromium.launch({
			executablePath: toolchain.browser,
			args: browserFlags,
		});
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		page.setDefaultTimeout(180_000);
		return new Editor(browser, page, url);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** The part of the page that n8n's own tests call by that name. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async takePicture(name: string): Promise<void> {
		// Lists and panels slide in.
		await this.page.waitForTimeout(400);
		await this.page.screenshot({ path: path.join(pictures, `${name}.png`) });
	}

	async setUpOwner(): Promise<void> {
		await this.page.goto(this.url);
		const owner = {
			email: 'owner@example.com',
			firstName: 'Olga',
			lastName: 'Owner',
			password: 'Loopback-1',
		};
		for (const [name, value] of Object.entries(owner))
			await this.page.locator(`input[name="${name}"]`).fill(value);
		await this.page.getByRole('button', { name: 'Next' }).click();
		await this.page.waitForURL((url) => !url.pathname.startsWith('/setup'));
	}

	/** A new workflow that starts with a click. */
	async startWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-plus-button').click();
		await this.searchNode('manual trigger');
		await this.nodePanel.getByText('Manual Trigger').first().click();
		await this.nodePanel.waitFor({ state: 'hidden' });
	}

	/** A new workflow that starts with our trigger, which n8n opens. */
	async startWithTrigger(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.part('canvas-plus-button').click();
		await this.searchNode('lexware');
		await this.takePicture('trigger-search');
		await this.nodePanel.getByText('Lexware Office', { exact: true }).first().click();
		await this.takePicture('trigger-actions');
		await this.nodePanel.getByText('On contact created', { exact: true }).first().click();
		await this.part('ndv').waitFor();
	}

	get nodePanel(): Locator {
		return this.part('node-creator');
	}

	async openNodePanel(): Promise<void> {
		if (await this.nodePanel.isVisible()) return;
		await this.part('node-creator-plus-button').click();
	}

	async searchNode(text: string): Promise<void> {
		await this.nodePanel.locator('input').fill(text);
	}

	/** Drags an action of the node from its details onto the canvas; n8n opens the new node. */
	async dragAction(node: string, action: string): Promise<void> {
		await this.nodePanel.getByText(node, { exact: true }).first().click();
		const entry = this.nodePanel.getByText(action, { exact: true });
		await entry.scrollIntoViewIfNeeded();
		await this.takePicture('node-actions');
		await entry.dragTo(this.part('canvas'), { targetPosition: { x: 850, y: 380 } });
		await this.part('ndv').waitFor();
	}

	/** A text or number parameter, in the open node or dialog. */
	async fillParameter(name: string, value: string, within: Locator | Page = this.page) {
		await within.locator(`[data-test-id="parameter-input-${name}"] input`).first().fill(value);
	}

	/** What a dropdown or a locator of the open node shows. */
	async valueOf(name: string): Promise<string> {
		return await this.part(`parameter-input-${name}`).locator('input').last().inputValue();
	}

	async createCredential(values: Record<string, string>): Promise<void> {
		await this.page.getByRole('button', { name: 'Connect to Lexware Office' }).click();
		const dialog = this.part('editCredential-modal');
		for (const [name, value] of Object.entries(values))
			await this.fillParameter(name, value, dialog);
		await this.takePicture('credential');
		// n8n tests a credential when it is saved, and again when it is opened.
		await this.part('credential-save-button').click();
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Opens the credential of the open node; n8n tests it again and shows the result. */
	async lookAtCredential(): Promise<void> {
		await this.part('credential-edit-button').click();
		await this.part('credentials-config-container-test-success').waitFor();
		await this.takePicture('credential-tested');
		const dialog = this.part('editCredential-modal');
		await dialog.getByRole('button', { name: 'Close this dialog' }).click();
		await dialog.waitFor({ state: 'hidden' });
	}

	/** Picks the first entry that a search in a locator's list finds; gives back all it found. */
	async pickFromList(locator: string, search: string): Promise<string[]> {
		await this.part(`resource-locator-${locator}`).locator('[data-test-id="rlc-input"]').click();
		const entries = this.part('rlc-item');
		// The list opens with what comes first, and searches half a second after the last key.
		await entries.first().waitFor();
		await this.part('rlc-search').fill(search);
		await waitUntil('the list shows what was searched for', async () => {
			const names = await entries.allInnerTexts();
			return names.length > 0 && names.every((name) => name.toLowerCase().includes(search));
		});
		await this.takePicture('contact-list');
		const found = await entries.allInnerTexts();
		await entries.first().click();
		return found;
	}

	/** Adds an entry to a list of groups such as the line items. */
	async addEntry(list: string, values: Record<string, string>): Promise<void> {
		const group = this.part(`fixed-collection-${list}`);
		await group.locator('[data-test-id="fixed-collection-add"]').click();
		for (const [name, value] of Object.entries(values))
			await this.fillParameter(name, value, group);
		await group.scrollIntoViewIfNeeded();
		await this.takePicture('line-item');
	}

	async switchOn(parameter: string): Promise<void> {
		await this.part(`parameter-input-${parameter}`).click();
	}

	/** Executes the open node and waits for its output. */
	async executeNode(): Promise<void> {
		await this.part('node-execute-button').click();
		await this.part('node-run-status-success').waitFor();
		await this.takePicture('output');
	}

	/** Executes the open node, which fails; gives back what the user reads. */
	async executeInVain(): Promise<string> {
		await this.part('node-execute-button').click();
		await this.part('node-error-message').waitFor();
		await this.takePicture('error');
		return await this.part('output-panel').innerText();
	}
}
