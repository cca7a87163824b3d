// What an article has to keep, and how its two prices hang together.
import { isGtin } from './gtin';
import { isJsonObject } from '../operation/define';
import { memberAt } from '../operation/record';
import { checkRules, type Rule } from '../operation/rules';
import type { JsonObject } from '../transport/request';

export const taxRates = [0, 7, 19];

const rules: Rule[] = [
	{ at: 'title', label: 'Title', required: true },
	{ at: 'type', label: 'Type', required: true, oneOf: ['PRODUCT', 'SERVICE'] },
	{ at: 'unitName', label: 'Unit', required: true },
	{ at: 'price', label: 'Price', required: true, isObject: true },
	{ at: 'price.leadingPrice', label: 'Leading Price', required: true, oneOf: ['NET', 'GROSS'] },
	{ at: 'price.netPrice', label: 'Net Price', decimals: 4 },
	{ at: 'price.grossPrice', label: 'Gross Price', decimals: 4 },
	{ at: 'price.taxRate', label: 'Tax Rate', required: true, oneOf: taxRates },
];

export function checkArticleJson(record: JsonObject): string[] {
	return checkRules(record, rules);
}

export function checkArticleChanges(changes: JsonObject): string[] {
	return checkRules(changes, rules, { isPartial: true });
}

export function checkNewArticle(record: JsonObject): string[] {
	const leads = memberAt(record, 'price.leadingPrice');
	const [name, label] =
		leads === 'GROSS' ? ['grossPrice', 'Gross Price'] : ['netPrice', 'Net Price'];
	const isMissing = leads !== undefined && memberAt(record, `price.${name}`) === undefined;
	const finding = `'${label}' is empty, and it is the leading price`;
	return [...(isMissing ? [finding] : []), ...checkGtin(record)];
}

function checkGtin({ gtin }: JsonObject): string[] {
	return gtin && !isGtin(String(gtin))
		? [
				`'GTIN' is '${String(gtin)}', which is no GTIN: 8, 12, 13 or 14 digits, the last of them a check digit`,
			]
		: [];
}

/** The other price would be dropped without a word. */
function checkLeadingPrice({ price }: JsonObject): string[] {
	if (!isJsonObject(price)) return [];
	const { leadingPrice, netPrice, grossPrice } = price;
	const [leading, label, other] =
		leadingPrice === 'GROSS'
			? [grossPrice, 'Gross Price', netPrice]
			: [netPrice, 'Net Price', grossPrice];
	if (leadingPrice === undefined && leading !== undefined && other !== undefined)
		return [
			"'Net Price' and 'Gross Price' are both given; add 'Leading Price' to say which counts",
		];
	const isMissing = leadingPrice !== undefined && leading === undefined && other !== undefined;
	return isMissing ? [`'${label}' is empty, and it is the leading price`] : [];
}

export function checkArticleUpdate(changes: JsonObject): string[] {
	return [...checkLeadingPrice(changes), ...checkGtin(changes)];
}

/** Changes that give one price make it the leading one: the API would ignore it otherwise. */
export function leadByPrice(changes: JsonObject): JsonObject {
	const { price } = changes;
	if (!isJsonObject(price) || price.leadingPrice !== undefined) return changes;
	const [leads, other] = (['netPrice', 'grossPrice'] as const).filter(
		(name) => price[name] !== undefined,
	);
	if (!leads || other) return changes;
	return { ...changes, price: { ...price, leadingPrice: leads === 'netPrice' ? 'NET' : 'GROSS' } };
}

/** The price that does not lead is the result of a calculation, and stale as soon as the leading one changes. */
export function dropCalculatedPrice(record: JsonObject): JsonObject {
	const { price } = record;
	if (!isJsonObject(price)) return record;
	const { netPrice, grossPrice, ...rest } = price;
	const leading = price.leadingPrice === 'GROSS' ? { grossPrice } : { netPrice };
	return { ...record, price: { ...rest, ...leading } };
}
