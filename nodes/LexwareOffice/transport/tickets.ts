// The permissions to dispatch that Bottleneck hands out, never more than two at a time. Used by gate.ts.

/** Bottleneck, as the gate sees it; implemented by limiter.ts. */
export interface Tokens {
	/** Runs the job as soon as a token is there and no other job runs; takes the token. Ends when all is done. */
	schedule(job: () => Promise<void>): Promise<void>;
	/** Puts tokens back; a negative number takes them away. */
	refund(tokens: number): void;
}

const maxTickets = 2;

export class Tickets {
	private count = 0;
	private close?: () => void;

	/** @param onChange called when a ticket is open, and when there is room for another */
	constructor(
		private readonly tokens: Tokens,
		private readonly onChange: () => void,
	) {}

	/** Whether a dispatch may happen as far as Bottleneck is concerned. */
	get isOpen(): boolean {
		return this.close !== undefined;
	}

	/** At most two, never one per request: Bottleneck needs milliseconds for each, one after the other. */
	request(wanted: number): void {
		for (; this.count < Math.min(wanted, maxTickets); this.count++) {
			const open = async () => await new Promise<void>((close) => this.open(close));
			void this.tokens.schedule(open).then(() => {
				this.count -= 1;
				this.onChange();
			});
		}
	}

	/** A request leaves with the open ticket; its token comes back when it has left the window. */
	use(): void {
		this.close?.();
		this.close = undefined;
	}

	/** Nobody needs the open ticket. */
	giveBack(): void {
		this.use();
		this.tokens.refund(1);
	}

	private open(close: () => void): void {
		this.close = close;
		this.onChange();
	}
}
