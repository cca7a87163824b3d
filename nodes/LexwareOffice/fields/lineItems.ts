// The positions of a sales document, with prices as the tax type wants them.
import { checkLineItems, checkPricedRates, priceName } from './lineItemRules';
import { taxType } from './taxConditions';
import { defineBody, isJsonObject, type Body } from '../operation/define';
import type { Fields } from '../operation/field';
import { checkMembers, shapeMembers } from '../operation/members';
import { memberAt } from '../operation/record';
import type { Json, JsonObject } from '../transport/request';

/** Positions with the given fields (see lineItem.ts). */
export function lineItems(fields: Fields): Body {
	const group = {
		type: 'group',
		displayName: 'Line Items',
		entryName: 'Line Item',
		multiple: true,
		required: true,
		fields,
	} as const;
	return defineBody({
		fields: { taxType, lineItems: group },
		build: ({ lineItems: entries, ...values }) => {
			const record = shapeMembers({ lineItems: group }, { lineItems: entries });
			return changeItems(record, (item) => toItem(item, values.taxType));
		},
		complete: (record) => changeItems(record, addCurrency),
		check: (record) => [
			...checkLineItems(record),
			...(fields.taxRatePercentage?.required ? [] : checkPricedRates(record)),
		],
		checkJson: (record) => checkMembers({ lineItems: group }, toEntered(record)),
	});
}

/** The entered price becomes the net or the gross one; switches that are off and discounts of nothing are left out. */
function toItem(item: JsonObject, type: string): JsonObject {
	const { unitPrice, subItems, discountPercentage, optional, alternative, ...members } = item;
	const { amount, ...price } = isJsonObject(unitPrice) ? unitPrice : {};
	const alternatives = Array.isArray(subItems) ? subItems.filter(isJsonObject) : [];
	return {
		...members,
		...(amount !== undefined && { unitPrice: { [priceName(type)]: amount, ...price } }),
		...(discountPercentage ? { discountPercentage } : {}),
		...(optional === true && { optional }),
		...(alternative === true && { alternative }),
		...(alternatives.length > 0 && {
			subItems: alternatives.map((sub) => ({ ...sub, alternative: true })),
		}),
	};
}

/** There is one currency, and the API wants to hear it. */
function addCurrency({ unitPrice, ...item }: JsonObject): JsonObject {
	return isJsonObject(unitPrice)
		? { ...item, unitPrice: { currency: 'EUR', ...unitPrice } }
		: { ...item, unitPrice };
}

/** A record's positions as they would have been entered. */
function toEntered(record: JsonObject): JsonObject {
	const name = priceName(memberAt(record, 'taxConditions.taxType'));
	return changeItems(record, ({ unitPrice, ...item }) => {
		const price = isJsonObject(unitPrice) ? unitPrice : {};
		const amount = price[name] ?? price.netAmount ?? price.grossAmount;
		// A text may do with a description alone.
		const isNamed = item.type === 'text' && item.description;
		return { ...(isNamed && { name: 'text' }), ...item, unitPrice: { ...price, amount } };
	});
}

/** The record with every position changed, sub items first. */
function changeItems(record: JsonObject, change: (item: JsonObject) => JsonObject): JsonObject {
	return Array.isArray(record.lineItems)
		? { ...record, lineItems: changeList(record.lineItems, change) }
		: record;
}

function changeList(items: Json[], change: (item: JsonObject) => JsonObject): Json[] {
	return items.map((item) => {
		if (!isJsonObject(item)) return item;
		const { subItems } = item;
		return change(
			Array.isArray(subItems) ? { ...item, subItems: changeList(subItems, change) } : item,
		);
	});
}
