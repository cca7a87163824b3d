// Event types of webhooks (fact sheet 4.1).

const basic = ['created', 'changed', 'deleted'];
const withStatus = [...basic, 'status.changed'];

const eventsByResource: Record<string, string[]> = {
	article: basic,
	contact: basic,
	'credit-note': withStatus,
	'delivery-note': withStatus,
	'down-payment-invoice': withStatus,
	dunning: basic,
	invoice: withStatus,
	'order-confirmation': withStatus,
	payment: ['changed'],
	quotation: withStatus,
	'recurring-template': basic,
	token: ['revoked'],
	voucher: withStatus,
};

export const eventTypes: readonly string[] = Object.entries(eventsByResource).flatMap(
	([resource, events]) => events.map((event) => `${resource}.${event}`),
);
