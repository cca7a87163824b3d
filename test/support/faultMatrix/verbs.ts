// The requests of the matrix: how the node makes them, and what the server's books say about each item.
import { randomUUID } from 'node:crypto';

import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import type { Account } from '../lexware/account';
import { contact, invoice } from '../creations';

export interface Input {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

export interface Verb {
	name: string;
	/** The requests that a fault hits. */
	target: { method: string; path: string };
	parameters: INodeParameters;
	/** One item: fills the books with what it needs. `name` is found nowhere else. */
	inputFor: (account: Account, name: string) => Input;
	/** How often the item's effect is in the books; for reads, whether it could be read. */
	countEffects: (account: Account, name: string, input: Input) => number;
	/** The id that the item has to come out with; left out where it has none. */
	idOf?: (account: Account, name: string, input: Input) => unknown;
	isRead?: true;
}

const nameOf = '={{ $json.name }}';
const idOf = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

const keyOf = <T>(entries: Iterable<[string, T]>, isMeant: (value: T) => boolean) =>
	[...entries].find(([, value]) => isMeant(value))?.[0];

const givenId = (_account: Account, _name: string, { json }: Input) => json.id;

const count = <T>(values: Iterable<T>, isMeant: (value: T) => boolean) =>
	[...values].filter(isMeant).length;

function addArticle(account: Account, name: string): Input {
	const id = randomUUID();
	const now = new Date().toISOString();
	account.articles.set(id, {
		id,
		organizationId: account.profile.organizationId,
		createdDate: now,
		updatedDate: now,
		archived: false,
		title: 'Stunde',
		type: 'SERVICE',
		unitName: 'Std',
		price: { leadingPrice: 'NET', netPrice: 80, grossPrice: 95.2, taxRate: 19 },
		articleNumber: null,
		gtin: null,
		description: null,
		note: null,
		version: 0,
	});
	account.revision += 1;
	return { json: { id, name } };
}

function fileOf(name: string): Buffer {
	return Buffer.from(`%PDF-1.7 ${name}`);
}

const article = (operation: string) => ({ resource: 'article', operation, articleId: idOf });

export const verbs: Verb[] = [
	{
		name: 'GET',
		target: { method: 'GET', path: '/v1/articles/' },
		parameters: { ...article('get'), simplify: false },
		inputFor: addArticle,
		countEffects: () => 1,
		idOf: givenId,
		isRead: true,
	},
	{
		name: 'POST invoice',
		target: { method: 'POST', path: '/v1/invoices' },
		parameters: {
			resource: 'invoice',
			operation: 'create',
			...invoice.parameters,
			additionalFields: { remark: nameOf },
		},
		inputFor: (_, name) => ({ json: { name } }),
		countEffects: ({ documents }, name) =>
			count(documents.values(), ({ record }) => record.remark === name),
		idOf: ({ documents }, name) => keyOf(documents, ({ record }) => record.remark === name),
	},
	{
		name: 'POST contact',
		target: { method: 'POST', path: '/v1/contacts' },
		parameters: {
			resource: 'contact',
			operation: 'create',
			...contact.parameters,
			companyName: nameOf,
		},
		inputFor: (_, name) => ({ json: { name } }),
		countEffects: ({ contacts }, name) =>
			count(contacts.values(), ({ company }) => company?.name === name),
		idOf: ({ contacts }, name) => keyOf(contacts, ({ company }) => company?.name === name),
	},
	{
		name: 'PUT',
		target: { method: 'PUT', path: '/v1/articles/' },
		parameters: { ...article('update'), updateFields: { note: nameOf } },
		inputFor: addArticle,
		countEffects: ({ articles }, name) => count(articles.values(), ({ note }) => note === name),
		idOf: givenId,
	},
	{
		name: 'DELETE',
		target: { method: 'DELETE', path: '/v1/articles/' },
		parameters: article('delete'),
		inputFor: addArticle,
		countEffects: ({ articles }, _, { json }) => (articles.has(String(json.id)) ? 0 : 1),
	},
	{
		name: 'upload',
		target: { method: 'POST', path: '/v1/files' },
		parameters: { resource: 'file', operation: 'upload', inputDataField: 'data' },
		inputFor: (_, name) => ({
			json: {},
			binary: {
				data: {
					data: fileOf(name).toString('base64'),
					mimeType: 'application/pdf',
					fileName: 'receipt.pdf',
				},
			},
		}),
		countEffects: ({ files }, name) =>
			count(files.values(), ({ content }) => content.equals(fileOf(name))),
		idOf: ({ files }, name) => keyOf(files, ({ content }) => content.equals(fileOf(name))),
	},
];
