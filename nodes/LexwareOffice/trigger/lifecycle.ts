// Activation and deactivation of the trigger: which subscriptions it wants, and where it remembers its own.
// Called by the inline webhook methods of the trigger node.
import type { IHookFunctions } from 'n8n-workflow';

import { attempt } from '../operation/attempt';
import { isJsonObject, readJson } from '../operation/define';
import { toNodeError } from '../operation/nodeErrors';
import { InputError } from '../operation/values';
import { isLoopback, readAccount } from '../transport/account';
import { openClient, type Client } from '../transport/client';
import { createHttp, credentialType } from '../transport/http';
import type { Memory } from './deduplicate';
import { compareSubscriptions, listSubscriptions, subscribe, unsubscribe } from './subscriptions';
import type { Wanted } from './subscriptions';

/** Subscribing to all events takes about 20 seconds at the vendor's quota; nothing else comes first. */
const maxWaitMs = 120_000;

/** Test and production are two lives of one node: neither touches the subscriptions of the other. */
interface Own {
	ids: string[];
	organizationId?: string;
}

/** Whether every wanted subscription exists and none is left over. */
export async function areSubscribed(context: IHookFunctions): Promise<boolean> {
	return await withClient(context, async (send, wanted) => {
		const { stale, missing } = compareSubscriptions(await listSubscriptions(send), wanted);
		return stale.length === 0 && missing.length === 0;
	});
}

export async function subscribeAll(context: IHookFunctions): Promise<boolean> {
	return await withClient(context, async (send, wanted, own) => {
		own.organizationId = await readOrganization(send);
		own.ids = await subscribe(send, wanted);
		return true;
	});
}

export async function unsubscribeAll(context: IHookFunctions): Promise<boolean> {
	return await withClient(context, async (send, wanted, own) => {
		await unsubscribe(send, wanted);
		own.ids = [];
		return true;
	});
}

/** The part of the static data that belongs to this life of the node. */
export function ownData(
	context: Pick<IHookFunctions, 'getWorkflowStaticData'>,
	isTest: boolean,
): Own & Memory {
	const data: Partial<Record<'test' | 'production', Own & Memory>> =
		context.getWorkflowStaticData('node');
	return (data[isTest ? 'test' : 'production'] ??= { ids: [] });
}

type Work<T> = (send: Client['send'], wanted: Wanted, own: Own) => Promise<T>;

async function withClient<T>(context: IHookFunctions, work: Work<T>): Promise<T> {
	const done = await attempt(async () => {
		const account = readAccount(await context.getCredentials(credentialType));
		const own = ownData(context, context.getActivationMode() === 'manual');
		const wanted = {
			callbackUrl: callbackOf(context, account.baseUrl),
			eventTypes: eventTypesOf(context),
			ownIds: own.ids,
		};
		const execution = { maxWaitMs, urgent: true };
		const { send } = openClient(account, execution, createHttp(context, account));
		return await work(send, wanted, own);
	});
	if ('result' in done) return done.result;
	throw toNodeError(done.error, { node: context.getNode(), resource: 'Event subscription' });
}

function eventTypesOf(context: IHookFunctions): string[] {
	const chosen = context.getNodeParameter('events', []);
	const eventTypes = Array.isArray(chosen) ? chosen.map(String) : [];
	if (eventTypes.length > 0) return eventTypes;
	throw new InputError(["'Trigger On' is empty; choose at least one event"]);
}

/**
 * Lexware Office calls public https addresses only. The loopback API of the tests may call a loopback address.
 * @throws InputError with what to set
 */
function callbackOf(context: IHookFunctions, baseUrl: string): string {
	const callbackUrl = context.getNodeWebhookUrl('default') ?? '';
	const { protocol, hostname } = new URL(callbackUrl);
	const isReachable = protocol === 'https:' && !isPrivate(hostname);
	if (isReachable || (isLoopback(new URL(baseUrl).hostname) && isLoopback(hostname)))
		return callbackUrl;
	throw new InputError([
		`Lexware Office cannot call ${protocol}//${hostname}: it needs a public https address. Set WEBHOOK_URL of this n8n to one.`,
	]);
}

function isPrivate(hostname: string): boolean {
	return (
		isLoopback(hostname) ||
		!hostname.includes('.') ||
		/^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(hostname) ||
		/\.(local|internal|lan)$/.test(hostname)
	);
}

/** To compare with what deliveries say. A key without the permission for it still can subscribe. */
async function readOrganization(send: Client['send']): Promise<string | undefined> {
	const read = await attempt(async () => await send({ method: 'GET', path: '/v1/profile' }));
	const profile = 'result' in read ? readJson(read.result) : undefined;
	return isJsonObject(profile) ? String(profile.organizationId) : undefined;
}
