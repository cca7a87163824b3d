// One way through an operation of the table: what it needs in the books, and what has to come of it.
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import type { Account } from '../lexware/account';
import type { TestClient } from '../lexware/testClient';

export interface Books {
	/** The account behind the key of the row. */
	account: Account;
	/** The API with the same key, for what an operation needs to be there. */
	api: TestClient;
}

export interface Course {
	parameters?: INodeParameters;
	/** Files of the item. */
	binary?: IBinaryKeyData;
	/**
	 * Every request that has to arrive, in order, with the status of its answer; where one asks for what another has
	 * just made, found with the JSON of the first item.
	 */
	arrives: string[] | ((json: IDataObject) => string[]);
	/** What the items have to hold among other members, one each. */
	gives: IDataObject[];
	/** The file of the first item, by the beginning of its content. */
	file?: { fileName: string; mimeType: string; start: string };
	/** Of a write: what the books hold afterwards, found with the JSON of the first item, and what it has to be like. */
	leaves?: { find: (json: IDataObject) => unknown; like: object };
}

/** Fills the books and tells what has to come of it. Rows go by names such as `article.create`. */
export type Row = (books: Books) => Course | Promise<Course>;

export type Rows = Record<string, Row>;

/** Adds a record through the API itself. @returns its id */
export async function add(api: TestClient, path: string, body: object): Promise<string> {
	const { status, data } = await api.post(path, body);
	const id: unknown = Object(data).id;
	if (status >= 300 || typeof id !== 'string') throw new Error(`POST ${path} gave ${status}`);
	return id;
}
