// A trigger in a real n8n: a workflow of its own, activated, what came of the deliveries, deactivated.
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { seedContact } from '../../support/lexware/resources/contacts';
import type { LexwareServer } from '../../support/lexware/server';
import { berlinTimestamp } from '../../support/lexware/time';
import type { Execution } from './execution';
import type { ExecutionSummary, N8nRest } from './n8nRest';
import { waitUntil } from './waitUntil';
import { triggerWorkflow } from './workflows';

const eventType = 'contact.created';

/** What a test has of its n8n; `rest` is another one after a restart. */
interface Place {
	lexware: LexwareServer;
	rest: N8nRest;
}

export class TriggerLife {
	private constructor(
		private readonly place: Place,
		private readonly apiKey: string,
		private readonly workflowId: string,
	) {}

	/** Active when it resolves, for `contact.created` unless `parameters` say otherwise. */
	static async begin(
		place: Place,
		apiKey: string,
		credentialId: string,
		options: INodeParameters = {},
	): Promise<TriggerLife> {
		const { publicKey } = place.lexware;
		const parameters = {
			events: [eventType],
			options: { publicKey, fetchResource: true, ...options },
		};
		const workflowId = await place.rest.createWorkflow(
			triggerWorkflow(apiKey, credentialId, parameters),
		);
		await place.rest.activate(workflowId);
		return new TriggerLife(place, apiKey, workflowId);
	}

	get subscriptions() {
		return [...this.place.lexware.account(this.apiKey).eventSubscriptions.values()];
	}

	/** Where Lexware calls. */
	get callbackUrl(): string {
		return this.subscriptions[0]?.callbackUrl ?? '';
	}

	/** A contact in the books, by its id. */
	addContact(name: string): string {
		const body = { version: 0, roles: { customer: {} }, company: { name } };
		return seedContact(this.place.lexware.account(this.apiKey), body).id;
	}

	/** As many contacts, each with the time of its event: what `send` takes. */
	addEvents(count: number, name: string): Array<[id: string, eventDate: string]> {
		return Array.from({ length: count }, (_, n) => [
			this.addContact(`${name} ${n + 1}`),
			berlinTimestamp(new Date()),
		]);
	}

	/** The statuses that n8n gives; 0 where it does not answer. */
	async send(resourceId: string, eventDate?: string): Promise<number[]> {
		const { lexware } = this.place;
		const sent = await lexware.sendEvent(this.apiKey, eventType, resourceId, eventDate);
		return sent.map(({ status }) => status);
	}

	/** The same delivery, as a load balancer may bring it to another process than the one that Lexware knows. */
	async sendTo(origin: string, resourceId: string, eventDate: string): Promise<number> {
		const { lexware } = this.place;
		const { organizationId } = lexware.account(this.apiKey).profile;
		const body = JSON.stringify({ organizationId, eventType, resourceId, eventDate });
		const headers = {
			'content-type': 'application/json',
			'x-lxo-signature': lexware.signEvent(body),
		};
		const { pathname } = new URL(this.callbackUrl);
		return (await axios.post(`${origin}${pathname}`, body, { headers })).status;
	}

	/** What n8n lists of the workflow, in its order. */
	async started(): Promise<ExecutionSummary[]> {
		return (await this.place.rest.executions())
			.filter(({ workflowId }) => workflowId === this.workflowId)
			.sort((one, other) => Number(one.id) - Number(other.id));
	}

	/** All executions, in their order, once there are `atLeast` so many and each has ended. */
	async executions(atLeast = 0): Promise<Execution[]> {
		const areThere = async () => (await this.started()).length >= atLeast;
		await waitUntil(`${atLeast} executions`, areThere);
		const started = await this.started();
		return await Promise.all(started.map(async ({ id }) => await this.place.rest.finished(id)));
	}

	/** What the trigger handed on, item by item. */
	async outputs(atLeast = 0): Promise<IDataObject[]> {
		const ended = await this.executions(atLeast);
		return ended.flatMap((execution) =>
			execution.itemsOf('Lexware Office Trigger').map(({ json }) => json),
		);
	}

	/** Resolves when Lexware has no subscription of the key any more. */
	async end(): Promise<void> {
		await this.place.rest.deactivate(this.workflowId);
		await waitUntil('the subscriptions are gone', () => this.subscriptions.length === 0);
	}
}
