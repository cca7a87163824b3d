// A search as n8n's dropdowns call it: through the same limiter as everything else, ahead of bulk work.
// Called by n8n when somebody opens a locator's list.
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { toNodeError } from '../operation/nodeErrors';
import { readAccount } from '../transport/account';
import { openClient, type Client } from '../transport/client';
import { createHttp, credentialType } from '../transport/http';

/** What a search is asked; `page` counts from 0. */
export interface Question {
	filter: string;
	page: number;
	send: Client['send'];
}

export type Search = (question: Question) => Promise<INodeListSearchResult>;

/** Nobody watches an open dropdown for longer. */
const maxWaitMs = 30_000;

/** Shows the API's own error instead of an empty list. */
export function toListSearch(resource: string, search: Search) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const { result, error } = await attempt(async () => {
			const account = readAccount(await this.getCredentials(credentialType));
			const { send } = openClient(account, { maxWaitMs, urgent: true }, createHttp(this, account));
			return await search({
				filter: filter?.trim() ?? '',
				page: Number(paginationToken ?? 0),
				send,
			});
		});
		if (result) return result;
		throw toNodeError(error, { node: this.getNode(), resource });
	};
}

async function attempt<T>(action: () => Promise<T>): Promise<{ result?: T; error?: unknown }> {
	try {
		return { result: await action() };
	} catch (error) {
		return { error };
	}
}
