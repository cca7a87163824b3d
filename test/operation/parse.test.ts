import type { Field } from '../../nodes/LexwareOffice/operation/field';
import { parseField, parseMember } from '../../nodes/LexwareOffice/operation/parse';

type Single = Exclude<Field, { type: 'collection' | 'group' | 'file' }>;

const notANumber =
	'which is not a number; write it with a decimal point and without thousands separators, such as 1234.56';
const uuid = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';

const field = (more: Partial<Single> & Pick<Single, 'type'>) =>
	({ displayName: 'Field', options: [], ...more }) as Single;

describe('a number', () => {
	it.each([
		[0, 0],
		[-3.5, -3.5],
		['12', 12],
		[' 12.50 ', 12.5],
		['-0.5', -0.5],
		['+7', 7],
		['.5', 0.5],
		['.25', 0.25],
		['1e12', 1e12],
		['5.', 5],
		['1e3', 1000],
		['1.5E-2', 0.015],
	])('is read from %p', (raw, value) => {
		expect(parseField(field({ type: 'number' }), raw)).toEqual({ value });
	});

	it.each([
		'1.234,56',
		'1,5',
		'1,234.56',
		"1'234",
		'1 234',
		'12 €',
		'zwölf',
		'0x10',
		'1e',
		'--1',
		'NaN',
		'Infinity',
		'1e999',
		true,
	])('is not guessed from %p', (raw) => {
		expect(parseField(field({ type: 'number' }), raw)).toEqual({
			finding: `is '${String(raw)}', ${notANumber}`,
		});
	});

	it.each([[[5]], [{ value: 5 }], [NaN], [Infinity], [new Date(0)]])(
		'is not taken from %p',
		(raw) => {
			expect(parseField(field({ type: 'number' }), raw).finding).toContain(notANumber);
		},
	);

	it.each([
		[{ minValue: 0 }, -1, 'is -1, and at least 0 is allowed'],
		[{ maxValue: 100 }, 101, 'is 101, and at most 100 is allowed'],
		[{ minValue: 0, maxValue: 100 }, -1, 'is -1, and 0 to 100 is allowed'],
		[{ minValue: 0, maxValue: 100 }, '100.01', 'is 100.01, and 0 to 100 is allowed'],
		[{ minValue: 1 }, 0, 'is 0, and at least 1 is allowed'],
		[{ decimals: 0 }, 1.5, 'is 1.5, and at most 0 decimals are allowed'],
		[{ decimals: 2 }, '1.005', 'is 1.005, and at most 2 decimals are allowed'],
		[{ decimals: 4 }, 0.00005, 'is 0.00005, and at most 4 decimals are allowed'],
	])('outside of %p is named with its value: %p', (limits, raw, finding) => {
		expect(parseField(field({ type: 'number', ...limits }), raw)).toEqual({ finding });
	});

	it.each([0, 100])('may be the limit itself: %p', (raw) => {
		const limits = { minValue: 0, maxValue: 100 };
		expect(parseField(field({ type: 'number', ...limits }), raw)).toEqual({ value: raw });
	});

	it.each([
		[0.1 + 0.2, 2, 0.3],
		[1.1 * 3, 4, 3.3],
		['19.99', 2, 19.99],
		[3, 0, 3],
	])('keeps no trace of binary arithmetic: %p with %p decimals', (raw, decimals, value) => {
		expect(parseField(field({ type: 'number', decimals }), raw)).toEqual({ value });
	});
});

describe('a text', () => {
	it.each([
		['as it is', ' Grüße & <b> ', ' Grüße & <b> '],
		['from a number', 10115, '10115'],
		['from a boolean', false, 'false'],
	])('is taken %s', (_, raw, value) => {
		expect(parseField(field({ type: 'string' }), raw)).toEqual({ value });
	});

	it.each([
		[{ maxLength: 3 }, 'abcd', 'has 4 characters, and at most 3 are allowed'],
		[{ minLength: 3 }, 'ab', 'has 2 characters, and at least 3 are allowed'],
		[{ minLength: 3, maxLength: 5 }, 'ab', 'has 2 characters, and 3 to 5 are allowed'],
		[{ minLength: 3, maxLength: 5 }, 'abcdef', 'has 6 characters, and 3 to 5 are allowed'],
		[{}, { name: 'x' }, 'is not a text'],
		[{}, ['x'], 'is not a text'],
	])('with %p is not %p', (limits, raw, finding) => {
		expect(parseField(field({ type: 'string', ...limits }), raw)).toEqual({ finding });
	});

	it.each(['abc', 'abcde'])('may be exactly as long as its limits: %p', (raw) => {
		expect(parseField(field({ type: 'string', minLength: 3, maxLength: 5 }), raw)).toEqual({
			value: raw,
		});
	});
});

