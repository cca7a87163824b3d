// The record of an article: its fields, and the body they make.
import {
	checkArticleChanges,
	checkArticleJson,
	checkArticleUpdate,
	checkNewArticle,
	leadByPrice,
	taxRates,
} from './articleRules';
import { updateHint } from './updateHint';
import { defineBody } from '../operation/define';
import type { CollectionValues, Fields } from '../operation/field';
import { omitEmpty, pickMembers } from '../operation/record';
import type { JsonObject } from '../transport/request';

export const articleType = {
	type: 'options',
	displayName: 'Type',
	default: 'PRODUCT',
	options: [
		{ name: 'Product', value: 'PRODUCT' },
		{ name: 'Service', value: 'SERVICE' },
	],
} as const;

const head = {
	title: { type: 'string', displayName: 'Title', required: true },
	type: articleType,
	unitName: { type: 'string', displayName: 'Unit', default: 'Stück', required: true },
	leadingPrice: {
		type: 'options',
		displayName: 'Leading Price',
		default: 'NET',
		description: 'The price that is given; Lexware Office calculates the other one',
		options: [
			{ name: 'Gross', value: 'GROSS' },
			{ name: 'Net', value: 'NET' },
		],
	},
} as const satisfies Fields;

const amount = { type: 'number', minValue: 0, decimals: 4 } as const;
const netPrice = { ...amount, displayName: 'Net Price' } as const;
const grossPrice = { ...amount, displayName: 'Gross Price' } as const;

const taxRate = {
	type: 'options',
	displayName: 'Tax Rate',
	default: '19',
	options: taxRates.map((rate) => ({ name: `${rate} %`, value: String(rate) })),
} as const;

const articleNumber = {
	type: 'string',
	displayName: 'Article Number',
	description: 'Has to be unique among the articles',
} as const;

const details = {
	description: { type: 'string', displayName: 'Description', rows: 3 },
	gtin: { type: 'string', displayName: 'GTIN', placeholder: 'e.g. 4006381333931' },
	note: { type: 'string', displayName: 'Note', rows: 3 },
} as const satisfies Fields;

const pricedHead = {
	...head,
	netPrice: { ...netPrice, required: true, showFor: { leadingPrice: ['NET'] } },
	grossPrice: { ...grossPrice, required: true, showFor: { leadingPrice: ['GROSS'] } },
	taxRate,
	additionalFields: { type: 'collection', displayName: 'Additional Fields', fields: details },
} as const satisfies Fields;

const changeable = { ...head, netPrice, grossPrice, taxRate, articleNumber, ...details };

/** Absent stays absent, so that the same shape serves a new record and changes to one. */
function shapeArticle(values: CollectionValues<typeof changeable>): JsonObject {
	const { leadingPrice, netPrice: net, grossPrice: gross, taxRate: rate, ...rest } = values;
	const price = omitEmpty({
		leadingPrice,
		netPrice: net,
		grossPrice: gross,
		taxRate: rate === undefined ? undefined : Number(rate),
	});
	return Object.keys(price).length > 0 ? { ...rest, price } : rest;
}

const newBody = { check: checkNewArticle, checkJson: checkArticleJson };

export const newArticle = defineBody({
	fields: { articleNumber, ...pricedHead },
	build: ({ additionalFields, ...given }) =>
		omitEmpty(shapeArticle({ ...given, ...additionalFields })),
	...newBody,
});

/** As a new one; the number is what it is found by. */
export const numberedArticle = defineBody({
	fields: { articleNumber: { ...articleNumber, required: true }, ...pricedHead },
	build: newArticle.build,
	...newBody,
	checkJson: (record) => [
		...(record.articleNumber ? [] : ["'Article Number' is empty"]),
		...checkArticleJson(record),
	],
});

export const articleChanges = defineBody({
	fields: {
		updateFields: {
			type: 'collection',
			displayName: 'Update Fields',
			description: updateHint,
			fields: changeable,
		},
	},
	build: ({ updateFields }) => shapeArticle(updateFields),
	complete: leadByPrice,
	check: checkArticleUpdate,
	checkJson: checkArticleChanges,
});

/** The members that most workflows go on with. */
export function simplifyArticle(record: JsonObject): JsonObject {
	return pickMembers(record, {
		id: 'id',
		articleNumber: 'articleNumber',
		title: 'title',
		type: 'type',
		unitName: 'unitName',
		leadingPrice: 'price.leadingPrice',
		netPrice: 'price.netPrice',
		grossPrice: 'price.grossPrice',
		taxRate: 'price.taxRate',
		archived: 'archived',
	});
}
