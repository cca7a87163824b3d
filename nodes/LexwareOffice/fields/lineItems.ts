// The positions of a sales document: a repeating group, and the part of the body it makes.
import type { Fields, ValuesOf } from '../operation/field';
import { omitEmpty } from '../operation/record';
import type { JsonObject } from '../transport/request';

const priced = { type: ['custom', 'material', 'service'] };
const fromArticle = { type: ['material', 'service'] };

export const mostLineItems = 300;

const fields = {
	type: {
		type: 'options',
		displayName: 'Type',
		default: 'custom',
		options: [
			{ name: 'Custom', value: 'custom', description: 'A position of its own' },
			{ name: 'Material', value: 'material', description: 'An article that is a product' },
			{ name: 'Service', value: 'service', description: 'An article that is a service' },
			{ name: 'Text', value: 'text', description: 'Text without a price' },
		],
	},
	id: {
		type: 'id',
		displayName: 'Article ID',
		required: true,
		showFor: fromArticle,
	},
	name: { type: 'string', displayName: 'Name', required: true, maxLength: 255 },
	description: { type: 'string', displayName: 'Description', rows: 2, maxLength: 2000 },
	quantity: {
		type: 'number',
		displayName: 'Quantity',
		default: 1,
		decimals: 4,
		required: true,
		showFor: priced,
	},
	unitName: {
		type: 'string',
		displayName: 'Unit',
		default: 'Stück',
		required: true,
		showFor: priced,
	},
	unitPrice: {
		type: 'number',
		displayName: 'Unit Price',
		decimals: 4,
		required: true,
		description: 'Net or gross, as the tax type says',
		showFor: priced,
	},
	taxRatePercentage: {
		type: 'number',
		displayName: 'Tax Rate (%)',
		default: 19,
		minValue: 0,
		maxValue: 100,
		description: '0, 7 or 19; 0 for every tax type without VAT',
		showFor: priced,
	},
	discountPercentage: {
		type: 'number',
		displayName: 'Discount (%)',
		default: 0,
		minValue: 0,
		maxValue: 100,
		decimals: 2,
		showFor: priced,
	},
} as const satisfies Fields;

export const lineItems = {
	type: 'group',
	displayName: 'Line Items',
	entryName: 'Line Item',
	multiple: true,
	required: true,
	fields,
} as const;

export function shapeLineItem(item: ValuesOf<typeof fields>, taxType: string): JsonObject {
	const { type, id, name, description, quantity, unitName, unitPrice } = item;
	if (type === 'text') return omitEmpty({ type, name, description });
	return {
		...omitEmpty({ type, id, name, description, quantity, unitName }),
		unitPrice: {
			currency: 'EUR',
			[taxType === 'gross' ? 'grossAmount' : 'netAmount']: unitPrice,
			taxRatePercentage: item.taxRatePercentage,
		},
		...(item.discountPercentage ? { discountPercentage: item.discountPercentage } : {}),
	};
}

/** Holds for a record however it was entered. */
export function checkLineItems(body: JsonObject): string[] {
	const count = Array.isArray(body.lineItems) ? body.lineItems.length : 0;
	if (count <= mostLineItems) return [];
	return [`'Line Items' has ${count} entries, and Lexware Office takes ${mostLineItems} at most`];
}
