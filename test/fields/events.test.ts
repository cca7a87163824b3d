import { events, recordPathOf } from '../../nodes/LexwareOffice/fields/events';
import { eventSubscription } from '../../nodes/LexwareOffice/resources/eventSubscription';
import { triggerProperties } from '../../nodes/LexwareOffice/trigger/description';
import { eventTypes } from '../support/lexware/eventTypes';

/** The table of the API's documentation, cell by cell. */
const documented = [
	...['created', 'changed', 'deleted'].flatMap((change) =>
		[
			'article',
			'contact',
			'credit-note',
			'delivery-note',
			'down-payment-invoice',
			'dunning',
			'invoice',
			'order-confirmation',
			'quotation',
			'recurring-template',
			'voucher',
		].map((subject) => `${subject}.${change}`),
	),
	'credit-note.status.changed',
	'delivery-note.status.changed',
	'down-payment-invoice.status.changed',
	'invoice.status.changed',
	'order-confirmation.status.changed',
	'quotation.status.changed',
	'voucher.status.changed',
	'payment.changed',
	'token.revoked',
];

describe('the events', () => {
	it('are the 42 that the API documents', () => {
		const values = events.map(({ value }) => value);
		expect(values).toHaveLength(42);
		expect([...values].sort()).toEqual([...documented].sort());
		expect([...values].sort()).toEqual([...eventTypes].sort());
	});

	it('stand in the order of their names, those of one subject together', () => {
		const names = events.map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		const subjects = events.map(({ value }) => value.split('.')[0]);
		const changes = subjects.filter((subject, index) => subject !== subjects[index - 1]);
		expect(changes).toHaveLength(13);
	});

	it('are offered by the trigger and by the event subscription alike', () => {
		const triggerOn = triggerProperties.find(({ name }) => name === 'events');
		const create = eventSubscription.operations.find(({ value }) => value === 'create');
		expect(triggerOn).toMatchObject({ default: [], options: events });
		expect(create?.fields.eventType).toMatchObject({ options: events });
	});
});

describe('the record of an event', () => {
	it.each([
		['article.created', '/v1/articles/1'],
		['contact.changed', '/v1/contacts/1'],
		['credit-note.status.changed', '/v1/credit-notes/1'],
		['delivery-note.changed', '/v1/delivery-notes/1'],
		['down-payment-invoice.created', '/v1/down-payment-invoices/1'],
		['dunning.created', '/v1/dunnings/1'],
		['invoice.status.changed', '/v1/invoices/1'],
		['order-confirmation.created', '/v1/order-confirmations/1'],
		['payment.changed', '/v1/payments/1'],
		['quotation.created', '/v1/quotations/1'],
		['recurring-template.changed', '/v1/recurring-templates/1'],
		['voucher.status.changed', '/v1/vouchers/1'],
	])('%s is read at %s', (eventType, path) => {
		expect(recordPathOf(eventType, '1')).toBe(path);
	});

	it('is there for every event but deletions and the revoked token', () => {
		const without = events
			.map(({ value }) => value)
			.filter((eventType) => recordPathOf(eventType, '1') === undefined);
		expect(without).toHaveLength(12);
		expect(without.every((eventType) => /\.deleted$|^token\./.test(eventType))).toBe(true);
	});

	it('is none of an event nobody knows', () => {
		expect(recordPathOf('constructor.created', '1')).toBeUndefined();
	});

	it('is never asked for by something that is no id', () => {
		expect(() => recordPathOf('contact.changed', '../profile')).toThrow('is not an ID');
	});
});
