// All accounts of the server, one per API key.
import { Account, type AccountOptions } from './account';

export interface BooksOptions {
	/** Given: only these keys are known. Left out: any key opens an account of its own on first use. */
	accounts?: Record<string, AccountOptions>;
	rejectedKeys?: Array<string | RegExp>;
	/** For accounts opened on first use. */
	accountDefaults?: AccountOptions;
}

export class Books {
	private readonly open = new Map<string, Account>();
	private readonly explicit: boolean;
	private readonly defaults: AccountOptions;
	private readonly rejected: Array<string | RegExp>;

	constructor({ accounts, rejectedKeys = [], accountDefaults = {} }: BooksOptions = {}) {
		this.defaults = accountDefaults;
		this.explicit = accounts !== undefined;
		this.rejected = [...rejectedKeys];
		for (const [key, options] of Object.entries(accounts ?? {})) {
			this.open.set(key, new Account(key, options));
		}
	}

	accepts(key: string): boolean {
		if (key === '' || (this.explicit && !this.open.has(key))) return false;
		return !this.rejected.some((rule) =>
			typeof rule === 'string' ? rule === key : rule.test(key),
		);
	}

	/** A key that is revoked takes its event subscriptions with it. */
	reject(key: string): void {
		this.rejected.push(key);
		this.open.get(key)?.eventSubscriptions.clear();
	}

	account(key: string): Account {
		const known = this.open.get(key);
		if (known) return known;
		const account = new Account(key, this.defaults);
		this.open.set(key, account);
		return account;
	}
}
