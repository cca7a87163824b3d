import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { LexwareOffice } from '../../nodes/LexwareOffice/LexwareOffice.node';
import { LexwareOfficeTrigger } from '../../nodes/LexwareOffice/LexwareOfficeTrigger.node';
import { resources } from '../../nodes/LexwareOffice/resources';
import { searches } from '../../nodes/LexwareOffice/search';
import { lintProperties } from '../support/lintProperties';

interface Placed {
	/** Such as `invoice.create: lineItems.quantity`. */
	place: string;
	property: INodeProperties;
	/** Properties of the same level, in order. */
	siblings: INodeProperties[];
	isInCollection: boolean;
}

function isGroup(option: object): option is INodePropertyCollection {
	return 'values' in option;
}

function walk(properties: INodeProperties[], parent = '', isInCollection = false): Placed[] {
	return properties.flatMap((property) => {
		const place = `${parent}${placeOf(property)}${property.name}`;
		const options: object[] = property.options ?? [];
		const inner =
			property.type === 'collection'
				? walk(options as INodeProperties[], `${place}.`, true)
				: options.filter(isGroup).flatMap(({ values }) => walk(values, `${place}.`));
		return [{ place, property, siblings: properties, isInCollection }, ...inner];
	});
}

function placeOf({ displayOptions }: INodeProperties): string {
	const { resource, operation } = displayOptions?.show ?? {};
	return resource ? `${[resource, operation].filter(Boolean).join('.')}: ` : '';
}

const { properties: derived, credentials = [] } = new LexwareOffice().description;
const { properties: ofTrigger } = new LexwareOfficeTrigger().description;
const all = [...walk(derived), ...walk(ofTrigger, 'trigger: ')];
const visible = all.filter(({ property }) => property.type !== 'notice');
const ofType = (type: INodeProperties['type']) =>
	visible.filter(({ property }) => property.type === type);

interface Choice {
	name: string;
	value: string;
	action?: string;
	description?: string;
}

function choicesOf({ options = [] }: INodeProperties): Choice[] {
	return options.filter((option): option is Choice => 'value' in option);
}

/** The places at which a rule does not hold. */
function breaches(rule: (placed: Placed) => boolean, placed = visible): string[] {
	return placed.filter((one) => !rule(one)).map(({ place }) => place);
}

const textsOf = ({ property }: Placed) =>
	[
		property.displayName,
		property.description,
		property.hint,
		property.placeholder,
		...(property.options ?? []).flatMap((option) => [
			'name' in option ? option.name : '',
			'displayName' in option ? option.displayName : '',
			'description' in option ? option.description : '',
			'action' in option ? option.action : '',
		]),
	].filter((text): text is string => Boolean(text));

/** Resources and operations a property is shown for, as `invoice.create`. */
const contexts = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ resource: value, operation: operation.value })),
);

function isShownIn(
	{ displayOptions }: INodeProperties,
	context: { resource: string; operation: string },
): boolean {
	const { resource, operation } = displayOptions?.show ?? {};
	return (
		(!resource || resource.includes(context.resource)) &&
		(!operation || operation.includes(context.operation))
	);
}

/** Conditions beside those on resource and operation. */
function conditionsOf({ displayOptions }: INodeProperties): Array<[string, unknown[]]> {
	return Object.entries(displayOptions?.show ?? {}).flatMap(([name, values]) =>
		name === 'resource' || name === 'operation' ? [] : [[name, values ?? []]],
	);
}

/** Two that ask a common sibling for different values are never seen together. */
function excludeEachOther(one: INodeProperties, other: INodeProperties): boolean {
	const conditions = new Map(conditionsOf(other));
	return conditionsOf(one).some(([name, values]) => {
		const others = conditions.get(name);
		return others !== undefined && !values.some((value) => others.includes(value));
	});
}

