// What a sales document may look like in a POST (fact sheet 3.5). Rules that need the books are in rules.ts.
import { z } from 'zod';
import { Refusal, type Call } from '../answer';
import { isTimestamp } from '../time';
import { complain, isObject, optionalText, readBody, requiredText } from '../validate';
import type { SalesType } from './type';

export const vatFreeTaxTypes = [
	'vatfree',
	'intraCommunitySupply',
	'constructionService13b',
	'externalService13b',
	'thirdPartyCountryService',
	'thirdPartyCountryDelivery',
	'photovoltaicEquipment',
] as const;

const percentage = z.number().min(0).max(100);

const unitPriceSchema = z.object({
	currency: z.literal('EUR'),
	netAmount: z.number().optional(),
	grossAmount: z.number().optional(),
	taxRatePercentage: z.number(),
});

const itemMembers = {
	id: z.string().optional(),
	type: z.enum(['custom', 'material', 'service', 'text']),
	name: optionalText(255),
	description: optionalText(2000),
	quantity: z.number().optional(),
	unitName: optionalText(),
	unitPrice: unitPriceSchema.optional(),
	discountPercentage: percentage.optional(),
	optional: z.boolean().optional(),
	alternative: z.boolean().optional(),
};

const itemSchema = z.object({
	...itemMembers,
	subItems: z.array(z.object(itemMembers)).optional(),
});

export const salesSchema = z.object({
	voucherDate: z.string(),
	expirationDate: z.string().optional(),
	address: z.object({
		contactId: z.string().optional(),
		name: optionalText(),
		supplement: optionalText(),
		street: optionalText(),
		city: optionalText(),
		zip: optionalText(),
		countryCode: optionalText(),
	}),
	lineItems: z.array(itemSchema).min(1).max(300),
	totalPrice: z
		.object({
			currency: z.literal('EUR'),
			totalDiscountAbsolute: z.number().min(0).optional(),
			totalDiscountPercentage: percentage.optional(),
		})
		.optional(),
	taxConditions: z.object({
		taxType: z.enum(['net', 'gross', ...vatFreeTaxTypes]),
		taxSubType: z.enum(['distanceSales', 'electronicServices']).optional(),
		taxTypeNote: optionalText(),
	}),
	paymentConditions: z
		.object({
			paymentTermLabel: requiredText,
			paymentTermDuration: z.number().int().min(0),
			paymentDiscountConditions: z
				.object({ discountPercentage: percentage, discountRange: z.number().int().min(0) })
				.optional(),
		})
		.optional(),
	shippingConditions: z
		.object({
			shippingType: z.enum(['service', 'serviceperiod', 'delivery', 'deliveryperiod', 'none']),
			shippingDate: z.string().optional(),
			shippingEndDate: z.string().optional(),
		})
		.optional(),
	xRechnung: z.object({ buyerReference: z.string() }).optional(),
	printLayoutId: z.string().optional(),
	title: optionalText(25),
	introduction: optionalText(2000),
	remark: optionalText(2000),
	deliveryTerms: optionalText(255),
	language: z.enum(['de', 'en']).default('de'),
});

export type SalesBody = z.output<typeof salesSchema>;
export type ItemBody = z.output<typeof itemSchema>;

/** Reads the body of a kind; members that the kind does not have are dropped and noted. */
export function readSalesBody(type: SalesType, call: Call): SalesBody {
	refuseUnreadableDates(call.body);
	const body = readBody(
		salesSchema.superRefine((given, context) => checkMembers(type, given, context)),
		call,
		'regular',
	);
	if (type.has.has('shippingConditions') && !body.shippingConditions) {
		throw new Refusal(406, [], 'The shipping conditions must not be null');
	}
	return dropForeignMembers(type, body, call);
}

/** Dates are read before anything else is checked: exactly three fraction digits and a zone. */
function refuseUnreadableDates(body: unknown): void {
	if (!isObject(body)) return;
	const { shippingConditions } = body;
	const holders = isObject(shippingConditions) ? [body, shippingConditions] : [body];
	for (const holder of holders) {
		for (const name of ['voucherDate', 'expirationDate', 'shippingDate', 'shippingEndDate']) {
			const value = holder[name];
			if (value === undefined || value === null) continue;
			if (typeof value === 'string' && isTimestamp(value)) continue;
			throw new Refusal(406, [], `${name}: '${String(value)}' cannot be parsed`);
		}
	}
}

function checkMembers(type: SalesType, body: SalesBody, context: z.RefinementCtx): void {
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
		item.subItems?.forEach((sub, subAt) => {
			checkItem(type, body, sub, ['lineItems', at, 'subItems', subAt], context);
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

function dropForeignMembers(type: SalesType, body: SalesBody, call: Call): SalesBody {
	const partial = [
		'totalPrice',
		'shippingConditions',
		'paymentConditions',
		'expirationDate',
		'deliveryTerms',
		'xRechnung',
	] as const;
	const kept = { ...body };
	for (const name of partial) {
		if (type.has.has(name) || kept[name] === undefined) continue;
		delete kept[name];
		call.noteIgnored([name]);
	}
	return kept;
}
