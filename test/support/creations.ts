// One creation of each kind the node offers, as parameters of the node. For tests that treat all alike.
import type { INodeParameters } from 'n8n-workflow';

import { locator } from './runNode';

export interface Creation {
	resource: string;
	parameters: INodeParameters;
	/** Of the API. */
	path: string;
}

const document = {
	recipient: 'address',
	address: { entry: { name: 'Muster AG', countryCode: 'DE' } },
	voucherDate: '2026-01-15',
	expirationDate: '2026-02-15',
	lineItems: { entry: [{ name: 'Beratung', quantity: 2, unitName: 'Std', unitPrice: 80 }] },
};

/** Sales documents that the voucher list knows. */
export const documents: Creation[] = [
	{ resource: 'creditNote', parameters: document, path: '/v1/credit-notes' },
	{ resource: 'deliveryNote', parameters: document, path: '/v1/delivery-notes' },
	{ resource: 'invoice', parameters: document, path: '/v1/invoices' },
	{ resource: 'orderConfirmation', parameters: document, path: '/v1/order-confirmations' },
	{ resource: 'quotation', parameters: document, path: '/v1/quotations' },
];

export const invoice: Creation = {
	resource: 'invoice',
	parameters: document,
	path: '/v1/invoices',
};

export const voucher: Creation = {
	resource: 'voucher',
	parameters: {
		type: 'purchaseinvoice',
		voucherNumber: 'R&D 1',
		voucherDate: '2026-01-15',
		useCollectiveContact: true,
		voucherItems: {
			entry: [{ amount: 119, categoryId: locator('cf03a2b0-f838-474f-ac5e-67adb9b830c7') }],
		},
	},
	path: '/v1/vouchers',
};

export const article: Creation = {
	resource: 'article',
	parameters: {
		title: 'Stunde',
		type: 'SERVICE',
		unitName: 'Std',
		articleNumber: 'A-1',
		leadingPrice: 'NET',
		netPrice: 80,
		taxRate: '19',
	},
	path: '/v1/articles',
};

export const eventSubscription: Creation = {
	resource: 'eventSubscription',
	parameters: {
		eventType: 'invoice.created',
		callbackUrl: 'https://n8n.example.com/webhook/lexware',
	},
	path: '/v1/event-subscriptions',
};

export const contact: Creation = {
	resource: 'contact',
	parameters: { contactType: 'company', companyName: 'Muster AG' },
	path: '/v1/contacts',
};

/** Follows an invoice. */
export function dunningOf(precedingSalesVoucherId: string): Creation {
	return {
		resource: 'dunning',
		parameters: { ...document, precedingSalesVoucherId },
		path: '/v1/dunnings',
	};
}