describe('what the editor shows', () => {
	it('is walked at all', () => {
		expect(visible.length).toBeGreaterThan(100);
		expect(ofType('fixedCollection').length).toBeGreaterThan(0);
		expect(ofType('collection').length).toBeGreaterThan(0);
	});

	it("keeps n8n's own lint rules for parameters", () => {
		const exceptions = [
			// Sets of fields have an order of their own: a position begins with its type, an address with its street.
			'node-param-fixed-collection-type-unsorted-items',
			// Switched off by n8n's configuration for community nodes.
			'node-param-type-options-max-value-present',
		];
		expect(lintProperties([...derived, ...ofTrigger], exceptions)).toEqual([]);
	});

	it('is held against rules that bite', () => {
		const wrong: INodeProperties = {
			displayName: 'some id',
			name: 'x',
			type: 'boolean',
			default: false,
			description: 'If it is on.',
		};
		const found = lintProperties([wrong], []).join('\n');
		expect(found).toContain('node-param-display-name-miscased');
		expect(found).toContain('node-param-description-boolean-without-whether');
	});

	it('has labels in Title Case', () => {
		const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|that|the|this|to|with|xRechnung)$/;
		const isTitle = (text: string) =>
			text.split(/[\s(/]+/).every((word) => small.test(word) || !/^[a-z]/.test(word));
		expect(breaches(({ property }) => isTitle(property.displayName))).toEqual([]);
		const groups = visible.flatMap(({ property }) => (property.options ?? []).filter(isGroup));
		expect(groups.map(({ displayName }) => displayName).filter((text) => !isTitle(text))).toEqual(
			[],
		);
	});

	it('writes ID, URL, JSON, PDF and XML in capitals', () => {
		const isCased = (text: string) =>
			!/(^|[\s(])(Id|id|Ids|ids|Url|url|Json|json|Pdf|pdf|Xml|xml)([\s,.)]|$)/.test(text);
		expect(breaches((placed) => textsOf(placed).every(isCased))).toEqual([]);
	});

	it('says Whether for every switch that has a description', () => {
		const switches = ofType('boolean').filter(({ property }) => property.description);
		expect(
			breaches(({ property }) => /^Whether /.test(property.description ?? ''), switches),
		).toEqual([]);
	});

	it('ends no single sentence with a period, and every one of several', () => {
		const sentences = (text: string) => text.split(/[.!?](?=\s+[A-Z]|$)/).filter(Boolean).length;
		const isEnded = (text: string) => /[.!?]$/.test(text) === sentences(text) > 1;
		expect(breaches((placed) => isEnded(placed.property.description ?? ''))).toEqual([]);
		const described = visible.flatMap(({ property }) => choicesOf(property));
		expect(
			described.map(({ description = '' }) => description).filter((text) => !isEnded(text)),
		).toEqual([]);
	});

	it('shows examples that begin with e.g., and buttons that begin with Add', () => {
		expect(
			breaches(({ property: { placeholder, type } }) => {
				const isButton = type === 'collection' || type === 'fixedCollection';
				return isButton ? /^Add /.test(placeholder ?? '') : /^(e\.g\. |$)/.test(placeholder ?? '');
			}),
		).toEqual([]);
		const modes = ofType('resourceLocator').flatMap(({ property }) => property.modes ?? []);
		expect(
			modes
				.map(({ placeholder = 'e.g. ' }) => placeholder)
				.filter((text) => !/^e\.g\. /.test(text)),
		).toEqual([]);
	});

	it('has no emoji and no stray blanks', () => {
		const isPlain = (text: string) =>
			!/\p{Extended_Pictographic}/u.test(text) && text === text.trim() && !/ {2}/.test(text);
		expect(breaches((placed) => textsOf(placed).every(isPlain))).toEqual([]);
	});

	it('gives every property a default of its own type', () => {
		expect(
			breaches(({ property }) => {
				const { type, default: value } = property;
				const choices = choicesOf(property).map((choice) => choice.value);
				switch (type) {
					case 'boolean':
						return typeof value === 'boolean';
					case 'number':
						return typeof value === 'number' || value === '';
					case 'options':
						return choices.includes(String(value));
					case 'multiOptions':
						return Array.isArray(value) && value.every((one) => choices.includes(String(one)));
					case 'collection':
					case 'fixedCollection':
						return JSON.stringify(value) === '{}';
					case 'resourceLocator':
						return typeof value === 'object' && value !== null && 'mode' in value;
					default:
						return typeof value === 'string';
				}
			}),
		).toEqual([]);
	});

	it('sorts collections, and lists of five choices or more', () => {
		const collator = new Intl.Collator('en', { numeric: true });
		const isSorted = (names: string[]) =>
			names.every((name, at) => at === 0 || collator.compare(names[at - 1] ?? '', name) <= 0);
		expect(
			breaches(({ property }) => {
				const labels = (property.options ?? []).map((option) =>
					'displayName' in option ? option.displayName : option.name,
				);
				if (property.type === 'collection') return isSorted(labels);
				const isList = property.type === 'options' || property.type === 'multiOptions';
				return !isList || labels.length < 5 || isSorted(labels);
			}),
		).toEqual([]);
	});

	it('never marks a field inside a collection as required', () => {
		expect(
			breaches(({ property, isInCollection }) => !(isInCollection && property.required)),
		).toEqual([]);
	});
});

