// Webhook deliveries as the real API makes them: signed with RSA and SHA-512 over the compact JSON body.
import { createSign, generateKeyPairSync } from 'node:crypto';
import axios from 'axios';
import type { Account } from './account';
import { berlinTimestamp } from './time';

export interface Delivered {
	callbackUrl: string;
	/** 0 when the receiver did not answer. */
	status: number;
}

export class EventSender {
	// 2048 bits instead of the real 4096: making the key must not slow tests down.
	private readonly keys = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});

	get publicKey(): string {
		return this.keys.publicKey;
	}

	/** Sends once to every subscription of the event; 404 and 410 end the subscription. There is no retry schedule. */
	async send(account: Account, eventType: string, resourceId: string): Promise<Delivered[]> {
		const body = JSON.stringify({
			organizationId: account.profile.organizationId,
			eventType,
			resourceId,
			eventDate: berlinTimestamp(new Date()),
		});
		const signature = createSign('sha512').update(body).sign(this.keys.privateKey, 'base64');
		const subscriptions = [...account.eventSubscriptions.values()].filter(
			(subscription) => subscription.eventType === eventType,
		);
		return await Promise.all(
			subscriptions.map(async ({ subscriptionId, callbackUrl }) => {
				const status = await post(callbackUrl, body, signature);
				if (status === 404 || status === 410) account.eventSubscriptions.delete(subscriptionId);
				return { callbackUrl, status };
			}),
		);
	}
}

async function post(url: string, body: string, signature: string): Promise<number> {
	return await axios
		.post(url, body, {
			headers: { 'content-type': 'application/json', 'x-lxo-signature': signature },
			timeout: 5000,
			validateStatus: () => true,
		})
		.then(({ status }) => status)
		.catch(() => 0);
}