describe('a boolean', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['FALSE', false],
	])('is read from %p', (raw, value) => {
		expect(parseField(field({ type: 'boolean' }), raw)).toEqual({ value });
	});

	it.each([1, 0, 'yes', 'ja', 'on', [], {}])('is not guessed from %p', (raw) => {
		expect(parseField(field({ type: 'boolean' }), raw)).toEqual({
			finding: 'is neither true nor false',
		});
	});
});

describe('a choice', () => {
	const options = [
		{ name: 'Net', value: 'net' },
		{ name: 'Gross', value: 'gross' },
	];

	it('is one of the values', () => {
		expect(parseField(field({ type: 'options', options }), 'net')).toEqual({ value: 'net' });
	});

	it.each(['Net', 'tax', 'net '])('is not %p, and the finding lists what may be', (raw) => {
		expect(parseField(field({ type: 'options', options }), raw)).toEqual({
			finding: `is '${raw}', and net, gross are allowed`,
		});
	});

	it.each([
		[
			['gross', 'net'],
			['gross', 'net'],
		],
		[[], []],
		['net', ['net']],
		['net, gross', ['net', 'gross']],
		['', []],
	])('of several is read from %p', (raw, value) => {
		expect(parseField(field({ type: 'multiOptions', options }), raw)).toEqual({ value });
	});

	it.each([[['net', 'x', 'y']], ['net, x, y']])('of several names what is unknown in %p', (raw) => {
		expect(parseField(field({ type: 'multiOptions', options }), raw)).toEqual({
			finding: "has 'x, y', and net, gross are allowed",
		});
	});
});

describe('an ID', () => {
	const link = `https://app.lexware.de/permalink/contacts/view/${uuid}`;

	it.each([
		['id', uuid],
		['id', ` ${uuid} `],
		['id', uuid.toUpperCase()],
		['locator', { __rl: true, mode: 'list', value: uuid, cachedResultName: 'Berta AG' }],
		['locator', uuid],
	] as const)('of type %s is read from %p', (type, raw) => {
		const { value } = parseField(field({ type }), raw);
		expect(String(value).toLowerCase()).toBe(uuid);
	});

	it('is taken out of a link of the web app, old or new', () => {
		const locator = field({ type: 'locator', permalink: 'contacts' });
		for (const text of [link, link.replace('lexware', 'lexoffice'), `${link}?tab=1`])
			expect(parseField(locator, { mode: 'url', value: text })).toEqual({ value: uuid });
	});

	it.each(['', '  ', null, undefined, { mode: 'id', value: '' }])('is missed in %p', (raw) => {
		expect(parseField(field({ type: 'locator' }), raw)).toEqual({
			finding: 'is empty; choose a record or give its ID',
		});
	});

	it.each([
		'..',
		'../profile',
		`${uuid}/..`,
		`${uuid}/file`,
		`${uuid}?finalize=true`,
		`${uuid}%2F..`,
		`${uuid.slice(1)}`,
		`${uuid}0`,
		`{${uuid}}`,
		'RE-1001',
		link.replace('contacts', 'invoices'),
		`see ${link}`,
	])('is not %p', (raw) => {
		const { value, finding } = parseField(field({ type: 'locator', permalink: 'contacts' }), raw);
		expect(value).toBeUndefined();
		expect(finding).toBe(`is '${raw}', which is not an ID; IDs look like ${uuid}`);
	});
});

