// What positions have to keep, however they were entered (fact sheet 2.7, 3.2 and 3.5).
import { isJsonObject } from '../operation/define';
import { memberAt } from '../operation/record';
import type { Json, JsonObject } from '../transport/request';

const mostLineItems = 300;

/** The member of a position's price that counts with this tax type. */
export function priceName(taxType: Json | undefined): 'netAmount' | 'grossAmount' {
	return taxType === 'gross' ? 'grossAmount' : 'netAmount';
}

/** A position and what the editor calls it, such as `Line Items 2 → Sub Items 1`. */
export interface Position {
	label: string;
	item: JsonObject;
	isSubItem: boolean;
}

/** Positions and sub items, in the order of the document. */
export function positionsOf({ lineItems }: JsonObject): Position[] {
	return listOf(lineItems).flatMap((item, index) => {
		const label = `Line Items ${index + 1}`;
		const subItems = listOf(item.subItems).map((sub, subIndex) => ({
			label: `${label} → Sub Items ${subIndex + 1}`,
			item: sub,
			isSubItem: true,
		}));
		return [{ label, item, isSubItem: false }, ...subItems];
	});
}

export function checkLineItems(record: JsonObject): string[] {
	const count = listOf(record.lineItems).length;
	const price = priceName(memberAt(record, 'taxConditions.taxType'));
	const tooMany = `'Line Items' has ${count} entries, and at most ${mostLineItems} are allowed`;
	return [
		...(count > mostLineItems ? [tooMany] : []),
		...positionsOf(record).flatMap((position) => checkPosition(position, price)),
	];
}

function checkPosition({ label, item, isSubItem }: Position, price: string): string[] {
	const { type, id, unitPrice, alternative, optional } = item;
	const isNoChoice = isSubItem && (alternative !== true || optional === true);
	const holdsArticle = type === 'material' || type === 'service';
	return [
		...(id && !holdsArticle
			? [`'${label} → Article' goes with the types Material and Service only`]
			: []),
		...(isJsonObject(unitPrice) ? checkPrice(label, unitPrice, price) : []),
		...(isNoChoice ? [`'${label}' has to be alternative, and not optional`] : []),
	];
}

function checkPrice(label: string, unitPrice: JsonObject, price: string): string[] {
	const { currency } = unitPrice;
	return [
		...(isOther(unitPrice, price)
			? [`'${label} → Unit Price' has to be given as ${price} with this tax type`]
			: []),
		...(isForeign(currency)
			? [`'${label} → Unit Price' is in ${String(currency)}, and EUR is allowed`]
			: []),
	];
}

/** For positions that may go without a price: with one, they need a rate. */
export function checkPricedRates(record: JsonObject): string[] {
	const rate = 'unitPrice.taxRatePercentage';
	return positionsOf(record)
		.filter(({ item }) => isJsonObject(item.unitPrice) && (memberAt(item, rate) ?? '') === '')
		.map(({ label }) => `'${label} → Tax Rate (%)' is empty, and goes with the price`);
}

/** There is one currency. */
export function isForeign(currency: Json | undefined): boolean {
	return (currency ?? 'EUR') !== 'EUR';
}

function isOther(unitPrice: JsonObject, price: string): boolean {
	const given = ['netAmount', 'grossAmount'].filter((name) => (unitPrice[name] ?? null) !== null);
	return given.length > 0 && !given.includes(price);
}

function listOf(value: Json | undefined): JsonObject[] {
	return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
