import { parseRetryAfter } from '../../nodes/LexwareOffice/transport/retryAfter';

const wait = (ms: number) => ({ kind: 'wait', ms });
const none = { kind: 'none' };
const date = 'Tue, 24 Nov 2026 10:00:00 GMT';

describe('Retry-After in milliseconds', () => {
	it.each([
		['whole seconds', '7', wait(7000)],
		['a fraction', '0.25', wait(250)],
		['surrounding blanks', '  3 ', wait(3000)],
		['the first of several', ['2', '9'], wait(2000)],
		['zero, so that the backoff applies', '0', wait(0)],
		['a negative number as zero', '-5', wait(0)],
		['exactly two minutes', '120', wait(120_000)],
		['more than two minutes as too long', '121', { kind: 'tooLong', ms: 121_000 }],
		['a day as too long, with the true length', '86400', { kind: 'tooLong', ms: 86_400_000 }],
		['absence', undefined, none],
		['an empty list', [], none],
		['an empty text', '', none],
		['words', 'soon', none],
		['an exponent', '1e3', none],
		['a decimal comma, which is no date either', '2,5', none],
		['Infinity', 'Infinity', none],
		['NaN', 'NaN', none],
		['a hexadecimal number', '0x10', none],
		['a number with a unit', '5s', none],
		['an ISO date', '2026-11-24T10:00:07Z', none],
	])('reads %s', (_name, header, expected) => {
		expect(parseRetryAfter({ 'retry-after': header })).toEqual(expected);
	});

	it.each([
		['a date against the Date of the answer', 'Tue, 24 Nov 2026 10:00:07 GMT', wait(7000)],
		['a date in the past as zero', 'Tue, 24 Nov 2026 09:59:00 GMT', wait(0)],
		['a date far ahead', 'Tue, 24 Nov 2026 11:00:00 GMT', { kind: 'tooLong', ms: 3_600_000 }],
		['a date that does not exist', 'Tue, 99 Foo 2026 10:00:07 GMT', none],
	])('reads %s', (_name, header, expected) => {
		expect(parseRetryAfter({ 'retry-after': header, date })).toEqual(expected);
	});

	it('does not trust the local clock when the answer has no Date', () => {
		expect(parseRetryAfter({ 'retry-after': 'Tue, 24 Nov 2099 10:00:07 GMT' })).toEqual(wait(0));
	});

	it('keeps a number of absurd length finite', () => {
		const read = parseRetryAfter({ 'retry-after': '9'.repeat(400) });
		expect(read).toEqual({ kind: 'tooLong', ms: Number.MAX_SAFE_INTEGER });
	});
});
