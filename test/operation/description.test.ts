import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { deriveProperties } from '../../nodes/LexwareOffice/operation/properties';
import { resources } from '../../nodes/LexwareOffice/resources';
import { triggerProperties } from '../../nodes/LexwareOffice/trigger/description';

interface Placed {
	place: string;
	property: INodeProperties;
	isInCollection: boolean;
}

function isGroup(option: object): option is INodePropertyCollection {
	return 'values' in option;
}

function walk(properties: INodeProperties[], parent = '', isInCollection = false): Placed[] {
	return properties.flatMap((property) => {
		const place = `${parent}${property.name}`;
		const options: object[] = property.options ?? [];
		const inner =
			property.type === 'collection'
				? walk(options as INodeProperties[], `${place}.`, true)
				: options.filter(isGroup).flatMap(({ values }) => walk(values, `${place}.`));
		return [{ place, property, isInCollection }, ...inner];
	});
}

const derived = deriveProperties(resources);
const all = [...walk(derived), ...walk(triggerProperties, 'trigger.')];
const visible = all.filter(({ property }) => property.type !== 'notice');

function choicesOf({ options = [] }: INodeProperties) {
	return options.filter(
		(option): option is { name: string; value: string; action?: string } => 'value' in option,
	);
}

/** The places at which a rule does not hold. */
function breaches(rule: (placed: Placed) => boolean, placed = visible): string[] {
	return placed.filter((one) => !rule(one)).map(({ place }) => place);
}

describe('what the editor shows', () => {
	it('is walked at all', () => {
		expect(visible.length).toBeGreaterThan(100);
	});

	it('has labels in Title Case', () => {
		const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|that|the|this|to|with)$/;
		const isTitle = (word: string) =>
			small.test(word) || !/^[a-z]/.test(word) || /^xRechnung$/.test(word);
		expect(
			breaches(({ property }) => property.displayName.split(/[\s(/]+/).every(isTitle)),
		).toEqual([]);
	});

	it('says Whether for every switch that has a description', () => {
		const switches = visible.filter(
			({ property }) => property.type === 'boolean' && property.description,
		);
		expect(
			breaches(({ property }) => /^Whether /.test(property.description ?? ''), switches),
		).toEqual([]);
	});

	it('ends no single sentence with a period', () => {
		expect(
			breaches(({ property: { description = '' } }) => !/^[^.!?]*\.$/.test(description)),
		).toEqual([]);
	});

	it('gives every property a default', () => {
		expect(breaches(({ property }) => property.default !== undefined)).toEqual([]);
	});

	it('never marks a field inside a collection as required', () => {
		expect(
			breaches(({ property, isInCollection }) => !(isInCollection && property.required)),
		).toEqual([]);
	});

	it('lets no expression choose resource, operation or what cannot be undone', () => {
		const fixed = visible.filter(({ property }) =>
			['resource', 'operation', 'inputMode', 'finalize'].includes(property.name),
		);
		expect(fixed.length).toBeGreaterThan(3);
		expect(breaches(({ property }) => property.noDataExpression === true, fixed)).toEqual([]);
	});

	it('has an action for every operation, in sentence case and without articles', () => {
		const operations = derived.filter(({ name }) => name === 'operation').flatMap(choicesOf);
		const wrong = operations.filter(
			({ action = '' }) => !/^[A-Z][^A-Z]/.test(action) || /\b(a|an|the)\b/.test(action),
		);
		expect(wrong).toEqual([]);
	});

	it('limits lists the way n8n does', () => {
		const limits = visible.filter(({ property }) => property.name === 'limit');
		expect(limits.length).toBeGreaterThan(0);
		for (const { property } of limits)
			expect(property).toMatchObject({
				default: 50,
				typeOptions: { minValue: 1 },
				description: 'Max number of results to return',
			});
	});

	it('speaks in its conditions only of what exists', () => {
		const names = new Set(all.map(({ property }) => property.name));
		expect(
			breaches(({ property }) =>
				Object.keys(property.displayOptions?.show ?? {}).every((name) => names.has(name)),
			),
		).toEqual([]);
	});

	it('lets every record be given by its ID', () => {
		const locators = visible.filter(({ property }) => property.type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(0);
		expect(
			breaches(
				({ property }) => property.modes?.some(({ name }) => name === 'id') ?? false,
				locators,
			),
		).toEqual([]);
	});
});
