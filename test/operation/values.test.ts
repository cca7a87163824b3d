import type { Field, Fields, InputFile } from '../../nodes/LexwareOffice/operation/field';
import { readValues } from '../../nodes/LexwareOffice/operation/values';

const pdf: InputFile = {
	fileName: 'scan.pdf',
	mimeType: 'application/pdf',
	read: async () => Buffer.from('%PDF'),
};

const read = (fields: Fields, parameters: Record<string, unknown>) => {
	const asked: string[] = [];
	const { values, findings } = readValues(fields, {
		readParameter: (name) => {
			asked.push(name);
			return parameters[name];
		},
		readFile: (name) => (name === 'scan' ? pdf : undefined),
	});
	return { values, findings, asked };
};

const text = { type: 'string', displayName: 'Text' } as const;
const kinds = [
	{ name: 'A', value: 'a' },
	{ name: 'B', value: 'b' },
];

describe('a field that was left alone', () => {
	it.each<[string, Field, unknown]>([
		['text', text, undefined],
		['text with default', { ...text, default: 'Stück' }, 'Stück'],
		['number', { type: 'number', displayName: 'N' }, undefined],
		['number with default 0', { type: 'number', displayName: 'N', default: 0 }, 0],
		['boolean', { type: 'boolean', displayName: 'B' }, false],
		['boolean with default', { type: 'boolean', displayName: 'B', default: true }, true],
		['choice', { type: 'options', displayName: 'O', options: kinds }, undefined],
		[
			'choice with default',
			{ type: 'options', displayName: 'O', options: kinds, default: 'b' },
			'b',
		],
		['several choices', { type: 'multiOptions', displayName: 'O', options: kinds }, []],
		[
			'several choices with default',
			{ type: 'multiOptions', displayName: 'O', options: kinds, default: ['a'] },
			['a'],
		],
		['date', { type: 'date', displayName: 'D' }, undefined],
		['json', { type: 'json', displayName: 'J' }, undefined],
		['collection', { type: 'collection', displayName: 'C', fields: { text } }, {}],
		['group', { type: 'group', displayName: 'G', entryName: 'E', fields: { text } }, undefined],
		[
			'group of several',
			{ type: 'group', displayName: 'G', entryName: 'E', multiple: true, fields: { text } },
			[],
		],
	])('of type %s has the value that the editor showed', (_, field, value) => {
		const { values, findings } = read({ field }, {});
		expect(findings).toEqual([]);
		expect(values).toEqual(value === undefined ? {} : { field: value });
	});
});

describe('a field that was emptied', () => {
	it.each<[string, Field, unknown, unknown]>([
		['text with default', { ...text, default: 'Stück' }, '', undefined],
		['number with default', { type: 'number', displayName: 'N', default: 1 }, '', undefined],
		[
			'number, by an expression that found nothing',
			{ type: 'number', displayName: 'N' },
			null,
			undefined,
		],
		['number, by blanks', { type: 'number', displayName: 'N' }, '  ', undefined],
		['date, by blanks', { type: 'date', displayName: 'D' }, ' ', undefined],
		['boolean', { type: 'boolean', displayName: 'B' }, '', false],
		[
			'several choices with default',
			{ type: 'multiOptions', displayName: 'O', options: kinds, default: ['a'] },
			[],
			[],
		],
	])('(%s) does not get its default back', (_, field, raw, value) => {
		const { values, findings } = read({ field }, { field: raw });
		expect(findings).toEqual([]);
		expect(values).toEqual(value === undefined ? {} : { field: value });
	});

	it.each<[Field, unknown]>([
		[{ ...text, required: true }, ''],
		[{ ...text, required: true }, '   '],
		[{ ...text, required: true }, undefined],
		[{ type: 'number', displayName: 'Text', required: true }, null],
		[{ type: 'date', displayName: 'Text', required: true }, ''],
		[{ type: 'json', displayName: 'Text', required: true }, ''],
		[{ type: 'multiOptions', displayName: 'Text', options: kinds, required: true }, []],
		[{ type: 'group', displayName: 'Text', entryName: 'E', fields: { text }, required: true }, {}],
		[
			{
				type: 'group',
				displayName: 'Text',
				entryName: 'E',
				multiple: true,
				fields: { text },
				required: true,
			},
			{ entry: [] },
		],
	])('is missed where it is required: %j from %j', (field, raw) => {
		expect(read({ field }, { field: raw }).findings).toEqual(["'Text' is empty"]);
	});

	it('is missed once only when it is a locator', () => {
		const field = { type: 'locator', displayName: 'Contact', required: true } as const;
		expect(read({ field }, {}).findings).toEqual([
			"'Contact' is empty; choose a record or give its ID",
		]);
	});

	it('keeps a value that counts as false', () => {
		const { values, findings } = read(
			{
				none: { type: 'number', displayName: 'N', required: true },
				off: { type: 'boolean', displayName: 'B', required: true },
			},
			{ none: 0, off: false },
		);
		expect(findings).toEqual([]);
		expect(values).toEqual({ none: 0, off: false });
	});
});

