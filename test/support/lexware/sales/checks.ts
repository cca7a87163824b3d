// Rules among the members of one sales document.
import type { z } from 'zod';
import { complain } from '../validate';
import type { ItemBody, SalesBody } from './schema';
import type { SalesType } from './type';

/** Which members must be there, by kind of document and among themselves. */
export function checkMembers(type: SalesType, body: SalesBody, context: z.RefinementCtx): void {
	if (type.has.has('totalPrice') && !body.totalPrice) complain(context, ['totalPrice'], 'NOTNULL');
	if (type.has.has('expirationDate') && !body.expirationDate) {
		complain(context, ['expirationDate'], 'NOTNULL');
	}
	const { totalDiscountAbsolute, totalDiscountPercentage } = body.totalPrice ?? {};
	if (totalDiscountAbsolute !== undefined && totalDiscountPercentage !== undefined) {
		complain(context, ['totalPrice'], 'INVALID', 'only one kind of total discount is allowed');
	}
	const { contactId, name, countryCode } = body.address;
	if (!contactId && !name) complain(context, ['address', 'name'], 'NOTBLANK');
	if (!contactId && !countryCode) complain(context, ['address', 'countryCode'], 'NOTBLANK');
	body.lineItems.forEach((item, at) => {
		checkItem(type, body, item, ['lineItems', at], context);
		if (!type.has.has('optionalItems')) return;
		item.subItems?.forEach((sub, subAt) => {
			const path = ['lineItems', at, 'subItems', subAt];
			checkItem(type, body, sub, path, context);
			if (!sub.alternative) complain(context, [...path, 'alternative'], 'INVALID');
			if (sub.optional) complain(context, [...path, 'optional'], 'INVALID');
		});
	});
	checkShipping(body, context);
}

function checkItem(
	type: SalesType,
	{ taxConditions }: SalesBody,
	item: ItemBody,
	path: Array<string | number>,
	context: z.RefinementCtx,
): void {
	const missing = (...names: string[]) => complain(context, [...path, ...names], 'NOTNULL');
	if (item.type === 'text') {
		if (!item.name && !item.description) missing('name');
		return;
	}
	if (!item.name) missing('name');
	if (item.quantity === undefined) missing('quantity');
	if (!item.unitName) missing('unitName');
	if (!item.id && item.type !== 'custom') missing('id');
	const { unitPrice } = item;
	if (!unitPrice && type.unitPrice === 'required') missing('unitPrice');
	const amount = taxConditions.taxType === 'gross' ? 'grossAmount' : 'netAmount';
	if (unitPrice && unitPrice[amount] === undefined) missing('unitPrice', amount);
}

function checkShipping({ shippingConditions }: SalesBody, context: z.RefinementCtx): void {
	if (!shippingConditions) return;
	const { shippingType, shippingDate, shippingEndDate } = shippingConditions;
	if (shippingType === 'none') return;
	const missing = (name: string) => complain(context, ['shippingConditions', name], 'NOTNULL');
	if (!shippingDate) missing('shippingDate');
	if (!shippingType.endsWith('period')) return;
	if (!shippingEndDate) missing('shippingEndDate');
	if (shippingDate && shippingEndDate && Date.parse(shippingEndDate) < Date.parse(shippingDate)) {
		complain(
			context,
			['shippingConditions', 'shippingEndDate'],
			'INVALID',
			'must not be before shippingDate',
		);
	}
}
