// One raw parameter → one typed value, or a finding that says what is wrong with it. Pure.
// Called by values.ts for every field that is not a set of further fields.
import { findCountry } from './countryCode';
import { toBerlinDay } from './dates';
import { isJsonObject } from './define';
import type { Field } from './field';
import { parseJsonText } from './jsonText';
import { permalinkPattern } from './permalink';

/** `finding` continues a sentence that starts with the field's label. */
export interface Parsed {
	value?: unknown;
	finding?: string;
}

type Of<Type extends Field['type']> = Extract<Field, { type: Type }>;
type Single = Exclude<Field, { type: 'collection' | 'group' | 'file' }>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** `raw` is never empty, except for locators, booleans and lists of choices, which know what empty means to them. */
export function parseField(field: Single, raw: unknown): Parsed {
	switch (field.type) {
		case 'string':
			return parseString(field, raw);
		case 'number':
			return parseNumber(field, raw);
		case 'boolean':
			return parseBoolean(raw);
		case 'options':
			return parseChoice(field, raw);
		case 'multiOptions':
			return parseChoices(field, raw);
		case 'date':
			return parseDate(raw);
		case 'locator':
		case 'id':
			return parseId(field, raw);
		case 'json':
			return parseJsonObject(raw);
	}
}

/** The same for the member of a JSON record, where numbers, booleans and texts are told apart. */
export function parseMember(field: Single, raw: unknown): Parsed {
	const wanted = jsonTypes[field.type];
	return wanted === undefined || typeof raw === wanted
		? parseField(field, raw)
		: { finding: `is ${JSON.stringify(raw)}, which is no ${wanted} in JSON` };
}

const jsonTypes: Partial<Record<Field['type'], 'number' | 'boolean' | 'string'>> = {
	number: 'number',
	boolean: 'boolean',
	string: 'string',
	options: 'string',
};

function parseString(field: Of<'string'>, raw: unknown): Parsed {
	const { minLength = 0, maxLength = Infinity, isCountry } = field;
	if (typeof raw === 'object') return { finding: 'is not a text' };
	const value = String(raw);
	const ofCountry = isCountry && findCountry(value);
	if (ofCountry) return { finding: ofCountry };
	const isFitting = value.length >= minLength && value.length <= maxLength;
	const range = describeRange(minLength || -Infinity, maxLength);
	return isFitting
		? { value }
		: { finding: `has ${value.length} characters, and ${range} are allowed` };
}

function parseNumber(field: Of<'number'>, raw: unknown): Parsed {
	const text = String(raw).trim();
	const value = Number(text);
	if (typeof raw === 'object' || !numberPattern.test(text) || !Number.isFinite(value))
		return {
			finding: `is '${text}', which is not a number; write it with a decimal point and without thousands separators, such as 1234.56`,
		};
	const { minValue = -Infinity, maxValue = Infinity, decimals } = field;
	if (value < minValue || value > maxValue)
		return { finding: `is ${text}, and ${describeRange(minValue, maxValue)} is allowed` };
	if (decimals === undefined) return { value };
	// A sum such as 0.1 + 0.2 has decimals that nobody gave it.
	const rounded = Number(value.toFixed(decimals));
	return Math.abs(value - rounded) > 1e-9
		? { finding: `is ${text}, and at most ${decimals} decimals are allowed` }
		: { value: rounded };
}

function describeRange(min: number, max: number): string {
	if (max === Infinity) return `at least ${min}`;
	return min === -Infinity ? `at most ${max}` : `${min} to ${max}`;
}

function parseBoolean(raw: unknown): Parsed {
	const text = String(raw).toLowerCase();
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return { finding: 'is neither true nor false' };
}

function parseChoice({ options }: Of<'options'>, raw: unknown): Parsed {
	const allowed = options.map(({ value }) => value);
	const value = String(raw);
	if (allowed.includes(value)) return { value };
	return { finding: `is '${value}', and ${allowed.join(', ')} are allowed` };
}

/** A list, or text with commas, as an expression may give it. */
function parseChoices({ options }: Of<'multiOptions'>, raw: unknown): Parsed {
	const allowed = options.map(({ value }) => value);
	const given = Array.isArray(raw) ? raw.map(String) : String(raw ?? '').split(',');
	const value = given.map((choice) => choice.trim()).filter((choice) => choice !== '');
	const unknown = value.filter((choice) => !allowed.includes(choice));
	if (unknown.length === 0) return { value };
	return { finding: `has '${unknown.join(', ')}', and ${allowed.join(', ')} are allowed` };
}

/** n8n takes the id out of a link only where the locator stands at the top; here it is done wherever it stands. */
function parseId(field: Of<'locator' | 'id'>, raw: unknown): Parsed {
	const text = String((isJsonObject(raw) ? raw.value : raw) ?? '').trim();
	const permalink = field.type === 'locator' ? field.permalink : undefined;
	const value = (permalink && idInLink(permalink, text)) ?? text;
	if (value === '') return { finding: 'is empty; choose a record or give its ID' };
	if (uuidPattern.test(value)) return { value };
	return {
		finding: `is '${value}', which is not an ID; IDs look like 66196c43-bfee-baf3-4335-d64b8f6d0d8b`,
	};
}

function idInLink(permalink: string, text: string): string | undefined {
	return new RegExp(permalinkPattern(permalink)).exec(text)?.[1];
}

function parseDate(raw: unknown): Parsed {
	const value = toBerlinDay(raw);
	if (value !== undefined) return { value };
	return {
		finding: `is '${String(raw)}', which is not a date; write it as 2026-11-24 or 24.11.2026`,
	};
}

function parseJsonObject(raw: unknown): Parsed {
	if (isJsonObject(raw)) return { value: raw };
	const text = String(raw);
	const parsed = parseJsonText(text);
	if ('position' in parsed)
		return { finding: `is not valid JSON; look at ${describePlace(text, parsed.position)}` };
	return isJsonObject(parsed.value)
		? { value: parsed.value }
		: { finding: 'is valid JSON but not an object; it has to start with {' };
}

function describePlace(text: string, position: number): string {
	const lines = text.slice(0, position).split('\n');
	const column = (lines.at(-1)?.length ?? 0) + 1;
	return `line ${lines.length}, column ${column} (position ${position})`;
}