describe('operations', () => {
	const operations = derived.filter(({ name }) => name === 'operation').flatMap(choicesOf);

	it('have an action each, in sentence case, without articles, with the resource in it', () => {
		const wrong = operations.filter(
			({ action = '' }) => !/^[A-Z][^A-Z]*$/.test(action) || /\b(a|an|the)\b/.test(action),
		);
		// Names of the service keep their capitals.
		expect(wrong.map(({ action }) => action)).toEqual([]);
	});

	it('have actions that are all different', () => {
		const actions = operations.map(({ action }) => action);
		expect(actions.filter((action, at) => actions.indexOf(action) !== at)).toEqual([]);
	});

	it('are described in other words than they are called', () => {
		expect(
			operations
				.filter(({ name, action, description = '' }) =>
					['', name, action].includes(description.replace(/\.$/, '')),
				)
				.map(({ action }) => action),
		).toEqual([]);
	});
});

describe('what cannot be undone', () => {
	it('is chosen in the node itself: no expression, no AI agent', () => {
		const fixed = visible.filter(({ property }) =>
			['resource', 'operation', 'inputMode', 'finalize'].includes(property.name),
		);
		expect(fixed.length).toBeGreaterThan(10);
		expect(breaches(({ property }) => property.noDataExpression === true, fixed)).toEqual([]);
	});

	it('stands at the top, where its raw value can be read', () => {
		const nested = visible.filter(
			({ property, siblings }) =>
				property.noDataExpression && siblings !== derived && siblings !== ofTrigger,
		);
		expect(nested.map(({ place }) => place)).toEqual([]);
	});

	it('is off unless it is switched on', () => {
		const switches = visible.filter(({ property }) => property.name === 'finalize');
		expect(switches.length).toBeGreaterThan(0);
		expect(breaches(({ property }) => property.default === false, switches)).toEqual([]);
	});
});

describe('lists', () => {
	it('are limited the way n8n does', () => {
		const limits = visible.filter(({ property }) => property.name === 'limit');
		expect(limits.length).toBeGreaterThan(0);
		for (const { property } of limits)
			expect(property).toMatchObject({
				displayName: 'Limit',
				default: 50,
				typeOptions: { minValue: 1 },
				description: 'Max number of results to return',
			});
	});

	it.each([
		['returnAll', 'Return All', 'Whether to return all results or only up to a given limit'],
		[
			'simplify',
			'Simplify',
			'Whether to return a simplified version of the response instead of the raw data',
		],
	])('say %s in the words of n8n', (name, displayName, description) => {
		const named = visible.filter(({ property }) => property.name === name);
		expect(named.length).toBeGreaterThan(0);
		for (const { property } of named) expect(property).toMatchObject({ displayName, description });
	});
});

