// The 42 events of Lexware Office, and where the record behind each is read. Used by the event subscriptions and the
// trigger. https://developers.lexware.io/docs/#event-subscriptions-endpoint-event-types
import type { Choice } from '../operation/field';
import { path } from '../operation/path';

interface Subject {
	name: string;
	/** What can happen, in the API's words. */
	changes: readonly string[];
	/** Route of its records; none where there is no record. */
	route?: string;
}

const life = ['created', 'changed', 'deleted'];
const lifeAndStatus = [...life, 'status.changed'];

const subjects: Readonly<Record<string, Subject>> = {
	article: { name: 'Article', changes: life, route: 'articles' },
	contact: { name: 'Contact', changes: life, route: 'contacts' },
	'credit-note': { name: 'Credit Note', changes: lifeAndStatus, route: 'credit-notes' },
	'delivery-note': { name: 'Delivery Note', changes: lifeAndStatus, route: 'delivery-notes' },
	'down-payment-invoice': {
		name: 'Down Payment Invoice',
		changes: lifeAndStatus,
		route: 'down-payment-invoices',
	},
	dunning: { name: 'Dunning', changes: life, route: 'dunnings' },
	invoice: { name: 'Invoice', changes: lifeAndStatus, route: 'invoices' },
	'order-confirmation': {
		name: 'Order Confirmation',
		changes: lifeAndStatus,
		route: 'order-confirmations',
	},
	// Its id is that of the voucher that was paid.
	payment: { name: 'Payment', changes: ['changed'], route: 'payments' },
	quotation: { name: 'Quotation', changes: lifeAndStatus, route: 'quotations' },
	'recurring-template': {
		name: 'Recurring Template',
		changes: life,
		route: 'recurring-templates',
	},
	// Its id is that of the connection.
	token: { name: 'Token', changes: ['revoked'] },
	voucher: { name: 'Voucher', changes: lifeAndStatus, route: 'vouchers' },
};

const changeNames: Readonly<Record<string, string>> = {
	created: 'Created',
	changed: 'Changed',
	deleted: 'Deleted',
	'status.changed': 'Status Changed',
	revoked: 'Revoked',
};

/** All events by name, which groups them by subject. */
export const events: readonly Choice[] = Object.entries(subjects)
	.flatMap(([subject, { name, changes }]) =>
		changes.map((change) => ({
			name: `${name} ${changeNames[change] ?? change}`,
			value: `${subject}.${change}`,
		})),
	)
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/**
 * The path of the record an event is about; `undefined` where there is none (any more).
 * @throws PathError when the id is none
 */
export function recordPathOf(eventType: string, resourceId: string): string | undefined {
	const [subject = '', ...change] = eventType.split('.');
	const route = subjects[subject]?.route;
	if (route === undefined || change.join('.') === 'deleted') return undefined;
	return path`/v1/${route}/${resourceId}`;
}
