// What a bookkeeping voucher may look like in a POST or PUT (fact sheet 3.20).
import { z } from 'zod';
import { cents } from '../money';
import { isDay } from '../time';
import { complain, optionalText } from '../validate';
import { categories } from './postingCategories';

const day = z.string().refine(isDay, { params: { key: 'invalid_value' } });

const taxRates = [0, 5, 7, 16, 19];

const itemSchema = z.object({
	amount: z.number(),
	taxAmount: z.number(),
	taxRatePercent: z.number().refine((rate) => taxRates.includes(rate), {
		params: { key: 'invalid_value' },
	}),
	categoryId: z.string(),
});

const members = z.object({
	type: z.enum(['salesinvoice', 'salescreditnote', 'purchaseinvoice', 'purchasecreditnote']),
	voucherStatus: optionalText(),
	voucherNumber: optionalText(),
	voucherDate: day.optional(),
	shippingDate: day.optional(),
	dueDate: day.optional(),
	totalGrossAmount: z.number().optional(),
	totalTaxAmount: z.number().optional(),
	taxType: z.enum(['net', 'gross']),
	useCollectiveContact: z.boolean().default(false),
	contactId: optionalText(),
	contactName: optionalText(),
	remark: optionalText(),
	voucherItems: z.array(itemSchema).default([]),
	files: z.array(z.string()).default([]),
	version: z.number().int().optional(),
});

export type VoucherBody = z.output<typeof members>;

/** An unchecked voucher may stay incomplete; every other one must add up to the cent. */
export function voucherSchema(mayBeIncomplete: boolean) {
	return members.superRefine((voucher, context) => {
		if (!mayBeIncomplete) checkComplete(voucher, context);
		checkContact(voucher, context);
		voucher.voucherItems.forEach((item, at) => checkItem(voucher, item, at, context));
		if (voucher.voucherItems.length > 0) checkTotals(voucher, context);
	});
}

function checkComplete(voucher: VoucherBody, context: z.RefinementCtx): void {
	const required = ['voucherNumber', 'voucherDate', 'totalGrossAmount', 'totalTaxAmount'] as const;
	for (const name of required) {
		if (voucher[name] === undefined || voucher[name] === '') {
			complain(context, [name], 'missing_entity');
		}
	}
	if (voucher.voucherItems.length === 0) complain(context, ['voucherItems'], 'missing_entity');
}

function checkContact(voucher: VoucherBody, context: z.RefinementCtx): void {
	const { useCollectiveContact, contactId, contactName } = voucher;
	if (useCollectiveContact) return;
	if (!contactId) complain(context, ['contactId'], 'Missing_ContactId');
	else if (contactName) {
		complain(context, [], 'custom_contact_name_for_referenced_contact_not_allowed');
	}
}

function checkItem(
	{ type, taxType }: VoucherBody,
	{ amount, taxAmount, taxRatePercent, categoryId }: VoucherBody['voucherItems'][number],
	at: number,
	context: z.RefinementCtx,
): void {
	const base = taxType === 'gross' ? 100 + taxRatePercent : 100;
	if (cents((amount * taxRatePercent) / base) !== taxAmount) {
		complain(context, ['voucherItems', at, 'taxAmount'], 'invalid_taxamount');
	}
	const wanted = type.startsWith('sales') ? 'income' : 'outgo';
	if (!categories.some((category) => category.id === categoryId && category.type === wanted)) {
		complain(context, ['voucherItems', at, 'categoryId'], 'invalid_value');
	}
}

function checkTotals(voucher: VoucherBody, context: z.RefinementCtx): void {
	const { voucherItems, taxType, totalGrossAmount, totalTaxAmount } = voucher;
	if (totalGrossAmount === undefined || totalTaxAmount === undefined) return;
	const tax = cents(voucherItems.reduce((sum, { taxAmount }) => sum + taxAmount, 0));
	const amount = cents(voucherItems.reduce((sum, item) => sum + item.amount, 0));
	const gross = taxType === 'gross' ? amount : cents(amount + tax);
	if (gross !== totalGrossAmount) {
		complain(context, ['totalGrossAmount'], 'invalid_total_amount');
	}
	if (tax !== totalTaxAmount) complain(context, ['totalTaxAmount'], 'invalid_taxamount');
}
