// The fields a resource may show, and the value types that follow from them.
// Written by resources and fields; read by properties.ts (to draw them) and values.ts (to read them).
import type { JsonObject } from '../transport/request';

export interface Choice {
	name: string;
	value: string;
	description?: string;
}

interface Shared {
	/** Label in Title Case, as shown in the editor and quoted in error messages. */
	displayName: string;
	description?: string;
	placeholder?: string;
	hint?: string;
	required?: boolean;
	/** Shown only while the named sibling fields have one of the listed values. */
	showFor?: Readonly<Record<string, ReadonlyArray<string | boolean>>>;
	/** Where the record has its member, as a dotted path; under the field's own name when left out (see members.ts). */
	at?: string;
	/** Irreversible choices: neither an expression nor an AI agent may set the value. */
	noDataExpression?: true;
}

export interface StringField extends Shared {
	type: 'string';
	default?: string;
	minLength?: number;
	maxLength?: number;
	/** The code of a country. */
	isCountry?: true;
	/** Height of the editor's input in lines. */
	rows?: number;
}

export interface NumberField extends Shared {
	type: 'number';
	default?: number;
	minValue?: number;
	maxValue?: number;
	/** Most decimals the API takes. */
	decimals?: number;
}

export interface BooleanField extends Shared {
	type: 'boolean';
	default?: boolean;
}

export interface OptionsField extends Shared {
	type: 'options';
	options: readonly Choice[];
	default?: string;
}

export interface MultiOptionsField extends Shared {
	type: 'multiOptions';
	options: readonly Choice[];
	default?: readonly string[];
}

/** A calendar day in Berlin; the value is `yyyy-MM-dd`. */
export interface DateField extends Shared {
	type: 'date';
}

/** A JSON object, given as text or as an object. */
export interface JsonField extends Shared {
	type: 'json';
}

/** The id of one record, picked from a list, pasted as a link of the web app, or given. */
export interface LocatorField extends Shared {
	type: 'locator';
	/** Name of the search behind "From List" (see search/); without it there is no list. */
	search?: string;
	/** Path segment of the record's permalink in the web app, such as `contacts`. */
	permalink?: string;
}

/** The id of a record for which there is no list to pick from. */
export interface IdField extends Shared {
	type: 'id';
}

/** Name of an input item's binary field; the value reads the file when asked. */
export interface FileField extends Shared {
	type: 'file';
}

/** Optional fields that the user adds one by one. */
export interface CollectionField extends Shared {
	type: 'collection';
	fields: Fields;
}

/** Fields that belong together: one set of them, or with `multiple` a list of sets. */
export interface GroupField extends Shared {
	type: 'group';
	/** What one set is called, in Title Case. */
	entryName: string;
	fields: Fields;
	multiple?: true;
}

export type Field =
	| StringField
	| NumberField
	| BooleanField
	| OptionsField
	| MultiOptionsField
	| DateField
	| JsonField
	| LocatorField
	| IdField
	| FileField
	| CollectionField
	| GroupField;

export type Fields = { readonly [name: string]: Field };

/** An input file: its description is known at once, its bytes are read when they are needed. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	/** Size in bytes, where it is known without reading. */
	bytes?: number;
	read: () => Promise<Buffer>;
}

type Plain<F> = F extends { type: 'string' | 'date' | 'locator' | 'id' }
	? string
	: F extends { type: 'number' }
		? number
		: F extends { type: 'boolean' }
			? boolean
			: F extends { type: 'options'; options: readonly Choice[] }
				? F['options'][number]['value']
				: F extends { type: 'multiOptions'; options: readonly Choice[] }
					? Array<F['options'][number]['value']>
					: F extends { type: 'json' }
						? JsonObject
						: F extends { type: 'file' }
							? InputFile
							: F extends { type: 'collection'; fields: infer C extends Fields }
								? CollectionValues<C>
								: F extends { type: 'group'; multiple: true; fields: infer G extends Fields }
									? Array<ValuesOf<G>>
									: F extends { type: 'group'; fields: infer G extends Fields }
										? ValuesOf<G>
										: never;

/** A text or a date that was emptied is `''`, a single set of fields that was emptied is `null`. */
type Emptied<F> = F extends { type: 'group'; multiple: true }
	? never
	: F extends { type: 'group' }
		? null
		: never;

/** What the user added to a collection. */
export type CollectionValues<F extends Fields> = Partial<{
	[Name in keyof F]: Plain<F[Name]> | Emptied<F[Name]>;
}>;

type AlwaysGiven =
	| { required: true }
	| { default: unknown }
	| { type: 'boolean' | 'locator' | 'file' | 'collection' }
	| { type: 'group'; multiple: true };

type Given<F> = F extends { showFor: unknown }
	? Plain<F> | undefined
	: F extends AlwaysGiven
		? Plain<F>
		: Plain<F> | undefined;

/** The values that belong to a set of fields: absent means the user left the field empty or it is not shown. */
export type ValuesOf<F extends Fields> = { [Name in keyof F]: Given<F[Name]> };

/** Values whose fields are not known to the compiler. */
export type Values = Record<string, unknown>;
