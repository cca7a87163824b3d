// Draws the table: resources → the properties that n8n shows, with their display rules.
// Called once by the node's description.
import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from './define';
import type { Field, Fields } from './field';
import { bodyInput, bodyShownFor } from './bodyInput';
import { modesOf } from './locatorModes';
import { optionsFor } from './runOptions';

type Show = Record<string, Array<string | number | boolean>>;
type Group = Extract<Field, { type: 'group' }>;

/** All properties of the node, in the order of the editor. */
export function deriveProperties(resources: readonly Resource[]): INodeProperties[] {
	return [
		resourceProperty(resources),
		...resources.map(operationProperty),
		...resources.flatMap(fieldProperties),
		...optionProperties(resources),
	];
}

/** Every field an operation shows, in order: its own, then the record's with the choice of how to enter it. */
export function fieldsOf({ fields, body }: Operation): Fields {
	const all = body ? { ...fields, ...bodyInput, ...showInFieldsMode(body.fields) } : fields;
	return Object.fromEntries(Object.entries(all).filter(([, field]) => !isEmptyCollection(field)));
}

/** Such as the filters of a list that knows none. */
function isEmptyCollection(field: Field): boolean {
	return field.type === 'collection' && Object.keys(field.fields).length === 0;
}

function showInFieldsMode(fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [
			name,
			{ ...field, showFor: { ...bodyShownFor, ...field.showFor } },
		]),
	);
}

function resourceProperty(resources: readonly Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: firstOf(resources),
	};
}

function operationProperty({ value: resource, operations }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: firstOf(operations),
	};
}

/** Equal fields of several operations become one property, so that its value survives switching between them. */
function fieldProperties({ value: resource, operations }: Resource): INodeProperties[] {
	const merged = new Map<string, { name: string; field: Field; operations: string[] }>();
	for (const operation of operations) {
		for (const [name, field] of Object.entries(fieldsOf(operation))) {
			const key = JSON.stringify([name, field]);
			const known = merged.get(key) ?? { name, field, operations: [] };
			known.operations.push(operation.value);
			merged.set(key, known);
		}
	}
	return [...merged.values()].map(({ name, field, operations: shownBy }) =>
		toProperty(name, field, { resource: [resource], operation: shownBy }),
	);
}

/** One property per set of options. They hang on the operation's value alone, which is the same kind everywhere. */
function optionProperties(resources: readonly Resource[]): INodeProperties[] {
	const sets = new Map<string, { field: Field; shownBy: Set<string> }>();
	for (const operation of resources.flatMap(({ operations }) => operations)) {
		const field = optionsFor(operation);
		const key = JSON.stringify(field);
		const known = sets.get(key) ?? { field, shownBy: new Set<string>() };
		known.shownBy.add(operation.value);
		sets.set(key, known);
	}
	return [...sets.values()].map(({ field, shownBy }) =>
		toProperty('options', field, { operation: [...shownBy] }),
	);
}

function toProperties(fields: Fields, show: Show): INodeProperties[] {
	return Object.entries(fields).map(([name, field]) => toProperty(name, field, show));
}

function toProperty(name: string, field: Field, show: Show): INodeProperties {
	const { displayName, description, placeholder, hint, required, noDataExpression } = field;
	const conditions: Show = { ...show };
	for (const [sibling, values] of Object.entries(field.showFor ?? {}))
		conditions[sibling] = [...values];
	return {
		displayName,
		name,
		...shapeOf(field),
		...(required && isAlwaysChecked(field) && { required }),
		...(description && { description }),
		...(placeholder && { placeholder }),
		...(hint && { hint }),
		...(noDataExpression && { noDataExpression }),
		...(Object.keys(conditions).length > 0 && { displayOptions: { show: conditions } }),
	};
}

/**
 * n8n shows a field when its condition hangs on an expression, and then complains about it being empty; values.ts
 * checks such fields once the condition is known.
 */
function isAlwaysChecked({ showFor = {} }: Field): boolean {
	return Object.keys(showFor).every((sibling) => sibling in bodyInput);
}

/** n8n's type, default and type options of a field. */
function shapeOf(
	field: Field,
): Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties> {
	switch (field.type) {
		case 'string':
			return {
				type: 'string',
				default: field.default ?? '',
				...(field.rows && { typeOptions: { rows: field.rows } }),
			};
		case 'number':
			return { type: 'number', default: field.default ?? '', typeOptions: limitsOf(field) };
		case 'boolean':
			return { type: 'boolean', default: field.default ?? false };
		case 'options':
			return { type: 'options', options: [...field.options], default: field.default ?? '' };
		case 'multiOptions':
			return {
				type: 'multiOptions',
				options: [...field.options],
				default: [...(field.default ?? [])],
			};
		case 'id':
			return { type: 'string', default: '' };
		case 'date':
			return { type: 'dateTime', default: '' };
		case 'json':
			return { type: 'json', default: '', typeOptions: { rows: 10 } };
		case 'file':
			return { type: 'string', default: 'data' };
		case 'locator':
			return {
				type: 'resourceLocator',
				default: { mode: field.search ? 'list' : 'id', value: '' },
				modes: modesOf(field),
			};
		case 'collection':
			return {
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: sorted(toProperties(asAdded(field.fields), {})),
			};
		case 'group':
			return { type: 'fixedCollection', default: {}, ...entriesOf(field) };
	}
}

/** Not n8n's numberPrecision, which fills a price up to 95.0000; parse.ts checks the decimals. */
function limitsOf({ minValue, maxValue }: Extract<Field, { type: 'number' }>) {
	return {
		...(minValue !== undefined && { minValue }),
		...(maxValue !== undefined && { maxValue }),
	};
}

function entriesOf({ fields, multiple, entryName }: Group): Partial<INodeProperties> {
	return {
		placeholder: `Add ${entryName}`,
		typeOptions: { multipleValues: multiple ?? false },
		options: [{ displayName: entryName, name: 'entry', values: toProperties(fields, {}) }],
	};
}

/**
 * Fields as they stand in a collection. n8n looks for a required one outside the collection, and never finds it. A list
 * that was added has its first choice chosen: an empty one would look like a choice and be none.
 */
function asAdded(fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [
			name,
			field.type === 'options'
				? { ...field, required: false, default: field.default ?? field.options[0]?.value }
				: { ...field, required: false },
		]),
	);
}

function sorted(properties: INodeProperties[]): INodeProperties[] {
	return properties.sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
}

function firstOf(choices: ReadonlyArray<{ value: string }>): string {
	return choices[0]?.value ?? '';
}
