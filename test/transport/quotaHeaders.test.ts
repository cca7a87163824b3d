import { readQuota } from '../../nodes/LexwareOffice/transport/quotaHeaders';

const date = 'Tue, 24 Nov 2026 10:00:00 GMT';
const epoch = Date.parse(date) / 1000;

describe('quota headers', () => {
	it.each([
		['nothing', {}, {}],
		['the X- form', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '2' }, [1, 2000]],
		['the standard form', { 'ratelimit-remaining': '0', 'ratelimit-reset': '0.5' }, [0, 500]],
		[
			'the standard form first',
			{ 'ratelimit-remaining': '3', 'x-ratelimit-remaining': '9' },
			[3, undefined],
		],
		['the first of several', { 'x-ratelimit-remaining': ['4', '5'] }, [4, undefined]],
		['a fraction of a request as none', { 'x-ratelimit-remaining': '0.9' }, [0, undefined]],
		['junk', { 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': '-1' }, []],
		['a month as an hour', { 'x-ratelimit-reset': '2592000' }, [undefined, 3_600_000]],
		[
			'a point in time against the Date of the answer, which is cut to the second',
			{ 'x-ratelimit-reset': String(epoch + 10), date },
			[undefined, 9500],
		],
		[
			'a point in time that has passed',
			{ 'x-ratelimit-reset': String(epoch - 10), date },
			[undefined, 0],
		],
		[
			'a point in time without a Date',
			{ 'x-ratelimit-reset': String(epoch + 10) },
			[undefined, undefined],
		],
	])('reads %s', (_name, headers, expected) => {
		const [remaining, resetMs] = Array.isArray(expected) ? expected : [];
		expect(readQuota(headers)).toEqual({ remaining, resetMs });
	});
});
