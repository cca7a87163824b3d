// What a sales document may look like in a POST (fact sheet 3.5). Rules that need the books are in rules.ts.
import { z } from 'zod';
import { Refusal, type Call } from '../answer';
import { isTimestamp } from '../time';
import { formatPath, isObject, optionalText, readBody, requiredText } from '../validate';
import { checkMembers } from './checks';
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

function dropForeignMembers(type: SalesType, body: SalesBody, call: Call): SalesBody {
	const kept = {
		...body,
		lineItems: body.lineItems.map((item, at) => {
			const foreign = [
				...(type.has.has('discountPercentage') ? [] : (['discountPercentage'] as const)),
				...(type.has.has('optionalItems')
					? []
					: (['optional', 'alternative', 'subItems'] as const)),
			];
			return drop(item, foreign, ['lineItems', at], call);
		}),
	};
	const partial = [
		'totalPrice',
		'shippingConditions',
		'paymentConditions',
		'expirationDate',
		'deliveryTerms',
		'xRechnung',
	] as const;
	return drop(
		kept,
		partial.filter((name) => !type.has.has(name)),
		[],
		call,
	);
}

function drop<Holder extends object>(
	holder: Holder,
	names: ReadonlyArray<keyof Holder & string>,
	path: Array<string | number>,
	call: Call,
): Holder {
	const kept = { ...holder };
	for (const name of names) {
		if (kept[name] === undefined) continue;
		delete kept[name];
		call.noteIgnored([formatPath([...path, name])]);
	}
	return kept;
}