describe('a field with a condition', () => {
	const fields: Fields = {
		kind: { type: 'options', displayName: 'Kind', options: kinds, default: 'a' },
		isOn: { type: 'boolean', displayName: 'On', showFor: { kind: ['b'] } },
		detail: { ...text, displayName: 'Detail', required: true, showFor: { isOn: [true] } },
	};

	it.each([
		['while the default is chosen', {}, ['kind']],
		['while its sibling is off', { kind: 'b' }, ['kind', 'isOn']],
		['while its sibling is hidden', { kind: 'a', isOn: true, detail: 'x' }, ['kind']],
	])('is neither read nor missed %s', (_, parameters, asked) => {
		const reading = read(fields, parameters);
		expect(reading.findings).toEqual([]);
		expect(reading.asked).toEqual(asked);
		expect(reading.values).not.toHaveProperty('detail');
	});

	it('is read and missed while it is shown', () => {
		expect(read(fields, { kind: 'b', isOn: true }).findings).toEqual(["'Detail' is empty"]);
		expect(read(fields, { kind: 'b', isOn: 'true', detail: 'x' }).values).toEqual({
			kind: 'b',
			isOn: true,
			detail: 'x',
		});
	});
});

describe('a collection', () => {
	const fields: Fields = {
		more: {
			type: 'collection',
			displayName: 'More',
			fields: {
				note: { ...text, displayName: 'Note', default: 'unused' },
				amount: { type: 'number', displayName: 'Amount', default: 5 },
				flag: { type: 'boolean', displayName: 'Flag' },
				day: { type: 'date', displayName: 'Day' },
			},
		},
	};

	it('has what the user added, and no defaults', () => {
		expect(read(fields, { more: { flag: false } }).values).toEqual({ more: { flag: false } });
	});

	it('keeps an emptied text or day, for that empties the member of a record', () => {
		const emptied = { note: '', day: '' };
		expect(read(fields, { more: emptied }).values).toEqual({ more: emptied });
	});

	it.each([[{}], [''], [{ entry: { note: 'x' } }]])('keeps a set that came as %j', (set) => {
		const group: Field = {
			type: 'group',
			displayName: 'G',
			entryName: 'E',
			fields: { note: text },
		};
		const more: Field = { type: 'collection', displayName: 'More', fields: { group } };
		const value = typeof set === 'object' && 'entry' in set ? { note: 'x' } : null;
		expect(read({ more }, { more: { group: set } }).values).toEqual({ more: { group: value } });
	});

	it('leaves out a number that was emptied', () => {
		expect(read(fields, { more: { amount: '' } }).values).toEqual({ more: {} });
	});

	it('ignores what it does not know', () => {
		expect(read(fields, { more: { other: 1 } }).values).toEqual({ more: {} });
	});

	it.each(['', null, 'text', [], 5])('given as %j is empty', (more) => {
		expect(read(fields, { more }).values).toEqual({ more: {} });
	});

	it('is named in findings', () => {
		expect(read(fields, { more: { amount: 'five', day: '2026-02-30' } }).findings).toEqual([
			expect.stringMatching(/^'More → Amount' is 'five'/),
			expect.stringMatching(/^'More → Day' is '2026-02-30'/),
		]);
	});
});

