/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// The lists of the locators, asked for through n8n's own context for dropdowns.
import { inspect } from 'node:util';

import { NodeApiError, type INodeListSearchResult, type INodeProperties } from 'n8n-workflow';

import { searches } from '../../nodes/LexwareOffice/search';
import { seedContact } from '../support/lexware/resources/contacts';
import { categories } from '../support/lexware/resources/postingCategories';
import { seedDownPaymentInvoice } from '../support/lexware/resources/downPaymentInvoices';
import { sampleDocument } from '../support/lexware/sales/sample';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { jsonOf, runsOf } from '../support/runNode';
import { searchList } from '../support/searchList';
import { thisPackage } from '../support/thisPackage';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const ask = async (key: string, method: string, filter?: string, paginationToken?: string) =>
	await searchList({ url: lexware.url, key, method, filter, paginationToken });

function seed(key: string, name: string) {
	const body = { version: 0, roles: { customer: {} }, company: { name } };
	return seedContact(lexware.account(key), body);
}

const namesOf = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

const item = { type: 'custom', name: 'Rat', quantity: 1, unitName: 'Std', unitPrice: 1 } as const;

/** Makes a document for the given recipient and gives its id. */
async function newDocument(key: string, resource: string, name: string): Promise<string> {
	const create = runsOf(resource, () => lexware.url);
	const { id } = await jsonOf(
		create(key, 'create', {
			finalize: true,
			recipient: 'address',
			address: { entry: { name, countryCode: 'DE' } },
			voucherDate: '2026-01-15',
			expirationDate: '2026-02-15',
			lineItems: { entry: [item] },
		}),
	);
	return String(id);
}

async function newArticle(key: string, title: string): Promise<string> {
	const create = runsOf('article', () => lexware.url);
	const { id } = await jsonOf(
		create(key, 'create', { title, type: 'SERVICE', unitName: 'Std', netPrice: 1 }),
	);
	return String(id);
}

function newDownPaymentInvoice(key: string, name: string): string {
	const document = { ...sampleDocument, address: { name, countryCode: 'DE' } };
	return seedDownPaymentInvoice(lexware.account(key), document).record.id;
}

type Make = (key: string, name: string) => string | Promise<string>;

const documentsOf =
	(resource: string): Make =>
	async (key, name) =>
		await newDocument(key, resource, name);

/** How a record of the given name comes into the books, for every list. */
const makers: Record<string, Make> = {
	searchArticles: newArticle,
	searchContacts: (key, name) => seed(key, name).id,
	searchCreditNotes: documentsOf('creditNote'),
	searchDeliveryNotes: documentsOf('deliveryNote'),
	searchDownPaymentInvoices: newDownPaymentInvoice,
	searchInvoices: documentsOf('invoice'),
	searchOrderConfirmations: documentsOf('orderConfirmation'),
	searchQuotations: documentsOf('quotation'),
};

describe('the lists of the locators', () => {
	it('are all tested here, and asked for by a locator each', () => {
		expect(Object.keys(searches).sort()).toEqual(
			[...Object.keys(makers), 'searchPostingCategories'].sort(),
		);
		const [node] = thisPackage().nodes;
		const asked = new Set(searchMethodsIn(node?.description.properties ?? []));
		expect([...asked].sort()).toEqual(Object.keys(searches).sort());
	});

	it.each(Object.entries(makers))(
		'%s finds by name, with an ampersand in it',
		async (method, make) => {
			const key = `find-${method}`;
			for (const other of ['Müller und Söhne', 'Müller &amp; Söhne', 'Söhne & Müller'])
				await make(key, other);
			const id = await make(key, 'Müller & Söhne');
			const { results, paginationToken } = await ask(key, method, ' Müller & Söhne ');
			expect(results.map(({ value }) => value)).toEqual([id]);
			expect(results[0]?.name).toContain('Müller & Söhne');
			expect(paginationToken).toBeUndefined();
			expect(namesOf(await ask(key, method))).toHaveLength(4);
		},
	);

	it('searchPostingCategories finds by name', async () => {
		const wanted = categories.filter(({ name }) => name.includes('Verpflegung'));
		const { results } = await ask('find-categories', 'searchPostingCategories', 'verpflegung');
		expect(wanted.length).toBeGreaterThan(1);
		expect(results.map(({ value }) => value)).toEqual(wanted.map(({ id }) => id));
	});

	it.each(Object.keys(searches))(
		'%s is empty when there is nothing, and says so',
		async (method) => {
			expect(await ask(`empty-${method}`, method, 'gibt es nicht')).toEqual({ results: [] });
			expect(lexware.log.arrivals(`empty-${method}`)).not.toHaveLength(0);
		},
	);

	it('go on with the token of the page before, to the end', async () => {
		const wanted = Array.from({ length: 230 }, (_, n) => seed('pages', `Kunde ${n}`).id);
		const found: unknown[] = [];
		const sizes: number[] = [];
		let token: string | undefined;
		do {
			const list = await ask('pages', 'searchContacts', 'Kunde', token);
			found.push(...list.results.map(({ value }) => value));
			sizes.push(list.results.length);
			token = list.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(sizes).toEqual([100, 100, 30]);
		expect(found.sort()).toEqual(wanted.sort());
	});
});

/** Of the locators, wherever they are. */
function searchMethodsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(searchMethodsIn);
	if (typeof value !== 'object' || value === null) return [];
	const { searchListMethod } = value as NonNullable<INodeProperties['typeOptions']> & object;
	const own = typeof searchListMethod === 'string' ? [searchListMethod] : [];
	return [...own, ...Object.values(value).flatMap(searchMethodsIn)];
}

const failures = [
	['unauthorized', 'Lexware Office does not accept the API key', 'Make a new key'],
	[
		'paymentRequired',
		'The Lexware Office contract does not cover this request',
		'whether the contract is active',
	],
	['forbidden', 'The API key may not do this', 'Make a new key'],
	['serverError', 'Lexware Office is not available at the moment', 'https://status.lexware.de'],
	['reset', 'Lexware Office is not available at the moment', 'https://status.lexware.de'],
] as const;

describe('a list that cannot be read', () => {
	it.each(failures)('shows what happened and what to do: %s', async (fault, message, remedy) => {
		const askInVain = async (method: string) => {
			const key = `Geheim-${method}-${fault}`;
			lexware.faults.add({ key, times: Infinity, fault });
			return await failureOf(ask(key, method, 'Müller'));
		};
		const errors = await Promise.all(Object.keys(searches).map(askInVain));
		expect(errors).toHaveLength(9);
		for (const error of errors) {
			if (!(error instanceof NodeApiError)) throw error;
			expect(error.message).toContain(message);
			expect(error.description).toContain(remedy);
			expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('Geheim');
			expect(JSON.stringify(error)).not.toContain('Geheim');
		}
	});

	it('is asked for again when one answer gets lost', async () => {
		const { id } = seed('lost', 'Anna AG');
		lexware.faults.add({ key: 'lost', fault: { kind: 'reset', after: true } });
		const { results } = await ask('lost', 'searchContacts', 'Anna');
		expect(results.map(({ value }) => value)).toEqual([id]);
		expect(lexware.log.arrivals('lost')).toHaveLength(2);
	});
});

async function failureOf(action: Promise<unknown>): Promise<unknown> {
	const [result] = await Promise.allSettled([action]);
	if (result.status === 'rejected') return result.reason;
	throw new Error('The list came all the same');
}