describe('a date', () => {
	it.each([
		['2026-12-31T23:30:00Z', '2027-01-01'],
		[new Date('2026-07-01T22:30:00Z'), '2026-07-02'],
		['24.11.2026', '2026-11-24'],
	])('%p is a day in Berlin', (raw, value) => {
		expect(parseField(field({ type: 'date' }), raw)).toEqual({ value });
	});

	it.each(['2026-02-30', 'tomorrow', 45985])('%p is named, not guessed', (raw) => {
		expect(parseField(field({ type: 'date' }), raw)).toEqual({
			finding: `is '${raw}', which is not a date; write it as 2026-11-24 or 24.11.2026`,
		});
	});
});

describe('JSON', () => {
	it.each([
		['an object', { a: 1 }, { a: 1 }],
		['text of an object', ' {"a": [1, {"b": null}]} ', { a: [1, { b: null }] }],
	])('is read from %s', (_, raw, value) => {
		expect(parseField(field({ type: 'json' }), raw)).toEqual({ value });
	});

	it.each(['[]', '[{"a":1}]', '1', '"text"', 'null', 'true'])(
		'has to be an object, not %p',
		(raw) => {
			expect(parseField(field({ type: 'json' }), raw)).toEqual({
				finding: 'is valid JSON but not an object; it has to start with {',
			});
		},
	);

	it.each([
		['{"a": x}', 'line 1, column 7 (position 6)'],
		['{"name": "x", }', 'line 1, column 15 (position 14)'],
		['{\n\t"name": "x"\n\t"note": "y"\n}', 'line 3, column 2 (position 16)'],
		['{"a": 1', 'line 1, column 8 (position 7)'],
		['{"a": tru', 'line 1, column 10 (position 9)'],
		['{"a": "x', 'line 1, column 9 (position 8)'],
		['{"a": [1,]}', 'line 1, column 10 (position 9)'],
		["{'a': 1}", 'line 1, column 2 (position 1)'],
		['{} {}', 'line 1, column 4 (position 3)'],
		['{"a": 1.}', 'line 1, column 9 (position 8)'],
		['{"a": "\\x"}', 'line 1, column 9 (position 8)'],
		['{"a": "line\nbreak"}', 'line 1, column 12 (position 11)'],
		[`{"lineItems": [{"name": "${'x'.repeat(500)}"}, oops]}`, 'line 1, column 530 (position 529)'],
		['{"in JSON at position 2": nope}', 'line 1, column 28 (position 27)'],
		['x', 'line 1, column 1 (position 0)'],
	])('that does not parse names the place: %j', (raw, place) => {
		expect(parseField(field({ type: 'json' }), raw)).toEqual({
			finding: `is not valid JSON; look at ${place}`,
		});
	});

	it('does not repeat what stands there', () => {
		const { finding } = parseField(field({ type: 'json' }), '{"iban": DE02120300000000202051}');
		expect(finding).not.toContain('DE02');
	});
});

describe('a member of a JSON record', () => {
	const options = [{ name: 'Net', value: 'net' }];

	it.each<[Single['type'], unknown]>([
		['number', 12.5],
		['boolean', false],
		['string', 'a'],
		['options', 'net'],
	])('of type %s is taken as it is', (type, raw) => {
		expect(parseMember(field({ type, options } as Parameters<typeof field>[0]), raw)).toEqual({
			value: raw,
		});
	});

	it.each<[Single['type'], unknown, string]>([
		['number', '12.5', 'is "12.5", which is no number in JSON'],
		['boolean', 'true', 'is "true", which is no boolean in JSON'],
		['boolean', 1, 'is 1, which is no boolean in JSON'],
		['string', 12, 'is 12, which is no string in JSON'],
		['options', null, 'is null, which is no string in JSON'],
	])('of type %s is refused as %p', (type, raw, finding) => {
		expect(parseMember(field({ type, options } as Parameters<typeof field>[0]), raw)).toEqual({
			finding,
		});
	});

	it('of another type may be written as in a field', () => {
		expect(parseMember(field({ type: 'id' }), uuid)).toEqual({ value: uuid });
	});
});

describe('the code of a country', () => {
	const country = field({ type: 'string', isCountry: true });

	it.each(['DE', 'ES_CN', 'GR_69'])('may be %s', (raw) => {
		expect(parseField(country, raw)).toEqual({ value: raw });
	});

	it('is not its name', () => {
		expect(parseField(country, 'Germany')).toEqual({
			finding: "is 'Germany', which is no country code; write two capital letters, such as DE",
		});
	});
});
