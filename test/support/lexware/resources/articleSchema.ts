// What an article may look like in a POST or PUT (fact sheet 3.1).
import { z } from 'zod';
import { complain, optionalText, requiredText } from '../validate';
import { isGtin } from './gtin';

export const articleTypes = ['PRODUCT', 'SERVICE'] as const;

const priceSchema = z
	.object({
		leadingPrice: z.enum(['NET', 'GROSS']),
		netPrice: z.number().optional(),
		grossPrice: z.number().optional(),
		taxRate: z.union([z.literal(0), z.literal(7), z.literal(19)]),
	})
	.superRefine(({ leadingPrice, netPrice, grossPrice }, context) => {
		const [name, price] =
			leadingPrice === 'NET' ? ['netPrice', netPrice] : ['grossPrice', grossPrice];
		if (price === undefined) complain(context, [String(name)], 'NOTNULL');
	});

export const articleSchema = z.object({
	title: requiredText,
	type: z.enum(articleTypes),
	unitName: requiredText,
	price: priceSchema,
	articleNumber: optionalText(),
	gtin: z
		.string()
		.refine(isGtin, { params: { key: 'VALIDGTIN' } })
		.optional(),
	description: optionalText(),
	note: optionalText(),
	version: z.number().int().optional(),
});

export type ArticleBody = z.output<typeof articleSchema>;
