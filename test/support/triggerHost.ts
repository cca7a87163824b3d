/* eslint-disable @n8n/community-nodes/require-node-api-error */
// What n8n does with a trigger that has webhooks, through n8n-core's real contexts and engine: registers and removes,
// answers HEAD and POST, starts executions, and keeps static data with the workflow. Modelled on n8n 2.41.
import { HookContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookResponseData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { forgetHanded } from '../../nodes/LexwareOffice/trigger/handed';
import { outcomeOf, type NodeOutcome } from './runWorkflow';
import {
	loadTrigger,
	newLife,
	nodeName,
	nodeType,
	pathOf,
	save,
	type Life,
	type Loaded,
	type Trigger,
} from './triggerNode';
import {
	startWebhookServer,
	type WebhookRequest,
	type WebhookResponse,
	type WebhookServer,
} from './webhookServer';

type Method = 'checkExists' | 'create' | 'delete';

export class TriggerHost {
	/** Lifecycle methods in the order of their calls, such as `setup.create`. */
	readonly calls: string[] = [];
	/** Called before n8n starts a workflow; throws when it cannot, waits when its own queue is full. */
	beforeStart: () => Promise<void> = async () => {};
	private readonly production = newLife(false);
	private test = newLife(true);
	private testEnd: Promise<void> = Promise.resolve();
	private readonly runs: Array<Promise<NodeOutcome>> = [];

	private constructor(
		/** May be changed between calls, as a user changes a workflow or its credential. */
		public trigger: Trigger,
		private readonly server: WebhookServer,
	) {}

	static async open(trigger: Trigger): Promise<TriggerHost> {
		const server = await startWebhookServer(
			async (request, response) => await host.receive(request, response),
		);
		const host: TriggerHost = new TriggerHost(trigger, server);
		return host;
	}

	get callbackUrl(): string {
		return `${this.baseUrl}/webhook/${pathOf(this.trigger)}`;
	}

	get testUrl(): string {
		return `${this.baseUrl}/webhook-test/${pathOf(this.trigger)}`;
	}

	/** What n8n keeps of the node for production, by life. */
	get staticData(): Record<string, Record<string, unknown>> {
		const saved = JSON.parse(this.production.staticData) as Record<string, object>;
		return { ...saved[`node:${nodeName}`] };
	}

	/** `attempts`: n8n repeats what it could not register, up to five times. */
	async activate(activation: WorkflowActivateMode = 'activate', attempts = 1): Promise<void> {
		await this.register(this.production, 'trigger', activation, attempts);
	}

	async deactivate(): Promise<void> {
		await this.deregister(this.production);
	}

	/** As "Listen for test event" does. */
	async listen(): Promise<void> {
		this.test = newLife(true);
		await this.register(this.test, 'manual', 'manual', 1);
	}

	async stopListening(): Promise<void> {
		await this.deregister(this.test);
	}

	/** n8n ended, and started as a new process: what was not saved is gone. */
	restart(): void {
		forgetHanded();
	}

	/** What came of each execution started so far, once all of them have ended. */
	async executions(): Promise<NodeOutcome[]> {
		await this.testEnd;
		return await Promise.all(this.runs);
	}

	/** The items of all executions; a failed one is the caller's failure. */
	async items(): Promise<Array<INodeExecutionData['json']>> {
		const outcomes = await this.executions();
		for (const { error } of outcomes) if (error) throw error;
		return outcomes.flatMap(({ items }) => items.map(({ json }) => json));
	}

	async close(): Promise<void> {
		await this.executions();
		await this.server.close();
	}

	private get baseUrl(): string {
		return this.trigger.webhookUrl ?? this.server.url;
	}

	/** n8n makes each of its calls with a workflow fresh from the database. */
	private load(life: Life, mode: WorkflowExecuteMode): Loaded {
		return loadTrigger(this.trigger, this.baseUrl, life, mode);
	}

	private async register(
		life: Life,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		attempts: number,
	): Promise<void> {
		const loaded = this.load(life, mode);
		for (const webhook of loaded.webhooks) {
			const call = async (method: Method) =>
				await this.callHook(method, loaded, webhook, mode, activation);
			for (let attempt = 1; ; attempt++) {
				life.registered.add(webhook.httpMethod);
				try {
					if (!(await call('checkExists'))) await call('create');
					break;
				} catch (error) {
					// n8n takes down all webhooks of the node, and puts up again only the one that it repeats.
					await this.callHook('delete', loaded, webhook, 'internal', 'update').catch(() => {});
					life.registered.clear();
					if (attempt === attempts) throw error;
				}
			}
		}
		save(life, loaded.workflow);
	}

	private async deregister(life: Life): Promise<void> {
		const loaded = this.load(life, 'internal');
		life.registered.clear();
		const removals = loaded.webhooks.map(
			async (webhook) => await this.callHook('delete', loaded, webhook, 'internal', 'update'),
		);
		try {
			await Promise.all(removals);
		} finally {
			save(life, loaded.workflow);
		}
	}

	private async callHook(
		method: Method,
		{ workflow, additionalData, node }: Loaded,
		webhook: IWebhookData,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<boolean> {
		const { name } = webhook.webhookDescription;
		this.calls.push(`${name}.${method}`);
		const context = new HookContext(workflow, node, additionalData, mode, activation, webhook);
		return (await nodeType.webhookMethods?.[name]?.[method]?.call(context)) ?? false;
	}

	private async receive(request: WebhookRequest, response: WebhookResponse): Promise<void> {
		const life = request.path.startsWith('/webhook-test/') ? this.test : this.production;
		if (!life.registered.has(request.method)) return void response.status(404).end();
		try {
			const taken = await this.callWebhook(life, request, response);
			if (!taken.noWebhookResponse) response.status(200).end();
			if (life.isTest && taken.workflowData) this.testEnd = this.stopListening();
		} catch {
			response.status(500).end();
		}
	}

	private async callWebhook(
		life: Life,
		request: WebhookRequest,
		response: WebhookResponse,
	): Promise<IWebhookResponseData> {
		const mode = life.isTest ? 'manual' : 'webhook';
		const loaded = this.load(life, mode);
		const { workflow, additionalData, webhooks, node } = loaded;
		const [webhook] = webhooks.filter(({ httpMethod }) => httpMethod === request.method);
		if (!webhook) throw new Error(`No webhook for ${request.method}`);
		// n8n hands on more; the trigger reads no more than this.
		additionalData.httpRequest = request as unknown as typeof additionalData.httpRequest;
		additionalData.httpResponse = response as unknown as typeof additionalData.httpResponse;
		const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);
		const taken = (await nodeType.webhook?.call(context)) ?? {};
		if (taken.workflowData) await this.start(life, loaded, taken.workflowData, mode);
		// Asked for, and saved, only now, as n8n does: what could not be started leaves no trace.
		const body: unknown = webhook.webhookDescription.responseData || taken.webhookResponse;
		if (taken.workflowData && body !== '') throw new Error('n8n would answer with a text');
		save(life, workflow);
		return taken;
	}

	private async start(
		life: Life,
		{ open, node }: Loaded,
		main: INodeExecutionData[][],
		mode: WorkflowExecuteMode,
	): Promise<void> {
		await this.beforeStart();
		// n8n forgets by this that the webhook has changed the static data.
		open();
		// What it executes has static data of its own: fresh from the database, or, on a worker, none at all.
		const { workflow, additionalData } = this.load(newLife(life.isTest), mode);
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main }, source: null }] },
		});
		const run = new WorkflowExecute(additionalData, mode, data).processRunExecutionData(workflow);
		this.runs.push(
			run.then((finished) => {
				save(life, workflow);
				return outcomeOf(finished, nodeName);
			}),
		);
	}
}
