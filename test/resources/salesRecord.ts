// A sales document as JSON that no rule finds anything in; tests change what they are about.
import type { JsonObject } from '../../nodes/LexwareOffice/transport/request';

export const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';

export const item = {
	type: 'custom',
	name: 'Beratung',
	quantity: 1,
	unitName: 'Std',
	unitPrice: { currency: 'EUR', netAmount: 80, taxRatePercentage: 19 },
};
export const record = {
	voucherDate: '2026-01-15',
	address: { contactId: id },
	lineItems: [item],
	totalPrice: { currency: 'EUR' },
	taxConditions: { taxType: 'net' },
	shippingConditions: { shippingType: 'none' },
};
export const withPrice = (price: JsonObject) => ({
	...item,
	unitPrice: { ...item.unitPrice, ...price },
});
export const own = { name: 'Muster AG', countryCode: 'DE' };
