// What every test of the single process starts from: a loopback API, an n8n with the package, and its owner signed in.
import axios from 'axios';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	startLexware,
	type LexwareOptions,
	type LexwareServer,
} from '../../support/lexware/server';
import { startN8n, type Environment, type N8n } from './n8n';
import { createHome, type N8nHome } from './n8nHome';
import { N8nRest, type CredentialDraft } from './n8nRest';

export class Scene {
	private constructor(
		readonly lexware: LexwareServer,
		readonly home: N8nHome,
		public n8n: N8n,
		public rest: N8nRest,
		private readonly env: Environment,
	) {}

	static async open(env: Environment = {}, api: LexwareOptions = {}): Promise<Scene> {
		const lexware = await startLexware(api);
		const home = createHome();
		const n8n = await startN8n(home, env);
		return new Scene(lexware, home, n8n, await N8nRest.signIn(n8n.url), env);
	}

	/** n8n once more on the same database. */
	async restart(): Promise<void> {
		if (!this.n8n.hasEnded()) await this.n8n.stop();
		this.n8n = await startN8n(this.home, this.env);
		this.rest = await N8nRest.signIn(this.n8n.url);
	}

	async close(): Promise<void> {
		if (!this.n8n.hasEnded()) await this.n8n.stop();
		await this.lexware.close();
		this.home.remove();
	}

	async callWebhook(path: string, body: object): Promise<void> {
		await axios.post(`${this.n8n.url}/webhook/${path}`, body);
	}

	credentialDraft(apiKey: string, more: ICredentialDataDecryptedObject = {}): CredentialDraft {
		const data = { apiKey, baseUrl: this.lexware.url, ...more };
		return { name: 'Lexware Office', type: 'lexwareOfficePublicApi', data };
	}

	/** A credential for the key; gives back its id. */
	async credential(apiKey: string, more?: ICredentialDataDecryptedObject): Promise<string> {
		return await this.rest.createCredential(this.credentialDraft(apiKey, more));
	}

	/** Names of the companies in the books of the key, in the order in which they were made. */
	bookedCompanies(apiKey: string): unknown[] {
		const contacts = [...this.lexware.account(apiKey).contacts.values()];
		return contacts.map(({ company }) => company?.name);
	}
}
