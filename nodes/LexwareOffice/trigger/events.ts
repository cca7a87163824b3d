// The 42 events of Lexware Office, and where the record behind each is read.
// https://developers.lexware.io/docs/#event-subscriptions-endpoint-event-types
import type { INodePropertyOptions } from 'n8n-workflow';

import { path } from '../operation/path';

interface Source {
	name: string;
	/** What can happen, in the API's words. */
	changes: readonly string[];
	/** Path of the record; none where the event is about no record. */
	recordPath?: (id: string) => string;
}

const life = ['created', 'changed', 'deleted'];
const lifeAndStatus = [...life, 'status.changed'];

const sources: Record<string, Source> = {
	article: { name: 'Article', changes: life, recordPath: (id) => path`/v1/articles/${id}` },
	contact: { name: 'Contact', changes: life, recordPath: (id) => path`/v1/contacts/${id}` },
	'credit-note': {
		name: 'Credit Note',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/credit-notes/${id}`,
	},
	'delivery-note': {
		name: 'Delivery Note',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/delivery-notes/${id}`,
	},
	'down-payment-invoice': {
		name: 'Down Payment Invoice',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/down-payment-invoices/${id}`,
	},
	dunning: { name: 'Dunning', changes: life, recordPath: (id) => path`/v1/dunnings/${id}` },
	invoice: {
		name: 'Invoice',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/invoices/${id}`,
	},
	'order-confirmation': {
		name: 'Order Confirmation',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/order-confirmations/${id}`,
	},
	payment: {
		name: 'Payment',
		changes: ['changed'],
		recordPath: (id) => path`/v1/payments/${id}`,
	},
	quotation: {
		name: 'Quotation',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/quotations/${id}`,
	},
	'recurring-template': {
		name: 'Recurring Template',
		changes: life,
		recordPath: (id) => path`/v1/recurring-templates/${id}`,
	},
	token: { name: 'Token', changes: ['revoked'] },
	voucher: {
		name: 'Voucher',
		changes: lifeAndStatus,
		recordPath: (id) => path`/v1/vouchers/${id}`,
	},
};

const changeNames: Record<string, string> = {
	created: 'Created',
	changed: 'Changed',
	deleted: 'Deleted',
	'status.changed': 'Status Changed',
	revoked: 'Revoked',
};

/** All events, grouped by resource, as n8n's list wants them. */
export const eventOptions: INodePropertyOptions[] = Object.entries(sources)
	.flatMap(([source, { name, changes }]) =>
		changes.map((change) => ({
			name: `${name} ${changeNames[change] ?? change}`,
			value: `${source}.${change}`,
		})),
	)
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** The path of the record an event is about; `undefined` for a deleted one, and where there is none. */
export function recordPathOf(eventType: string, resourceId: string): string | undefined {
	const [source = '', ...change] = eventType.split('.');
	if (change.join('.') === 'deleted') return undefined;
	return sources[source]?.recordPath?.(resourceId);
}
