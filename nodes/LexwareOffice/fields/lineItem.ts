// One position of a sales document: the fields it has on the different types.
import { markup } from './texts';
import type { Fields } from '../operation/field';

const priced = { type: ['custom', 'material', 'service'] };
const fromArticle = { type: ['material', 'service'] };

export const pricedItem = {
	type: {
		type: 'options',
		displayName: 'Type',
		default: 'custom',
		required: true,
		options: [
			{ name: 'Custom', value: 'custom', description: 'A position of its own' },
			{ name: 'Material', value: 'material', description: 'An article that is a product' },
			{ name: 'Service', value: 'service', description: 'An article that is a service' },
			{ name: 'Text', value: 'text', description: 'Text without a price' },
		],
	},
	id: {
		type: 'locator',
		displayName: 'Article',
		required: true,
		search: 'searchArticles',
		description: 'Name, unit and price of the position are still given here',
		showFor: fromArticle,
	},
	name: { type: 'string', displayName: 'Name', required: true, maxLength: 255 },
	description: {
		type: 'string',
		displayName: 'Description',
		rows: 2,
		maxLength: 2000,
		description: markup,
	},
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
		at: 'unitPrice.amount',
		showFor: priced,
	},
	taxRatePercentage: {
		type: 'number',
		displayName: 'Tax Rate (%)',
		default: 19,
		required: true,
		minValue: 0,
		maxValue: 100,
		description: '0, 7 or 19; 0 for every tax type without VAT',
		at: 'unitPrice.taxRatePercentage',
		showFor: priced,
	},
} as const satisfies Fields;

export const discountedItem = {
	...pricedItem,
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

/** Of a quotation, from which the customer may choose. */
export const offeredItem = {
	...discountedItem,
	optional: {
		type: 'boolean',
		displayName: 'Optional',
		description: 'Whether the customer may leave this position out',
		showFor: priced,
	},
	alternative: {
		type: 'boolean',
		displayName: 'Alternative',
		description: 'Whether this position stands in for another one',
		showFor: priced,
	},
	subItems: {
		type: 'group',
		displayName: 'Sub Items',
		entryName: 'Sub Item',
		multiple: true,
		description: 'Alternatives to this position',
		fields: discountedItem,
		showFor: priced,
	},
} as const satisfies Fields;

/** Of a delivery note, which may go without prices. */
export const deliveredItem: Fields = {
	...pricedItem,
	unitPrice: { ...pricedItem.unitPrice, required: false },
	taxRatePercentage: { ...pricedItem.taxRatePercentage, required: false },
};
