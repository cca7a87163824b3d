// Rules that single members of a record keep, however the record was entered. Pure.
// Written by fields and checked before anything is sent; each finding names the field as the editor shows it.
import type { Json, JsonObject } from '../transport/request';
import { findCountry } from './countryCode';
import { toBerlinDay } from './dates';
import { isJsonObject } from './define';

export interface Rule {
	/** Dotted path; `*` stands for every entry of a list, as in `voucherItems.*.amount`. */
	at: string;
	/** As the editor shows it; `#` becomes the number of the entry. */
	label: string;
	/** Must be there where its parent is. */
	required?: true;
	maxLength?: number;
	/** A number with so many decimals at most. */
	decimals?: number;
	oneOf?: ReadonlyArray<string | number>;
	/** A date in any form that operation/dates.ts reads. */
	isDay?: true;
	/** A list. */
	isList?: true;
	/** A list of so many entries at most. */
	maxEntries?: number;
	isObject?: true;
	/** The code of a country. */
	isCountry?: true;
}

interface Place {
	value: Json | undefined;
	label: string;
}

/**
 * Every finding as a sentence. With `isPartial` the record holds changes only: what is absent stays as it is, while
 * something required must not be emptied.
 */
export function checkRules(
	record: JsonObject,
	rules: readonly Rule[],
	{ isPartial = false } = {},
): string[] {
	return rules.flatMap((rule) =>
		placesOf(record, rule.at.split('.'), rule.label).flatMap(({ value, label }) => {
			const isOptional = isPartial && value === undefined && !rule.at.includes('*');
			const finding = isOptional ? undefined : findingOf(rule, value);
			return finding ? [`'${label}' ${finding}`] : [];
		}),
	);
}

function placesOf(value: Json | undefined, [name, ...rest]: string[], label: string): Place[] {
	if (name === undefined) return [{ value, label }];
	if (name === '*')
		return (Array.isArray(value) ? value : []).flatMap((entry, index) => {
			const isForeign = rest.length > 0 && !isJsonObject(entry);
			return placesOf(isForeign ? {} : entry, rest, label.replace('#', String(index + 1)));
		});
	return isJsonObject(value) ? placesOf(value[name], rest, label) : [];
}

function findingOf(rule: Rule, value: Json | undefined): string | undefined {
	if (isEmpty(value)) return rule.required ? 'is empty' : undefined;
	const { maxLength, oneOf, decimals, isDay, isCountry } = rule;
	if (maxLength !== undefined && String(value).length > maxLength)
		return `has ${String(value).length} characters, and at most ${maxLength} are allowed`;
	if (oneOf && !oneOf.some((allowed) => allowed === value))
		return `is '${String(value)}', and ${oneOf.join(', ')} are allowed`;
	if (decimals !== undefined) return findDecimals(value, decimals);
	if (isDay && toBerlinDay(value) === undefined)
		return `is '${String(value)}', which is not a date; write it as 2026-11-24 or 24.11.2026`;
	return isCountry ? findCountry(value) : findForm(rule, value);
}

function isEmpty(value: Json | undefined): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

function findForm({ isList, isObject, maxEntries }: Rule, value: Json | undefined) {
	if (isObject) return isJsonObject(value) ? undefined : 'is not an object';
	if (!isList && maxEntries === undefined) return undefined;
	if (!Array.isArray(value)) return 'is not a list';
	return value.length > (maxEntries ?? Infinity)
		? `has ${value.length} entries, and at most ${maxEntries} ${maxEntries === 1 ? 'is' : 'are'} allowed`
		: undefined;
}

function findDecimals(value: Json | undefined, decimals: number): string | undefined {
	if (typeof value !== 'number') return `is '${String(value)}', which is not a number`;
	return Math.abs(value - Number(value.toFixed(decimals))) > 1e-9
		? `is ${value}, and at most ${decimals} decimals are allowed`
		: undefined;
}
