import { resources } from '../../nodes/LexwareOffice/resources';
import { endpointsOf } from '../support/endpoints';

/** The method matrix of the API (https://developers.lexware.io/docs/), resource by resource. */
const matrix: Record<string, string[]> = {
	articles: [
		'GET /articles',
		'GET /articles/{id}',
		'POST /articles',
		'PUT /articles/{id}',
		'DELETE /articles/{id}',
	],
	contacts: ['GET /contacts', 'GET /contacts/{id}', 'POST /contacts', 'PUT /contacts/{id}'],
	countries: ['GET /countries'],
	'credit-notes': salesDocument('credit-notes'),
	'delivery-notes': salesDocument('delivery-notes'),
	'down-payment-invoices': [
		'GET /down-payment-invoices/{id}',
		'GET /down-payment-invoices/{id}/file',
	],
	dunnings: salesDocument('dunnings'),
	'event-subscriptions': [
		'GET /event-subscriptions',
		'GET /event-subscriptions/{id}',
		'POST /event-subscriptions',
		'DELETE /event-subscriptions/{id}',
	],
	files: ['POST /files', 'GET /files/{id}', 'GET /files/{id}/status'],
	invoices: salesDocument('invoices'),
	'order-confirmations': salesDocument('order-confirmations'),
	'payment-conditions': ['GET /payment-conditions'],
	payments: ['GET /payments/{id}'],
	'posting-categories': ['GET /posting-categories'],
	'print-layouts': ['GET /print-layouts'],
	profile: ['GET /profile'],
	quotations: salesDocument('quotations'),
	'recurring-templates': ['GET /recurring-templates', 'GET /recurring-templates/{id}'],
	voucherlist: ['GET /voucherlist'],
	vouchers: [
		'GET /vouchers',
		'GET /vouchers/{id}',
		'POST /vouchers',
		'PUT /vouchers/{id}',
		'POST /vouchers/{id}/files',
	],
};

function salesDocument(path: string): string[] {
	return [
		`GET /${path}/{id}`,
		`POST /${path}`,
		`GET /${path}/{id}/file`,
		`GET /${path}/{id}/document`,
	];
}

/** What no operation uses, and why. */
const leftOut: Array<[RegExp, string]> = [
	[
		/^GET \/[\w-]+\/\{id\}\/document$/,
		'deprecated since 13.08.2025; /file gives the same bytes without rendering a draft',
	],
];

const isLeftOut = (endpoint: string) => leftOut.some(([pattern]) => pattern.test(endpoint));

let covered: Set<string>;

beforeAll(async () => {
	const operations = resources.flatMap((resource) => resource.operations);
	covered = new Set((await Promise.all(operations.map(endpointsOf))).flat());
});

describe('the method matrix of the API', () => {
	it.each(Object.entries(matrix))('%s is covered, or left out with a reason', (_, endpoints) => {
		const missing = endpoints.filter((one) => !covered.has(one) && !isLeftOut(one));
		expect(missing).toEqual([]);
	});

	it('leaves out nothing that an operation uses', () => {
		expect([...covered].filter(isLeftOut)).toEqual([]);
	});

	it('has every endpoint that an operation uses, so that none is made up', () => {
		const known = new Set(Object.values(matrix).flat());
		// The custom request goes to whatever route it is given.
		const unknown = [...covered].filter((one) => !known.has(one) && one !== 'GET /sample');
		expect(unknown).toEqual([]);
	});
});
