// Somebody else at work in the same books, between one request of the client under test and the next.
import type { Account } from './account';
import { isMeant, type FaultTarget } from './faults';

export interface Deed {
	key?: string;
	method?: string;
	/** Prefix of the path, or a pattern for it. */
	path?: string | RegExp;
	/** First matching request that finds the books changed, counted from 1. */
	nth?: number;
	/** For how many matching requests it is done anew; once when left out. */
	times?: number;
	/** Changes the books right before the request is carried out. */
	act: (account: Account) => void;
}

export class Meanwhile {
	private deeds: Array<Deed & { seen: number }> = [];

	add(...deeds: Deed[]): void {
		this.deeds.push(...deeds.map((deed) => ({ ...deed, seen: 0 })));
	}

	/** Does what is due before the request. */
	act(target: FaultTarget, account: Account): void {
		for (const deed of this.deeds.filter((one) => isMeant(one, target))) {
			const { nth = 1, times = 1 } = deed;
			deed.seen += 1;
			if (deed.seen < nth || deed.seen >= nth + times) continue;
			deed.act(account);
			account.revision += 1;
		}
	}
}
