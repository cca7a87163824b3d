// The permissions to dispatch that Bottleneck hands out, never more than two at a time. Used by gate.ts.

/** Bottleneck, as the gate sees it; implemented by limiter.ts. */
export interface Tokens {
	/** Runs the job as soon as a token is there and no other job runs; takes the token. */
	schedule(job: () => Promise<void>): void;
	/** Puts tokens back; a negative number takes them away. */
	refund(tokens: number): void;
}

const maxTickets = 2;

export class Tickets {
	private count = 0;
	private close?: () => void;

	/** @param onOpen called when Bottleneck has opened a ticket */
	constructor(
		private readonly tokens: Tokens,
		private readonly onOpen: () => void,
	) {}

	/** Whether a dispatch may happen as far as Bottleneck is concerned. */
	get isOpen(): boolean {
		return this.close !== undefined;
	}

	/** At most two, never one per request: Bottleneck needs milliseconds for each, one after the other. */
	request(wanted: number): void {
		for (; this.count < Math.min(wanted, maxTickets); this.count++) {
			this.tokens.schedule(
				async () =>
					await new Promise((resolve) => {
						this.close = resolve;
						this.onOpen();
					}),
			);
		}
	}

	/** A request leaves with the open ticket; its token comes back when it has left the window. */
	use(): void {
		this.close?.();
		this.close = undefined;
		this.count -= 1;
	}

	/** Nobody needs the open ticket. */
	giveBack(): void {
		this.use();
		this.tokens.refund(1);
	}
}
