import { eventSubscription } from '../../nodes/LexwareOffice/resources/eventSubscription';
import { carryOut, findingsOf, requestOf, type Sent } from './requestOf';
import type { Values } from '../../nodes/LexwareOffice/operation/field';

const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const route = `/v1/event-subscriptions/${id}`;
const created = { eventType: 'invoice.status.changed', callbackUrl: 'https://n8n.example.com/x' };

const rows: Array<[string, Values, Sent]> = [
	['create', created, { method: 'POST', path: '/v1/event-subscriptions', body: created }],
	['delete', { eventSubscriptionId: id }, { method: 'DELETE', path: route }],
	['get', { eventSubscriptionId: id }, { method: 'GET', path: route }],
	['getAll', {}, { method: 'GET', path: '/v1/event-subscriptions' }],
];

describe('eventSubscription', () => {
	it.each(rows)('%s sends exactly this', async (operation, parameters, request) => {
		expect(await requestOf(eventSubscription, operation, parameters)).toEqual(request);
	});

	it('gives the subscriptions out of their envelope', async () => {
		const answers = [{ content: [{ subscriptionId: 'a' }, { subscriptionId: 'b' }] }];
		const { outputs } = await carryOut(eventSubscription, 'getAll', {}, { answers });
		expect(outputs.map(({ json }) => json.subscriptionId)).toEqual(['a', 'b']);
	});

	it.each(['http://n8n.example.com/x', 'n8n.example.com', 'https:///x', 'ftp://a'])(
		'does not send the callback URL %s',
		(callbackUrl) => {
			expect(findingsOf(eventSubscription, 'create', { ...created, callbackUrl })).toEqual([
				"'Callback URL' has to start with https://",
			]);
		},
	);

	it('offers the 42 events and no other', () => {
		const eventType = eventSubscription.operations.find(({ value }) => value === 'create')?.fields
			.eventType;
		expect(eventType?.type === 'options' && eventType.options).toHaveLength(42);
		expect(findingsOf(eventSubscription, 'create', { ...created, eventType: 'x' })).toHaveLength(1);
	});

	it('says of a deleted one that it is deleted', async () => {
		const { outputs } = await carryOut(eventSubscription, 'delete', { eventSubscriptionId: id });
		expect(outputs).toEqual([{ json: { deleted: true } }]);
	});
});
