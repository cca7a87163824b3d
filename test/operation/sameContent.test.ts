import { isContained } from '../../nodes/LexwareOffice/operation/sameContent';
import type { JsonObject } from '../../nodes/LexwareOffice/transport/request';

describe('the content that was sent', () => {
	it.each<[string, JsonObject, JsonObject]>([
		['what the server adds', { title: 'A' }, { title: 'A', id: '1', taxAmounts: [] }],
		['a version the server counts', { version: 0 }, { version: 1 }],
		[
			'an instant under another offset',
			{ voucherDate: '2026-01-14T23:00:00.000Z' },
			{ voucherDate: '2026-01-15T00:00:00.000+01:00' },
		],
		[
			'a day that comes back as midnight',
			{ voucherDate: '2026-07-15' },
			{ voucherDate: '2026-07-15T00:00:00.000+02:00' },
		],
		['a number that comes back as text', { amount: 80 }, { amount: '80.00' }],
		['the same truth', { archived: true }, { archived: true }],
		['an empty member that is missing', { note: '' }, {}],
		['an absent member', { note: undefined }, { note: 'x' }],
		['line ends and blanks at the end', { remark: 'a\r\nb ' }, { remark: 'a\nb' }],
		[
			'members of members and entries of lists',
			{ address: { name: 'A' }, lineItems: [{ quantity: 1 }] },
			{ address: { name: 'A', city: 'B' }, lineItems: [{ quantity: 1, lineItemAmount: 2 }] },
		],
		['an empty object', { roles: { customer: {} } }, { roles: { customer: { number: 10001 } } }],
	])('is there beside %s', (_, sent, record) => {
		expect(isContained(sent, record)).toBe(true);
	});

	it.each<[string, JsonObject, JsonObject]>([
		['another text', { title: 'A' }, { title: 'B' }],
		['another case', { title: 'A' }, { title: 'a' }],
		['another number', { amount: 80 }, { amount: 80.01 }],
		['a number that is missing', { amount: 0 }, {}],
		['a number that is null', { amount: 0 }, { amount: null }],
		['a truth for a number', { amount: 1 }, { amount: true }],
		['another truth', { archived: false }, { archived: true }],
		['an empty member that is filled', { note: '' }, { note: 'x' }],
		['a shorter list', { lineItems: [{ a: 1 }, { a: 1 }] }, { lineItems: [{ a: 1 }] }],
		['a longer list', { lineItems: [{ a: 1 }] }, { lineItems: [{ a: 1 }, { a: 1 }] }],
		['a list whose second entry differs', { list: ['a', 'b'] }, { list: ['a', 'c'] }],
		['another order', { list: ['a', 'b'] }, { list: ['b', 'a'] }],
		['another day', { voucherDate: '2026-07-15' }, { voucherDate: '2026-07-15T23:00:00.000Z' }],
		[
			'another instant',
			{ voucherDate: '2026-01-14T23:00:00.000Z' },
			{ voucherDate: '2026-01-15T00:00:01.000+01:00' },
		],
		['a text that ends in a day', { title: 'for 2026-07-15' }, { title: 'of 2026-07-15T00:00' }],
		['a day after a text', { title: '2026-07-15' }, { title: 'x 2026-07-15T00:00:00.000+02:00' }],
		['a number that is off by a trifle', { amount: 1 }, { amount: 1 + 2e-9 }],
		['a list for a text', { title: 'a' }, { title: ['a'] }],
		['a missing member', { address: { city: 'B' } }, { address: { name: 'A' } }],
		['a missing object', { address: { city: 'B' } }, {}],
	])('is not there with %s', (_, sent, record) => {
		expect(isContained(sent, record)).toBe(false);
	});
});
