import { createPolicy, type QuotaPolicy, type QuotaRate } from './quota';
import { retryAfterHeader, Throttle, type RetryAfterForm } from './throttle';

/** Sends at the given times and tells which of them pass. */
function passing(policy: QuotaPolicy, times: number[]): number[] {
	return times.filter((now) => {
		if (policy.waitMs(now) > 0) return false;
		policy.spend(now);
		return true;
	});
}

const twoPerSecond = (policy: QuotaRate['policy'], burst?: number) =>
	createPolicy({ policy, requests: 2, windowMs: 1000, burst });

describe('quota policies', () => {
	it.each<[string, QuotaPolicy, number[], number[]]>([
		[
			'a bucket refills at its rate',
			twoPerSecond('bucket'),
			[0, 0, 0, 499, 500, 999, 1000],
			[0, 0, 500, 1000],
		],
		[
			'a bucket grants its burst after a pause and no more',
			twoPerSecond('bucket', 4),
			[9000, 9000, 9000, 9000, 9000],
			[9000, 9000, 9000, 9000],
		],
		[
			'a sliding log frees a place exactly when a request leaves the window',
			twoPerSecond('sliding'),
			[0, 900, 999, 1000, 1899, 1900],
			[0, 900, 1000, 1900],
		],
		[
			'a fixed window starts afresh at its border',
			twoPerSecond('fixed'),
			[900, 950, 990, 1000, 1001, 1002, 2000],
			[900, 950, 1000, 1001, 2000],
		],
		[
			'strict spacing allows no burst',
			twoPerSecond('spacing'),
			[0, 1, 499, 500, 1400, 1899, 1900],
			[0, 500, 1400, 1900],
		],
		['without a quota everything passes', twoPerSecond('none'), [0, 0, 0], [0, 0, 0]],
	])('%s', (_name, policy, sent, expected) => {
		expect(passing(policy, sent)).toEqual(expected);
	});

	it.each<[QuotaRate['policy'], number]>([
		['bucket', 500],
		['sliding', 1000],
		['fixed', 1000],
		['spacing', 1000],
	])('%s says how long a refused request would have to wait', (name, waitMs) => {
		const policy = twoPerSecond(name);
		passing(policy, [0, 0]);
		if (name === 'spacing') policy.spend(0);
		expect(policy.waitMs(0)).toBeCloseTo(waitMs, 1);
		expect(policy.waitMs(waitMs)).toBe(0);
	});
});

describe('the throttle', () => {
	it('keeps keys apart and gives a key a quota of its own', () => {
		const throttle = new Throttle({ policy: 'sliding', requests: 1, windowMs: 1000 });
		throttle.configure({ policy: 'none', requests: 1, windowMs: 1 }, 'free');
		for (const key of ['a', 'free', 'free']) throttle.spend(key, 0);
		expect(['a', 'b', 'free'].map((key) => throttle.waitMs(key, 0))).toEqual([1000, 0, 0]);
	});

	it('refuses a blocked key until the block ends', () => {
		const throttle = new Throttle();
		throttle.block('a', 5000);
		expect(throttle.waitMs('a', 4000)).toBe(1000);
		expect(throttle.waitMs('a', 5000)).toBe(0);
	});

	it('prolongs the block with every refusal where the quota says so', () => {
		const throttle = new Throttle({
			policy: 'sliding',
			requests: 1,
			windowMs: 100,
			blockAfterRefusalMs: 3000,
		});
		throttle.spend('a', 0);
		throttle.refuse('a', 50);
		throttle.refuse('a', 1000);
		expect(throttle.waitMs('a', 1000)).toBe(3000);
	});

	it('counts refused requests where the quota says so', () => {
		const throttle = new Throttle({
			policy: 'sliding',
			requests: 1,
			windowMs: 1000,
			countsRefused: true,
		});
		throttle.spend('a', 0);
		throttle.refuse('a', 600);
		expect(throttle.waitMs('a', 1000)).toBe(600);
	});

	it.each<[RetryAfterForm, string | string[] | undefined]>([
		['absent', undefined],
		['seconds', '2'],
		['fraction', '1.200'],
		['date', 'Thu, 01 Jan 1970 00:00:02 GMT'],
		['zero', '0'],
		['negative', '-1'],
		['junk', 'soon'],
		['huge', '99999999999'],
		['array', ['2', '2']],
	])('tells the wait in the form %s', (form, expected) => {
		expect(retryAfterHeader(form, 1200, 0)['retry-after']).toEqual(expected);
	});
});