describe('locators', () => {
	const locators = ofType('resourceLocator');

	it('take every record by its ID', () => {
		expect(locators.length).toBeGreaterThan(0);
		expect(
			breaches(({ property }) => property.modes?.at(-1)?.displayName === 'By ID', locators),
		).toEqual([]);
	});

	it('begin with the mode that is their default', () => {
		expect(
			breaches(({ property: { default: value, modes = [] } }) => {
				const mode = typeof value === 'object' && value && 'mode' in value ? value.mode : '';
				const best = modes.find(({ name }) => name === 'list') ?? modes.at(-1);
				return mode === best?.name;
			}, locators),
		).toEqual([]);
	});

	it('search with methods that the node has', () => {
		const methods = locators.flatMap(({ property }) =>
			(property.modes ?? []).flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
		);
		expect(methods.length).toBeGreaterThan(0);
		expect(methods.filter((method) => !(method in searches))).toEqual([]);
	});

	it('take IDs out of the links that they show as examples', () => {
		const links = locators.flatMap(({ place, property }) =>
			(property.modes ?? []).filter(({ name }) => name === 'url').map((mode) => ({ place, mode })),
		);
		expect(links.length).toBeGreaterThan(0);
		const unread = links.filter(({ mode: { placeholder = '', extractValue } }) => {
			const regex = extractValue && 'regex' in extractValue ? String(extractValue.regex) : '';
			return !new RegExp(regex).exec(placeholder.replace('e.g. ', ''))?.[1];
		});
		expect(unread.map(({ place }) => place)).toEqual([]);
	});
});

describe('display conditions', () => {
	const conditions = visible.flatMap((placed) =>
		Object.entries(placed.property.displayOptions?.show ?? {}).map(([name, values = []]) => ({
			...placed,
			name,
			values: values as unknown[],
		})),
	);

	it('ask properties that stand before, for values that they can have', () => {
		const wrong = conditions.filter(({ property, siblings, name, values }) => {
			const above = siblings.slice(0, siblings.indexOf(property));
			const asked = above.filter((one) => one.name === name);
			const possible = asked.flatMap((one): unknown[] =>
				one.type === 'boolean' ? [true, false] : choicesOf(one).map(({ value }) => value),
			);
			return asked.length === 0 || values.some((value) => !possible.includes(value));
		});
		expect(wrong.map(({ place, name, values }) => `${place} asks ${name} for ${values}`)).toEqual(
			[],
		);
	});

	it('ask what is there for the same resource and operation', () => {
		const wrong = contexts.flatMap((context) => {
			const shown = derived.filter((property) => isShownIn(property, context));
			const names = new Set(shown.map(({ name }) => name));
			return shown.flatMap((property) =>
				conditionsOf(property)
					.filter(([name]) => !names.has(name))
					.map(
						([name]) => `${context.resource}.${context.operation}: ${property.name} asks ${name}`,
					),
			);
		});
		expect(wrong).toEqual([]);
	});

	it('never show two properties of one name at once', () => {
		const doubles = contexts.flatMap((context) => {
			const shown = derived.filter((property) => isShownIn(property, context));
			return shown.flatMap((one, at) =>
				shown
					.slice(at + 1)
					.filter((other) => other.name === one.name && !excludeEachOther(one, other))
					.map(() => `${context.resource}.${context.operation}: ${one.name}`),
			);
		});
		expect(doubles).toEqual([]);
	});

	it('never show two fields of one name in a set', () => {
		const doubles = visible.filter(({ property, siblings }) => {
			if (siblings === derived || siblings === ofTrigger) return false;
			const others = siblings.filter((other) => other !== property && other.name === property.name);
			return others.some((other) => !excludeEachOther(property, other));
		});
		expect(doubles.map(({ place }) => place)).toEqual([]);
	});

	it('show a field under one label in one operation', () => {
		const labels = contexts.flatMap((context) => {
			const shown = derived.filter((property) => isShownIn(property, context));
			const byLabel = new Map(shown.map(({ displayName, name }) => [displayName, name]));
			return shown
				.filter(({ displayName, name }) => byLabel.get(displayName) !== name)
				.filter((one) =>
					shown.some(
						(other) =>
							other.displayName === one.displayName &&
							other.name !== one.name &&
							!excludeEachOther(one, other),
					),
				)
				.map(({ displayName }) => `${context.resource}.${context.operation}: ${displayName}`);
		});
		expect(labels).toEqual([]);
	});
});

describe('the node', () => {
	it('asks for the one credential of this package', () => {
		expect(credentials).toEqual([{ name: 'lexwareOfficePublicApi', required: true }]);
	});

	it('lists resources by name, and offers each its operations', () => {
		const [resource] = derived;
		const names = (resource ? choicesOf(resource) : []).map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		for (const { value } of resources)
			expect(
				derived.filter(
					({ name, displayOptions }) =>
						name === 'operation' && displayOptions?.show?.resource?.includes(value),
				),
			).toHaveLength(1);
	});
});
