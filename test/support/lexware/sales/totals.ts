// Amounts the server works out: per line, per tax rate, in total (two decimals each).
import { cents, roundTo } from '../money';
import type { ItemBody, SalesBody } from './schema';
import type { SalesType } from './type';

export interface TaxAmount {
	taxRatePercentage: number;
	taxAmount: number;
	netAmount: number;
}

export interface TotalPrice {
	currency: 'EUR';
	totalNetAmount: number;
	totalGrossAmount: number;
	totalTaxAmount: number;
	totalDiscountAbsolute?: number;
	totalDiscountPercentage?: number;
}

export type LineItem = Omit<ItemBody, 'subItems'> & {
	lineItemAmount?: number;
	subItems?: LineItem[];
};

/** The line as the API gives it back: both prices, and its amount (gross or net as the tax type says). */
export function priceItem(type: SalesType, item: ItemBody, taxType: string): LineItem {
	const { subItems, discountPercentage: discount, optional, alternative, ...members } = item;
	if (item.type === 'text') {
		return { type: 'text', name: item.name, description: item.description };
	}
	const flags = type.has.has('optionalItems')
		? {
				optional: optional ?? false,
				alternative: alternative ?? false,
				subItems: subItems?.map((sub) => priceItem(type, sub, taxType)),
			}
		: {};
	const { unitPrice, quantity = 0 } = item;
	if (!unitPrice) return { ...members, ...flags };
	const { netAmount = 0, grossAmount = 0, taxRatePercentage } = unitPrice;
	const factor = 1 + taxRatePercentage / 100;
	const isGross = taxType === 'gross';
	const discountPercentage = type.has.has('discountPercentage') ? (discount ?? 0) : undefined;
	const price = isGross ? grossAmount : netAmount;
	return {
		...members,
		...flags,
		quantity: roundTo(4, quantity),
		unitPrice: {
			currency: 'EUR',
			netAmount: roundTo(4, isGross ? grossAmount / factor : netAmount),
			grossAmount: roundTo(4, isGross ? grossAmount : netAmount * factor),
			taxRatePercentage,
		},
		discountPercentage,
		lineItemAmount: type.has.has('totalPrice')
			? cents(quantity * price * (1 - (discountPercentage ?? 0) / 100))
			: undefined,
	};
}

/** Optional and alternative lines of a quotation do not count. */
export function addUp(
	lineItems: LineItem[],
	{ totalPrice, taxConditions }: SalesBody,
	discounts: boolean,
): { totalPrice: TotalPrice; taxAmounts: TaxAmount[] } {
	const groups = new Map<number, number>();
	for (const { optional, alternative, unitPrice, lineItemAmount = 0 } of lineItems) {
		if (!unitPrice || optional || alternative) continue;
		const rate = unitPrice.taxRatePercentage;
		groups.set(rate, (groups.get(rate) ?? 0) + lineItemAmount);
	}
	const { totalDiscountAbsolute, totalDiscountPercentage } = discounts ? (totalPrice ?? {}) : {};
	const sum = [...groups.values()].reduce((total, amount) => total + amount, 0);
	const share = totalDiscountAbsolute && sum ? totalDiscountAbsolute / sum : 0;
	const remains = 1 - (totalDiscountPercentage ?? 0) / 100 - share;
	const isGross = taxConditions.taxType === 'gross';
	const taxAmounts = [...groups].map(([rate, amount]) =>
		taxOf(rate, cents(amount * remains), isGross),
	);
	const totalNetAmount = cents(taxAmounts.reduce((total, { netAmount }) => total + netAmount, 0));
	const totalTaxAmount = cents(taxAmounts.reduce((total, { taxAmount }) => total + taxAmount, 0));
	return {
		taxAmounts,
		totalPrice: {
			currency: 'EUR',
			totalNetAmount,
			totalGrossAmount: cents(totalNetAmount + totalTaxAmount),
			totalTaxAmount,
			totalDiscountAbsolute,
			totalDiscountPercentage,
		},
	};
}

function taxOf(taxRatePercentage: number, amount: number, isGross: boolean): TaxAmount {
	const taxAmount = isGross
		? cents((amount * taxRatePercentage) / (100 + taxRatePercentage))
		: cents((amount * taxRatePercentage) / 100);
	return { taxRatePercentage, taxAmount, netAmount: isGross ? cents(amount - taxAmount) : amount };
}
