// A trigger's life in a real n8n: activated, called with a genuine and a forged delivery, deactivated.
import axios from 'axios';

import type { LexwareServer } from '../../support/lexware/server';
import type { N8nRest } from './n8nRest';
import { triggerWorkflow } from './workflows';
import { waitUntil } from './waitUntil';

export interface TriggerLife {
	/** Where the subscription of the active workflow calls back. */
	callbackUrl: string;
	/** Status that n8n gave to a signed delivery, and to the same with a wrong signature. */
	genuineStatus?: number;
	forgedStatus: number;
	/** What the trigger handed on, execution by execution. */
	outputs: unknown[];
	subscriptionsLeft: number;
}

export async function liveThrough(
	apiKey: string,
	credentialId: string,
	{ lexware, rest }: { lexware: LexwareServer; rest: N8nRest },
): Promise<TriggerLife> {
	const { publicKey } = lexware;
	const parameters = { events: ['contact.created'], options: { publicKey } };
	const workflowId = await rest.createWorkflow(triggerWorkflow(apiKey, credentialId, parameters));
	await rest.activate(workflowId);
	const { eventSubscriptions } = lexware.account(apiKey);
	const [subscription] = eventSubscriptions.values();
	const callbackUrl = subscription?.callbackUrl ?? '';
	const forged = await axios.post(
		callbackUrl,
		{ eventType: 'contact.created', resourceId: 'forged' },
		{ headers: { 'x-lxo-signature': 'Zm9yZ2Vk' }, validateStatus: () => true },
	);
	const [genuine] = await lexware.sendEvent(apiKey, 'contact.created', 'contact-1');
	const outputs = await readOutputs(workflowId, rest);
	await rest.deactivate(workflowId);
	await waitUntil('the subscription is gone', () => eventSubscriptions.size === 0).catch(() => {});
	return {
		callbackUrl,
		genuineStatus: genuine?.status,
		forgedStatus: forged.status,
		outputs,
		subscriptionsLeft: eventSubscriptions.size,
	};
}

async function readOutputs(workflowId: string, rest: N8nRest): Promise<unknown[]> {
	const mine = async () =>
		(await rest.executions()).filter((execution) => execution.workflowId === workflowId);
	await waitUntil('the trigger has started an execution', async () => (await mine()).length > 0);
	const finished = await Promise.all((await mine()).map(({ id }) => rest.finished(id)));
	return finished.map((execution) => execution.itemsOf('Lexware Office Trigger')[0]?.json);
}
