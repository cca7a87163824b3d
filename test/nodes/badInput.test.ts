import type { INodeParameters } from 'n8n-workflow';

import type { FaultKind } from '../support/lexware/faults';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { locator, runNode } from '../support/runNode';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		rejectedKeys: [/^revoked/],
	});
});

afterAll(async () => {
	await lexware.close();
});

const unknownId = '00000000-0000-0000-0000-000000000000';

const position = { name: 'Beratung', unitName: 'Std', unitPrice: 80 };
const invoice = {
	recipient: 'address',
	address: { entry: { name: 'Muster AG', countryCode: 'DE' } },
	lineItems: { entry: [position] },
} satisfies INodeParameters;
const positionAsJson = {
	type: 'custom',
	name: 'Beratung',
	quantity: 1,
	unitName: 'Std',
	unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
};
const asJson = (jsonBody: unknown) => ({
	inputMode: 'json',
	jsonBody: typeof jsonBody === 'string' ? jsonBody : JSON.stringify(jsonBody),
});
const invoiceAsJson = {
	voucherDate: '2026-01-15',
	address: { name: 'Muster AG', countryCode: 'DE' },
	lineItems: [positionAsJson],
	totalPrice: { currency: 'EUR' },
	taxConditions: { taxType: 'net' },
	shippingConditions: { shippingType: 'none' },
};

const run = async (key: string, what: string, parameters: INodeParameters) => {
	const [resource = '', operation = ''] = what.split('.');
	return await runNode({ url: lexware.url, key, resource, operation, parameters });
};

const notAnId = (value: string) =>
	`'Contact' is '${value}', which is not an ID; IDs look like 66196c43-bfee-baf3-4335-d64b8f6d0d8b`;

