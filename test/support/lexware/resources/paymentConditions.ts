// https://developers.lexware.io/docs/#payment-conditions-endpoint
import { randomUUID } from 'node:crypto';
import { json, type Resource } from '../answer';

export interface PaymentCondition {
	id: string;
	organizationDefault: boolean;
	paymentTermLabelTemplate: string;
	paymentTermDuration: number;
	paymentDiscountConditions?: { discountPercentage: number; discountRange: number };
}

export const paymentConditions: Resource = {
	name: 'payment-conditions',
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/payment-conditions',
			handle: ({ account }) => json(200, account.paymentConditions),
		},
	],
};

export function defaultPaymentConditions(): PaymentCondition[] {
	return [
		{
			id: randomUUID(),
			organizationDefault: true,
			paymentTermLabelTemplate: 'Zahlbar innerhalb von {paymentRange} Tagen ohne Abzug',
			paymentTermDuration: 14,
		},
		{
			id: randomUUID(),
			organizationDefault: false,
			paymentTermLabelTemplate: '{discountRange} Tage -{discount}, {paymentRange} Tage netto',
			paymentTermDuration: 30,
			paymentDiscountConditions: { discountPercentage: 3, discountRange: 10 },
		},
	];
}
