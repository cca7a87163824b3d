/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { DateTime } from 'luxon';

import { toBerlinDay, toBerlinMidnight } from '../../nodes/LexwareOffice/operation/dates';

const newYork = { zone: 'America/New_York' };

describe('a date becomes a calendar day in Berlin', () => {
	it.each([
		['a day as it is', '2026-11-24', '2026-11-24'],
		['blanks around it ignored', ' 2026-11-24 ', '2026-11-24'],
		['a time without zone as that day', '2026-11-24T23:59:59', '2026-11-24'],
		['a time without zone and with a blank', '2026-11-24 00:00', '2026-11-24'],
		['a German date', '24.11.2026', '2026-11-24'],
		['a short German date', '4.1.2026', '2026-01-04'],
		['a German date with time', '24.11.2026, 23:30 Uhr', '2026-11-24'],
		['a leap day', '2028-02-29', '2028-02-29'],
	])('reads %s', (_, text, day) => {
		expect(toBerlinDay(text)).toBe(day);
	});

	it.each([
		['23:30Z on 31 December is the next year in Berlin', '2026-12-31T23:30:00Z', '2027-01-01'],
		['22:59Z on 31 December is not yet', '2026-12-31T22:59:59.999Z', '2026-12-31'],
		['in summer the day begins at 22:00Z', '2026-06-30T22:00:00Z', '2026-07-01'],
		['and not before', '2026-06-30T21:59:59Z', '2026-06-30'],
		['the night the clocks go forward, before', '2026-03-28T22:59:00Z', '2026-03-28'],
		['the night the clocks go forward, at midnight', '2026-03-28T23:00:00Z', '2026-03-29'],
		['the evening after has summer time', '2026-03-29T22:00:00Z', '2026-03-30'],
		['the night the clocks go back, at midnight', '2026-10-24T22:00:00Z', '2026-10-25'],
		['the second 02:30 of that night', '2026-10-25T01:30:00Z', '2026-10-25'],
		['the evening after has winter time', '2026-10-25T22:59:00Z', '2026-10-25'],
		['an offset of New York', '2026-11-24T20:00:00-05:00', '2026-11-25'],
		['an offset without colon', '2026-11-24T20:00:00-0500', '2026-11-25'],
		['an offset of hours only, as PostgreSQL gives it', '2026-12-31 23:30:00+00', '2027-01-01'],
		['a fraction of microseconds', '2026-12-31 23:30:00.123456+00:00', '2027-01-01'],
		['a fraction after a comma', '2026-12-31T23:30:00,5Z', '2027-01-01'],
		['lower case', '2026-12-31t23:30:00z', '2027-01-01'],
		['the name of the zone behind the offset', '2026-11-25T09:00+09:00[Asia/Tokyo]', '2026-11-25'],
	])('%s', (_, text, day) => {
		expect(toBerlinDay(text)).toBe(day);
	});

	it.each([
		['JS Date', new Date('2026-12-31T23:30:00Z'), '2027-01-01'],
		[
			'Luxon DateTime in UTC',
			DateTime.fromISO('2026-12-31T23:30:00Z', { zone: 'utc' }),
			'2027-01-01',
		],
		[
			'Luxon DateTime of an n8n in New York: its evening is the next day in Berlin',
			DateTime.fromISO('2026-11-24T20:00:00', newYork),
			'2026-11-25',
		],
		[
			'Luxon day of an n8n in New York: its midnight is the morning in Berlin',
			DateTime.fromISO('2026-11-24', newYork),
			'2026-11-24',
		],
	])('reads a %s', (_, value, day) => {
		expect(toBerlinDay(value)).toBe(day);
	});

	it.each([
		'2026-02-30',
		'2027-02-29',
		'2026-13-01',
		'2026-00-10',
		'31.04.2026',
		'31.04.2026 10:00',
		'2026-02-30T10:00:00Z',
		'2026-11-24T25:00',
		'2026-11-24T10:99:00Z',
		'2026-11-24T10:00 and more',
		'2026-11-24 and more',
		'24.11.2026 and more',
		'24.11.26',
		'11/24/2026',
		'24/11/2026',
		'20261124',
		'2026-11-24T10:00[America/New_York]',
		'tomorrow',
		'',
		0,
		45_985,
		1_795_478_400_000,
		true,
		null,
		undefined,
		{},
		new Date('nonsense'),
		DateTime.invalid('nonsense'),
	])('refuses %p', (value) => {
		expect(toBerlinDay(value)).toBeUndefined();
	});

	it('is the same day on a machine in New York, Auckland or UTC', () => {
		const script = `
			const { toBerlinDay, toBerlinMidnight } = require('./nodes/LexwareOffice/operation/dates.ts');
			const days = ['2026-11-24', '2026-11-24T23:30:00', '24.11.2026', '2026-12-31T23:30:00Z'].map(toBerlinDay);
			console.log(JSON.stringify([...days, toBerlinMidnight('2026-03-29'), toBerlinMidnight('2026-10-25')]));
		`;
		for (const TZ of ['America/New_York', 'Pacific/Auckland', 'UTC']) {
			const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
				cwd: path.join(__dirname, '../..'),
				env: { ...process.env, TZ },
				encoding: 'utf8',
			});
			expect(JSON.parse(output)).toEqual([
				'2026-11-24',
				'2026-11-24',
				'2026-11-24',
				'2027-01-01',
				'2026-03-29T00:00:00.000+01:00',
				'2026-10-25T00:00:00.000+02:00',
			]);
		}
	});
});

describe('midnight in Berlin', () => {
	it.each([
		['2026-01-15', '2026-01-15T00:00:00.000+01:00'],
		['2026-07-15', '2026-07-15T00:00:00.000+02:00'],
		// The clocks go forward at 02:00 that night: midnight is still winter time.
		['2026-03-29', '2026-03-29T00:00:00.000+01:00'],
		['2026-03-30', '2026-03-30T00:00:00.000+02:00'],
		// The clocks go back at 03:00 that night: midnight is still summer time.
		['2026-10-25', '2026-10-25T00:00:00.000+02:00'],
		['2026-10-26', '2026-10-26T00:00:00.000+01:00'],
		['2026-12-31', '2026-12-31T00:00:00.000+01:00'],
	])('of %s is %s', (day, midnight) => {
		expect(toBerlinMidnight(day)).toBe(midnight);
	});

	it('falls on its own day, every day of two years, in the form the API takes', () => {
		for (let days = 0; days < 730; days++) {
			const day = new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
			const midnight = toBerlinMidnight(day);
			expect(midnight).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000\+0[12]:00$/);
			expect(toBerlinDay(midnight)).toBe(day);
			expect(toBerlinDay(new Date(Date.parse(midnight) - 1))).not.toBe(day);
		}
	});
});