/** Operation, parameters, and what the user reads: nothing is sent in any of these cases. */
const unsent: Array<[string, string, INodeParameters, string | RegExp]> = [
	[
		'no ID',
		'contact.get',
		{ contactId: locator('') },
		// n8n looks for empty locators itself; until 2.0 in this one sentence.
		/^'Contact' is empty; choose a record|"Contact" is required|^The workflow has issues/,
	],
	[
		'a blank ID',
		'contact.get',
		{ contactId: locator('={{ " " }}') },
		"'Contact' is empty; choose a record or give its ID",
	],
	[
		'an ID that an expression did not find',
		'contact.get',
		{ contactId: locator('={{ $json.none }}') },
		/^'Contact' is empty; choose a record/,
	],
	...[
		'..',
		'../profile',
		'RE-1001',
		`${unknownId}/..`,
		`${unknownId}/file`,
		`${unknownId}?x=1`,
		`${unknownId}%2F..`,
		'a\\b',
	].map((value): [string, string, INodeParameters, string] => [
		`the ID ${value}`,
		'contact.get',
		{ contactId: locator(`={{ ${JSON.stringify(value)} }}`) },
		notAnId(value),
	]),
	[
		'a link to a record of another kind',
		'contact.get',
		{ contactId: locator(`https://app.lexware.de/permalink/invoices/view/${unknownId}`, 'url') },
		/not an ID|is not valid|invalid/,
	],
	[
		'JSON with an unexpected character',
		'contact.create',
		asJson('{"company": {"name": Anna}}'),
		"'Record as JSON' is not valid JSON; look at line 1, column 22 (position 21)",
	],
	[
		'JSON that ends too early',
		'contact.create',
		asJson('{\n  "company": {'),
		"'Record as JSON' is not valid JSON; look at line 2, column 15 (position 16)",
	],
	[
		'JSON that is a list',
		'contact.create',
		asJson('[]'),
		"'Record as JSON' is valid JSON but not an object; it has to start with {",
	],
	[
		'no JSON',
		'contact.create',
		asJson(''),
		/'Record as JSON' is empty|"Record as JSON" is required/,
	],
	[
		'301 positions',
		'invoice.create',
		{ ...invoice, lineItems: { entry: Array.from({ length: 301 }, () => position) } },
		"'Line Items' has 301 entries, and at most 300 are allowed",
	],
	[
		'301 positions in JSON',
		'invoice.create',
		asJson({ ...invoiceAsJson, lineItems: Array.from({ length: 301 }, () => positionAsJson) }),
		"'Line Items' has 301 entries, and at most 300 are allowed",
	],
	['no position', 'invoice.create', { ...invoice, lineItems: {} }, "'Line Items' is empty"],
	...['1.234,56', '1,5', '12 €', 'viel'].map((price): [string, string, INodeParameters, string] => [
		`the price ${price}`,
		'invoice.create',
		{
			...invoice,
			lineItems: { entry: [position, { ...position, unitPrice: `={{ "${price}" }}` }] },
		},
		`'Line Items 2 → Unit Price' is '${price}', which is not a number; write it with a decimal point and without thousands separators, such as 1234.56`,
	]),
	...['2026-02-30', '31.04.2026', '11/24/2026', 'tomorrow'].map(
		(day): [string, string, INodeParameters, string] => [
			`the date ${day}`,
			'invoice.create',
			{ ...invoice, voucherDate: day },
			`'Voucher Date' is '${day}', which is not a date; write it as 2026-11-24 or 24.11.2026`,
		],
	),
	[
		'a search text of two characters',
		'contact.getAll',
		{ filters: { name: 'ab' } },
		"'Filters → Name' has 2 characters, and 3 to 128 are allowed",
	],
	[
		'a search text of 129 characters',
		'contact.getAll',
		{ filters: { email: 'x'.repeat(129) } },
		"'Filters → Email' has 129 characters, and 3 to 128 are allowed",
	],
	['a limit of 0', 'contact.getAll', { limit: 0 }, "'Limit' is 0, and at least 1 is allowed"],
	[
		'a note of 1001 characters',
		'contact.create',
		{ companyName: 'A', additionalFields: { note: 'x'.repeat(1001) } },
		"'Additional Fields → Note' has 1001 characters, and at most 1000 are allowed",
	],
	[
		'a resource of another version',
		'timeSheet.get',
		{},
		"This version of the node has no operation '' of 'timeSheet'",
	],
	['a custom API call', '__CUSTOM_API_CALL__.get', {}, 'This node does not run custom API calls'],
	[
		'a custom API call of a resource',
		'contact.__CUSTOM_API_CALL__',
		{},
		'This node does not run custom API calls',
	],
];

describe('bad input', () => {
	it.each(unsent)(
		'(%s) is said before anything is sent',
		async (what, operation, parameters, message) => {
			const key = `unsent-${what}`.replace(/[^\w-]/g, '-');
			const outcome = await run(key, operation, parameters).catch((error: Error) => ({ error }));
			expect(outcome.error?.message).toMatch(
				typeof message === 'string' ? new RegExp(`^${escape(message)}$`) : message,
			);
			expect(lexware.log.arrivals(key)).toEqual([]);
		},
	);

	const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

	it('tells where to go from a custom API call', async () => {
		const { error } = await run('custom', '__CUSTOM_API_CALL__.get', {});
		expect(error?.description).toContain('HTTP Request node');
	});
});

