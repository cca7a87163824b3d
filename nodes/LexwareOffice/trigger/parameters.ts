// The trigger's parameters, and what can be wrong with them when it is activated.
// Used by lifecycle.ts, and by receive.ts for each delivery.
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { events } from '../fields/events';
import { InputError } from '../operation/values';
import { isLoopback } from '../transport/account';
import { readPublicKey, vendorKey } from './signature';

type Context = IHookFunctions | IWebhookFunctions;

const knownEvents = new Set(events.map(({ value }) => value));

/** @throws InputError when there is none, or one that does not exist (an expression may name anything) */
export function readEventTypes(context: Context): string[] {
	const eventTypes = [...new Set([context.getNodeParameter('events', [])].flat().map(String))];
	if (eventTypes.length === 0)
		throw new InputError(["'Trigger On' is empty; choose at least one event"]);
	const unknown = eventTypes.filter((eventType) => !knownEvents.has(eventType));
	if (unknown.length > 0)
		throw new InputError(
			unknown.map((eventType) => `'Trigger On' has '${eventType}', and there is no such event`),
		);
	return eventTypes;
}

/** In PEM form. */
export function readKey(context: Context): string {
	return String(context.getNodeParameter('options.publicKey', '')).trim() || vendorKey;
}

/** @throws InputError when deliveries could not be checked, and would all be refused */
export function requirePublicKey(context: Context): void {
	if (readPublicKey(readKey(context))) return;
	throw new InputError([
		"'Public Key' is no RSA key of 2048 bits or more in PEM form (-----BEGIN PUBLIC KEY-----)",
	]);
}

/**
 * Lexware Office calls public https addresses only. The loopback API of the tests may call a loopback address.
 * @throws InputError with what to set
 */
export function requireCallback(callbackUrl: string, baseUrl: string): void {
	const { protocol, hostname } = new URL(callbackUrl);
	if (protocol === 'https:' && !isPrivate(hostname)) return;
	if (isLoopback(new URL(baseUrl).hostname) && isLoopback(hostname)) return;
	throw new InputError([
		`Lexware Office cannot call ${protocol}//${hostname}: it needs a public https address. Set WEBHOOK_URL of this n8n to one.`,
	]);
}

function isPrivate(hostname: string): boolean {
	return (
		isLoopback(hostname) ||
		!/[.:]/.test(hostname) ||
		/^(0|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
			hostname,
		) ||
		/^\[f[cde]/.test(hostname) ||
		/\.(local|localhost|internal|lan|home\.arpa)$/.test(hostname)
	);
}
