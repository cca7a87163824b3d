// The connection to a Redis that several n8n processes share, and the only door to ioredis, which is n8n's own (n8n puts
// its module folder on NODE_PATH). Loaded when a credential asks for it. One connection per Redis and login, whatever the
// number of keys; it ends when nobody has needed it for some seconds. Used by redis/service.ts and redis/reservations.ts.
import type { Redis } from 'ioredis';

import type { Clock } from './clock';
import type { Place } from './redis/place';
import type { Script } from './redis/scripts';
import { describeTrouble, type Trouble } from './redis/trouble';

/** Who works with a link. */
export interface LinkUser {
	readonly channel: string;
	/** The link came up, or went down. */
	onLink: (isUp: boolean) => void;
	onNews: (message: string) => void;
}

/** In slices, for a process that was itself held up has to look for the answer before it calls Redis late. */
const sliceMs = 50;
const commandTimeoutMs = 300;
const connectTimeoutMs = 1000;
/** The longest a caller waits for the first contact, name resolution and TLS included. */
const firstContactMs = 1500;
const longestRetryMs = 450;
const lastingRetryMs = 5000;
const lingerMs = 4000;

interface Clients {
	commands: Redis;
	/** Redis takes no commands on a connection that is subscribed. */
	news: Redis;
}

export class RedisLink {
	isUp = false;
	/** Set while Redis cannot be used. Kept while nobody asks, so that the next caller does not wait for it again. */
	trouble?: Trouble;
	private clients?: Clients;
	private neededUntil = -Infinity;
	private readonly users = new Set<LinkUser>();
	private waiting: Array<() => void> = [];
	private isOpening = false;

	constructor(
		private readonly place: Place,
		private readonly clock: Clock,
	) {}

	/** Whether Redis is known to be out of reach. */
	get isAway(): boolean {
		return this.trouble !== undefined;
	}

	join(user: LinkUser): void {
		this.users.add(user);
		if (this.clients?.news.status === 'ready') this.subscribe(this.clients.news, user.channel);
	}

	leave(user: LinkUser): void {
		this.users.delete(user);
		if (this.users.size === 0) this.close();
	}

	/** Keeps the link for at least so long, and connects where it is not connected. */
	need(ms = 0): void {
		this.neededUntil = Math.max(this.neededUntil, this.clock.now() + ms + lingerMs);
		if (!this.clients && !this.isOpening) void this.open();
	}

	/** Resolves when the link is up or known to be in trouble. */
	async settled(): Promise<boolean> {
		this.need();
		if (this.isUp || this.isAway) return this.isUp;
		const contact = new Promise<void>((resolve) => this.waiting.push(resolve));
		await this.inTime(contact, firstContactMs).catch((error) => this.isUp || this.fail(error));
		return this.isUp;
	}

	/**
	 * @param read makes sense of the answer
	 * @throws what ioredis or `read` throws; the link is down then
	 */
	async run<T>(
		{ sha, code }: Script,
		keys: string[],
		args: Array<string | number>,
		read: (raw: unknown) => T,
	): Promise<T> {
		const { commands } = this.clients ?? {};
		if (!commands) throw new Error('Connection is closed.');
		try {
			const answer = commands.evalsha(sha, keys.length, ...keys, ...args).catch(async (error) => {
				if (!String(error).includes('NOSCRIPT')) return await Promise.reject(error);
				return await commands.eval(code, keys.length, ...keys, ...args);
			});
			return read(await this.inTime(answer, commandTimeoutMs));
		} catch (error) {
			if (commands === this.clients?.commands) this.fail(error);
			return await Promise.reject(error);
		}
	}

	close(): void {
		const { clients } = this;
		this.clients = undefined;
		this.isUp = false;
		clients?.commands.disconnect();
		clients?.news.disconnect();
	}

	private async open(): Promise<void> {
		this.isOpening = true;
		try {
			const { Redis: Client } = await import('ioredis');
			const { host, port, user, password, isTls } = this.place;
			const options = {
				host,
				port,
				username: user || undefined,
				password: password || undefined,
				tls: isTls ? {} : undefined,
				lazyConnect: true,
				connectTimeout: connectTimeoutMs,
				enableReadyCheck: false,
				enableOfflineQueue: false,
				maxRetriesPerRequest: 0,
				retryStrategy: (times: number) =>
					this.trouble?.isLasting ? lastingRetryMs : Math.min(100 * times, longestRetryMs),
			};
			this.start({ commands: new Client(options), news: new Client(options) });
		} catch (error) {
			this.fail(error);
		}
		this.isOpening = false;
	}

	private start(clients: Clients): void {
		this.clients = clients;
		const { commands, news } = clients;
		const isCurrent = () => this.clients === clients;
		// Without a listener an error event would end the process.
		commands.on('error', (error) => isCurrent() && this.fail(error));
		commands.on('close', () => isCurrent() && this.isUp && this.fail());
		commands.on('ready', () => void this.greet(clients));
		news.on('error', () => {});
		news.on('message', (channel, message) => {
			for (const user of this.users) if (user.channel === channel) user.onNews(message);
		});
		news.on('ready', () => {
			for (const { channel } of this.users) this.subscribe(news, channel);
		});
		commands.connect().catch(() => {});
		news.connect().catch(() => {});
		void this.closeWhenIdle(clients);
	}

	private subscribe(news: Redis, channel: string): void {
		news.subscribe(channel).catch(() => {});
	}

	/** Not left to ioredis: it would go on in database 0 when the one asked for does not exist. */
	private async greet(clients: Clients): Promise<void> {
		try {
			await this.inTime(clients.commands.select(this.place.database), commandTimeoutMs);
		} catch (error) {
			if (this.clients === clients) this.fail(error);
			return;
		}
		if (this.clients !== clients) return;
		this.isUp = true;
		this.trouble = undefined;
		this.tell();
	}

	private fail(error?: unknown): void {
		this.trouble = describeTrouble(error, this.place, this.trouble);
		const wasUp = this.isUp;
		this.isUp = false;
		if (wasUp || error) this.clients?.commands.disconnect(true);
		this.tell();
	}

	private tell(): void {
		for (const resolve of this.waiting.splice(0)) resolve();
		for (const user of this.users) user.onLink(this.isUp);
	}

	private async inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
		let isSettled = false;
		const settle = () => (isSettled = true);
		answer.then(settle, settle);
		const end = async () => {
			for (let slices = ms / sliceMs; slices > 0 && !isSettled; slices--)
				await this.clock.sleep(sliceMs);
			return await Promise.reject(new Error('Command timed out'));
		};
		return await Promise.race([answer, end()]);
	}

	/** In slices: n8n's `sleep` can be neither taken back nor unref'd. */
	private async closeWhenIdle(clients: Clients): Promise<void> {
		while (this.clients === clients && this.clock.now() < this.neededUntil)
			await this.clock.sleep(1000);
		if (this.clients === clients) this.close();
	}
}
