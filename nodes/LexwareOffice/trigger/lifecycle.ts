// Activation and deactivation of the trigger: what it subscribes to, and what of it n8n has to keep.
// Called by the inline webhook methods of the trigger node.
import type { IHookFunctions } from 'n8n-workflow';

import { compareSubscriptions, type Expected } from '../fields/subscriptions';
import { attempt } from '../operation/attempt';
import { readAccount } from '../transport/account';
import { openClient, type Client } from '../transport/client';
import { ApiError } from '../transport/errors';
import { createHttp, credentialType } from '../transport/http';
import { ownDataOf, type OwnData } from './ownData';
import { readEventTypes, requireCallback, requirePublicKey } from './parameters';
import { listSubscriptions, readOrganization, subscribe, unsubscribe } from './subscriptions';
import { toHookError } from './hookErrors';

/** n8n ends an activation after 84 s; a pause that would last as long is told before. */
const maxWaitMs = 60_000;

interface Life {
	send: Client['send'];
	own: OwnData;
	baseUrl: string;
	callbackUrl: string;
}

/** Whether every expected subscription exists and none is left over. */
export async function areSubscribed(context: IHookFunctions): Promise<boolean> {
	const compared = await attempt(async () => {
		const life = await openLife(context);
		const expected = readExpected(context, life);
		const { kept, stale, missing } = compareSubscriptions(
			await listSubscriptions(life.send),
			expected,
		);
		if (stale.length > 0 || missing.length > 0) return false;
		const [organizationId] = kept.map((subscription) => subscription.organizationId);
		keep(life, { subscriptionIds: kept.map(idOf), organizationId });
		return true;
	});
	if ('result' in compared) return compared.result;
	if (isStarting(context) && isOutage(compared.error)) {
		// Refusing would have n8n take down what works.
		context.logger.warn(
			'Lexware Office could not be asked for event subscriptions; those made before are taken to exist',
		);
		return true;
	}
	throw toHookError(compared.error, context.getNode());
}

export async function subscribeAll(context: IHookFunctions): Promise<boolean> {
	const done = await attempt(async () => {
		const life = await openLife(context);
		const subscriptionIds = await subscribe(life.send, readExpected(context, life));
		const [first = ''] = subscriptionIds;
		keep(life, { subscriptionIds, organizationId: await readOrganization(life.send, first) });
	});
	if ('error' in done) throw toHookError(done.error, context.getNode());
	return true;
}

/** Works whatever is wrong with the parameters by now. With a key that is gone, Lexware has removed them itself. */
export async function unsubscribeAll(context: IHookFunctions): Promise<boolean> {
	const done = await attempt(async () => {
		const { send, own, callbackUrl } = await openLife(context);
		await unsubscribe(send, { callbackUrl, eventTypes: [], ownIds: own.subscriptionIds });
		own.subscriptionIds = [];
	});
	const isKeyGone = 'error' in done && done.error instanceof ApiError && done.error.status === 401;
	if ('error' in done && !isKeyGone) throw toHookError(done.error, context.getNode());
	return true;
}

async function openLife(context: IHookFunctions): Promise<Life> {
	const account = readAccount(await context.getCredentials(credentialType));
	const callbackUrl = context.getNodeWebhookUrl('default') ?? '';
	const own = ownDataOf(context, context.getActivationMode() === 'manual', callbackUrl);
	const execution = { maxWaitMs, urgent: true };
	const { send } = openClient(account, execution, createHttp(context, account));
	return { send, own, baseUrl: account.baseUrl, callbackUrl };
}

/** @throws InputError */
function readExpected(context: IHookFunctions, { own, baseUrl, callbackUrl }: Life): Expected {
	requireCallback(callbackUrl, baseUrl);
	requirePublicKey(context);
	return { callbackUrl, eventTypes: readEventTypes(context), ownIds: own.subscriptionIds };
}

function keep({ own, callbackUrl }: Life, found: Partial<OwnData>): void {
	Object.assign(own, { ...found, callbackUrl });
}

function idOf({ subscriptionId }: { subscriptionId: string }): string {
	return subscriptionId;
}

/** n8n starts, and the workflow was active before. */
function isStarting(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function isOutage(error: unknown): boolean {
	return error instanceof ApiError && error.kind !== 'refused';
}
