// Reads one item's parameters into the typed values of an operation, and collects everything that is wrong with them.
// Called by input.ts before any request leaves, and by members.ts for a record given as JSON.
import { isJsonObject } from './define';
import type { Field, Fields, InputFile, Values, ValuesOf } from './field';
import { parseField, parseMember } from './parse';

/** What the user entered cannot be sent. Each finding is a sentence that names the field. */
export class InputError extends Error {
	constructor(
		readonly findings: string[],
		/** What has come of it so far. */
		readonly outcome = 'Nothing was sent.',
	) {
		super(findings.join('; '));
	}
}

/** Where parameters come from: n8n for one item, or a plain object in tests. */
export interface Source {
	/** The raw value; `undefined` where the parameter is not set. An expression only where the field takes none. */
	readParameter: (name: string, field: Field) => unknown;
	/** The item's binary field of that name, if it has one. */
	readFile: (name: string) => InputFile | undefined;
	/** Whether the values are members of a JSON record, where a number in quotes is a text. */
	isJson?: true;
}

type Group = Extract<Field, { type: 'group' }>;

/** Reads all fields that are shown. A value with a finding is missing. */
export function readValues<F extends Fields>(
	fields: F,
	source: Source,
): { values: ValuesOf<F>; findings: string[] } {
	const reading = new Reading(source);
	const values = reading.readFields(fields, source.readParameter, '');
	// Every value was parsed by the very field that gives its type.
	return { values: values as ValuesOf<F>, findings: reading.findings };
}

/** One walk over the fields of one item. */
class Reading {
	readonly findings: string[] = [];

	constructor(private readonly source: Omit<Source, 'readParameter'>) {}

	readFields(fields: Fields, readParameter: Source['readParameter'], parent: string): Values {
		const values: Values = {};
		for (const [name, field] of Object.entries(fields)) {
			if (!isShown(field, values)) continue;
			const label = `${parent}${field.displayName}`;
			const seen = this.findings.length;
			const value = this.readField(field, readParameter(name, field), label);
			if (value !== undefined) values[name] = value;
			if (field.required && isMissing(value) && this.findings.length === seen)
				this.note(label, 'is empty');
		}
		return values;
	}

	private readField(field: Field, raw: unknown, label: string): unknown {
		if (field.type === 'collection') return this.readCollection(field.fields, raw, label);
		if (field.type === 'group') return this.readGroup(field, raw, label);
		if (field.noDataExpression && isExpression(raw)) {
			this.note(label, 'is an expression, and has to be set in the node itself');
			return undefined;
		}
		if (isEmpty(raw, field) && field.type !== 'locator') return defaultOf(field, raw);
		if (field.type === 'file') return this.readFileField(String(raw), label);
		const { value, finding } = this.source.isJson
			? parseMember(field, raw)
			: parseField(field, raw);
		if (finding) this.note(label, finding);
		return value;
	}

	private readFileField(name: string, label: string): InputFile | undefined {
		const file = this.source.readFile(name);
		if (!file) this.note(label, `is '${name}', and the item has no file of that name`);
		return file;
	}

	/** Only what the user added. What was emptied stays: on an update it empties the record's member. */
	private readCollection(fields: Fields, raw: unknown, label: string): Values {
		const given = isJsonObject(raw) ? raw : {};
		const added = Object.entries(fields).filter(([name]) => given[name] !== undefined);
		const values = this.readFields(Object.fromEntries(added), (name) => given[name], `${label} → `);
		const emptied = added.map(([name, field]) => [name, emptiedTo(field, given[name])]);
		return { ...withoutAbsent(Object.fromEntries(emptied)), ...values };
	}

	private readGroup(field: Group, raw: unknown, label: string): Values | Values[] | undefined {
		// n8n's form, or the sets themselves as an expression may give them; `{}` while the user has added none.
		const given = isJsonObject(raw) && 'entry' in raw ? raw.entry : raw;
		const isNone = given === raw && isJsonObject(raw) && Object.keys(raw).length === 0;
		const entries = (Array.isArray(given) ? given : isNone ? [] : [given]).filter(isJsonObject);
		const sets = entries.map((entry, index) => {
			const place = field.multiple ? `${label} ${index + 1}` : label;
			return this.readFields(field.fields, (name) => entry[name], `${place} → `);
		});
		return field.multiple ? sets : sets[0];
	}

	private note(label: string, finding: string): void {
		this.findings.push(`'${label}' ${finding}`);
	}
}

/** A condition speaks of fields above it, which have been read already. */
function isShown({ showFor = {} }: Field, values: Values): boolean {
	return Object.entries(showFor).every(([sibling, allowed]) =>
		allowed.some((value) => value === values[sibling]),
	);
}

/** A text of blanks is as good as none; only where it may be meant, it is kept. */
function isEmpty(raw: unknown, { type }: Field): boolean {
	const isBlank = typeof raw === 'string' && (raw === '' || (type !== 'string' && !raw.trim()));
	return raw === undefined || raw === null || isBlank;
}

/** What stands for a field that was added and left empty; undefined where that says nothing. */
function emptiedTo(field: Field, raw: unknown): '' | null | undefined {
	const isBlank = typeof raw === 'string' && raw.trim() === '';
	if (field.type === 'string') return raw === '' ? '' : undefined;
	if (field.type === 'date') return isBlank ? '' : undefined;
	const isNone = isBlank || (isJsonObject(raw) && Object.keys(raw).length === 0);
	return field.type === 'group' && !field.multiple && isNone ? null : undefined;
}

function withoutAbsent(values: Values): Values {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function isMissing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** n8n takes the mark off an expression that stands where none is allowed, except from the choice of an AI agent. */
function isExpression(raw: unknown): boolean {
	return typeof raw === 'string' && (raw.startsWith('=') || raw.includes('{{'));
}

/** What a field is worth that the workflow does not hold (n8n leaves defaults out), or that was left empty. */
function defaultOf(field: Field, raw: unknown): unknown {
	if (field.type === 'boolean') return field.default ?? false;
	if (field.type === 'multiOptions') return raw === undefined ? [...(field.default ?? [])] : [];
	return 'default' in field && raw === undefined ? field.default : undefined;
}
