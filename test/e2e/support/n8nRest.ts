/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// n8n's REST interface as its editor uses it, signed in as the owner.
import axios, { type AxiosInstance } from 'axios';
import { parse } from 'flatted';
import type {
	ICredentialDataDecryptedObject,
	INodeListSearchResult,
	IRunExecutionData,
} from 'n8n-workflow';

import { Execution } from './execution';
import type { WorkflowDraft } from './workflows';
import { waitUntil } from './waitUntil';

const owner = {
	email: 'owner@example.com',
	firstName: 'Olga',
	lastName: 'Owner',
	password: 'Loopback-1',
};
const unfinished = ['new', 'running', 'waiting'];

export interface CredentialDraft {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: string;
}

export class N8nRest {
	private constructor(private readonly http: AxiosInstance) {}

	/** The first time it makes the owner, later it signs in. */
	static async signIn(url: string): Promise<N8nRest> {
		const http = axios.create({ baseURL: `${url}/rest`, validateStatus: () => true });
		const first = await http.post('/owner/setup', owner);
		const { email: emailOrLdapLoginId, password } = owner;
		const { headers } =
			first.status === 200 ? first : await http.post('/login', { emailOrLdapLoginId, password });
		const [cookie = ''] = headers['set-cookie'] ?? [];
		http.defaults.headers.common.cookie = cookie.split(';', 1)[0] ?? '';
		return new N8nRest(http);
	}

	async get<Data>(path: string): Promise<Data> {
		return dataOf<Data>(path, await this.http.get(path));
	}

	async post<Data>(path: string, body: object): Promise<Data> {
		return dataOf<Data>(path, await this.http.post(path, body));
	}

	async createCredential(draft: CredentialDraft): Promise<string> {
		return (await this.post<{ id: string }>('/credentials', draft)).id;
	}

	/** What the button "Test" of the credential does. */
	async testCredential(id: string, draft: CredentialDraft) {
		const body = { credentials: { id, ...draft } };
		return await this.post<{ status: string; message: string }>('/credentials/test', body);
	}

	async createWorkflow(draft: WorkflowDraft): Promise<string> {
		return (await this.post<{ id: string }>('/workflows', draft)).id;
	}

	/** Resolves when its triggers listen. */
	async activate(workflowId: string): Promise<void> {
		const path = `/workflows/${workflowId}`;
		const { versionId } = await this.get<{ versionId: string }>(path);
		await this.post(`${path}/activate`, { versionId });
		const publication = await waitUntil('the workflow is published', async () => {
			const answer = await this.get<Publication>(`${path}/publication-status`);
			return answer.status !== 'in_progress' && answer;
		});
		if (publication.status !== 'published') throw new Error(JSON.stringify(publication));
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.post(`/workflows/${workflowId}/deactivate`, {});
	}

	/** As the button "Execute workflow" does; gives back the id of the execution. */
	async run(workflowId: string, triggerName: string): Promise<string> {
		const body = { triggerToStartFrom: { name: triggerName } };
		const { executionId } = await this.post<{ executionId: string }>(
			`/workflows/${workflowId}/run`,
			body,
		);
		return executionId;
	}

	/** As "Retry with original workflow" in the list of executions; gives back the id of the new one. */
	async retry(executionId: string): Promise<string> {
		return (await this.post<{ id: string }>(`/executions/${executionId}/retry`, {})).id;
	}

	async stop(executionId: string): Promise<void> {
		await this.post(`/executions/${executionId}/stop`, {});
	}

	/** What the editor asks for when somebody opens a locator's list. */
	async searchList(methodName: string, credentialId: string, filter: string) {
		return await this.post<INodeListSearchResult>(
			'/dynamic-node-parameters/resource-locator-results',
			{
				path: 'parameters.contactId',
				methodName,
				filter,
				nodeTypeAndVersion: { name: 'n8n-nodes-lexware-office.lexwareOffice', version: 1 },
				currentNodeParameters: { resource: 'contact', operation: 'get' },
				credentials: { lexwareOfficePublicApi: { id: credentialId, name: 'Lexware Office' } },
			},
		);
	}

	/** The file that an item's binary data names. */
	async download(binaryId: string): Promise<Buffer> {
		const query = new URLSearchParams({ id: binaryId, action: 'download' });
		const { data } = await this.http.get<ArrayBuffer>(`/binary-data?${query}`, {
			responseType: 'arraybuffer',
		});
		return Buffer.from(data);
	}

	async executions(): Promise<ExecutionSummary[]> {
		return (await this.get<{ results: ExecutionSummary[] }>('/executions?filter={}')).results;
	}

	async execution(id: string): Promise<Execution> {
		const { status, data } = await this.get<{ status: string; data: string }>(`/executions/${id}`);
		return new Execution(id, status, parse(data) as IRunExecutionData);
	}

	async finished(executionId: string, timeoutMs?: number): Promise<Execution> {
		const path = `/executions/${executionId}`;
		await waitUntil(
			`execution ${executionId} has finished`,
			async () => !unfinished.includes((await this.get<{ status: string }>(path)).status),
			timeoutMs,
		);
		return await this.execution(executionId);
	}
}

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
}

interface RestAnswer {
	status: number;
	data: { data?: unknown; message?: string };
}

function dataOf<Data>(path: string, { status, data }: RestAnswer): Data {
	if (status < 300) return data.data as Data;
	throw new Error(`${path} answered ${status}: ${data.message ?? ''}`);
}
