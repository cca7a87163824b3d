// Webhook deliveries as the real API makes them: signed with RSA and SHA-512 over the compact JSON body, and repeated
// by the schedule of redelivery.ts, faster by a factor.
import { createSign, generateKeyPairSync } from 'node:crypto';
import axios, { isAxiosError } from 'axios';
import type { Account } from './account';
import { judge, redeliveryPausesMs, type ReceiverAnswer } from './redelivery';
import { berlinTimestamp } from './time';
import type { World } from './world';

export interface LexwareEvent {
	eventType: string;
	resourceId: string;
	/** RFC 3339; now when left out. */
	eventDate?: string;
}

export interface Delivered {
	callbackUrl: string;
	/** 0 when the receiver did not answer. */
	status: number;
}

interface Letter {
	account: Account;
	subscriptionId: string;
	callbackUrl: string;
	body: string;
	signature: string;
}

export class EventSender {
	// 2048 bits instead of the real 4096: making the key must not slow tests down.
	private readonly keys = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	private readonly underWay = new Set<Promise<void>>();

	/** `timeScale`: how long a second of the schedule lasts, in seconds. Without it nothing is delivered again. */
	constructor(
		private readonly world: World,
		private readonly timeScale?: number,
	) {}

	get publicKey(): string {
		return this.keys.publicKey;
	}

	/** Resolves when each subscription of the event was called once. What has to be repeated follows by itself. */
	async send(account: Account, event: LexwareEvent): Promise<Delivered[]> {
		const { eventType, resourceId, eventDate = berlinTimestamp(new Date()) } = event;
		const { organizationId } = account.profile;
		const body = JSON.stringify({ organizationId, eventType, resourceId, eventDate });
		const signature = this.sign(body);
		const subscriptions = [...account.eventSubscriptions.values()].filter(
			(subscription) => subscription.eventType === eventType,
		);
		return await Promise.all(
			subscriptions.map(async ({ subscriptionId, callbackUrl }) => {
				const letter = { account, subscriptionId, callbackUrl, body, signature };
				const answer = await post(letter);
				const following = this.follow(letter, answer);
				this.underWay.add(following);
				void following.finally(() => this.underWay.delete(following));
				return { callbackUrl, status: answer.status };
			}),
		);
	}

	sign(body: string): string {
		return createSign('sha512').update(body).sign(this.keys.privateKey, 'base64');
	}

	/** Resolves when nothing is left to be repeated. */
	async settled(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	private async follow(letter: Letter, first: ReceiverAnswer): Promise<void> {
		const { account, subscriptionId } = letter;
		let verdict = judge(first);
		for (const pauseMs of this.timeScale === undefined ? [] : redeliveryPausesMs) {
			if (verdict !== 'repeat' && verdict !== 'repeatOrDelete') break;
			await this.world.sleep(pauseMs * (this.timeScale ?? 1));
			if (this.world.hasEnded || !account.eventSubscriptions.has(subscriptionId)) return;
			verdict = judge(await post(letter));
		}
		if (verdict === 'delete' || verdict === 'repeatOrDelete')
			account.eventSubscriptions.delete(subscriptionId);
	}
}

async function post({ callbackUrl, body, signature }: Letter): Promise<ReceiverAnswer> {
	return await axios
		.post(callbackUrl, body, {
			headers: { 'content-type': 'application/json', 'x-lxo-signature': signature },
			timeout: 5000,
			maxRedirects: 3,
			validateStatus: () => true,
		})
		.then(({ status }) => ({ status }))
		.catch((error: unknown) => ({
			status: 0,
			code: isAxiosError(error) ? error.code : undefined,
		}));
}