describe('a group', () => {
	const inner = {
		type: { type: 'options', displayName: 'Type', options: kinds, default: 'a' },
		name: { ...text, displayName: 'Name', required: true },
		price: { type: 'number', displayName: 'Price', default: 1, showFor: { type: ['b'] } },
	} as const satisfies Fields;
	const one: Fields = {
		g: { type: 'group', displayName: 'Address', entryName: 'A', fields: inner },
	};
	const many: Fields = {
		g: {
			type: 'group',
			displayName: 'Line Items',
			entryName: 'Item',
			multiple: true,
			fields: inner,
		},
	};

	it.each([
		['as the editor keeps it', { entry: { name: 'x' } }],
		['as an expression may give it', { name: 'x' }],
	])('is read %s', (_, g) => {
		expect(read(one, { g }).values).toEqual({ g: { type: 'a', name: 'x' } });
	});

	it.each([
		['as the editor keeps them', { entry: [{ name: 'x' }, { type: 'b', name: 'y', price: 2 }] }],
		['as a plain list', [{ name: 'x' }, { type: 'b', name: 'y', price: 2 }]],
	])('of several is read %s, in order', (_, g) => {
		expect(read(many, { g }).values).toEqual({
			g: [
				{ type: 'a', name: 'x' },
				{ type: 'b', name: 'y', price: 2 },
			],
		});
	});

	it('of several is numbered in findings, as people count', () => {
		expect(
			read(many, { g: { entry: [{ name: 'x' }, {}, { type: 'c', name: 'z' }] } }).findings,
		).toEqual([
			"'Line Items 2 → Name' is empty",
			"'Line Items 3 → Type' is 'c', and a, b are allowed",
		]);
		expect(read(one, { g: { entry: {} } }).findings).toEqual(["'Address → Name' is empty"]);
	});
});

describe('all fields together', () => {
	it('give every finding at once, in the order of the editor', () => {
		const { findings, values } = read(
			{
				name: { ...text, displayName: 'Name', required: true },
				file: { type: 'file', displayName: 'File', required: true },
				day: { type: 'date', displayName: 'Day' },
				good: text,
			},
			{ file: 'picture', day: 'soon', good: 'kept' },
		);
		expect(findings).toEqual([
			"'Name' is empty",
			"'File' is 'picture', and the item has no file of that name",
			"'Day' is 'soon', which is not a date; write it as 2026-11-24 or 24.11.2026",
		]);
		expect(values).toEqual({ good: 'kept' });
	});

	it('hand over a file unread', () => {
		const file = { type: 'file', displayName: 'File', required: true } as const;
		expect(read({ file }, { file: 'scan' }).values).toEqual({ file: pdf });
	});
});

describe('a choice that cannot be undone', () => {
	const fields: Fields = {
		finalize: { type: 'boolean', displayName: 'Finalize', noDataExpression: true },
	};

	// n8n strips the mark of an expression here, but leaves it where an AI agent is to choose.
	it.each(["={{ $fromAI('finalize', '', 'boolean') }}", '={{ true }}', '{{ true }}', '=true'])(
		'is not taken from %s',
		(finalize) => {
			const { values, findings } = read(fields, { finalize });
			expect(findings).toEqual([
				"'Finalize' is an expression, and has to be set in the node itself",
			]);
			expect(values).toEqual({});
		},
	);

	it('is taken from the switch', () => {
		expect(read(fields, { finalize: true }).values).toEqual({ finalize: true });
		expect(read(fields, {}).values).toEqual({ finalize: false });
	});
});