describe('what the API refuses', () => {
	it.each([
		['contact.get', { contactId: locator(unknownId) }, `Contact ${unknownId} was not found`],
		['invoice.get', { invoiceId: locator(unknownId) }, `Invoice ${unknownId} was not found`],
		['invoice.download', { invoiceId: locator(unknownId) }, `Invoice ${unknownId} was not found`],
		['article.delete', { articleId: locator(unknownId) }, `Article ${unknownId} was not found`],
		['voucher.get', { voucherId: locator(unknownId) }, `Voucher ${unknownId} was not found`],
	])('%s of an unknown ID names resource and ID', async (operation, parameters, message) => {
		const { error } = await run('unknown', operation, parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('in the books of another account');
	});

	it.each<[FaultKind | 'revoked', string, string]>([
		['revoked', 'Lexware Office does not accept the API key', 'Make a new key'],
		['unauthorized', 'Lexware Office does not accept the API key', 'Make a new key'],
		[
			'paymentRequired',
			'The Lexware Office contract does not cover this request',
			'whether the contract is active',
		],
		['forbidden', 'The API key may not do this', 'with the permission this needs'],
	])(
		'by %s has its own cure, is sent once, and never tells the key',
		async (kind, message, cure) => {
			const key = `${kind}-4f1c-secret-key`;
			if (kind !== 'revoked') lexware.faults.add({ key, fault: kind });
			const outcome = await run(key, 'contact.create', { companyName: 'Anna AG' });
			const { error } = outcome;
			expect(error?.message).toBe(message);
			expect(error?.description).toContain(cure);
			expect(lexware.log.arrivals(key)).toHaveLength(1);
			expect(JSON.stringify([outcome, error?.stack, error?.cause])).not.toContain(key);
		},
	);

	it('as a route that there is not says so', async () => {
		const { error } = await run('route', 'customRequest.send', { path: '/kontakte' });
		expect(error?.message).toBe('GET /v1/kontakte was not found');
		expect(error?.description).toContain('The API has no such route');
	});

	it('is quoted in its own words, with what support asks for', async () => {
		const { error } = await run('quoted', 'contact.create', {
			companyName: 'Anna AG',
			additionalFields: { emailBusiness: 'no address' },
		});
		expect(error?.message).toMatch(/^Lexware answered: emailAddresses.*: invalid_email_address$/);
		expect(error?.description).toMatch(/Request ID for Lexware's support: [0-9a-f-]{36}/);
	});

	it('is never in the words that n8n avoids', async () => {
		for (const kind of ['unauthorized', 'paymentRequired', 'forbidden'] as const) {
			lexware.faults.add({ key: 'words', fault: kind });
			const { error } = await run('words', 'profile.get', {});
			expect(error?.message).not.toMatch(/\b(error|problem|failure|mistake)/i);
		}
	});
});

describe('what the API refuses an account', () => {
	let narrow: LexwareServer;

	beforeAll(async () => {
		narrow = await startLexware({
			quota: { policy: 'none', requests: 1, windowMs: 1 },
			accounts: {
				bookkeeper: { profile: { businessFeatures: ['BOOKKEEPING'] } },
				'old-key': { withoutScope: ['quotations'] },
				'status-scope': { withoutScope: ['files/status'] },
			},
		});
	});

	afterAll(async () => {
		await narrow.close();
	});

	const call = async (key: string, what: string, parameters: INodeParameters) => {
		const [resource = '', operation = ''] = what.split('.');
		return await runNode({ url: narrow.url, key, resource, operation, parameters });
	};

	it.each([
		['printLayout.getAll', {}, 'INVOICING_PRO'],
		['invoice.get', { invoiceId: locator(unknownId) }, 'INVOICING'],
		['invoice.create', invoice, 'INVOICING'],
	])(
		'%s for want of a feature names the feature, which no key brings',
		async (what, given, one) => {
			narrow.log.clear();
			const { error } = await call('bookkeeper', what, given);
			expect(error?.message).toBe(`This Lexware Office account lacks the business feature ${one}`);
			expect(error?.description).toContain('a new API key does not help');
			expect(narrow.log.lines('bookkeeper').at(-1)).toBe('GET /v1/profile 200');
		},
	);

	it.each([
		['old-key', 'quotation.get', { quotationId: locator(unknownId) }],
		['status-scope', 'file.getStatus', { fileId: locator(unknownId) }],
	])('to a key older than the endpoint (%s) asks for a new key', async (key, what, given) => {
		const { error } = await call(key, what, given);
		expect(error?.message).toBe('The API key may not do this');
		expect(error?.description).toContain('a key made before an endpoint existed lacks it');
	});
});
