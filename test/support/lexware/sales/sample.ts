// Sales documents as the API takes them, one with what all types together ask for; tests change what they are about.
import type { SalesBody } from './schema';

/** What an invoice needs. */
export const sampleInvoice = {
	voucherDate: '2026-01-15T00:00:00.000+01:00',
	address: { name: 'Muster AG', countryCode: 'DE' },
	lineItems: [
		{
			type: 'custom',
			name: 'Beratung',
			quantity: 2,
			unitName: 'Std',
			unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
		},
	],
	totalPrice: { currency: 'EUR' },
	taxConditions: { taxType: 'net' },
	shippingConditions: { shippingType: 'none' },
	language: 'de',
} satisfies SalesBody;

export const sampleDocument = {
	...sampleInvoice,
	expirationDate: '2026-02-15T00:00:00.000+01:00',
} satisfies SalesBody;
