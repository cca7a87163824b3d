import { eventSubscription } from '../../nodes/LexwareOffice/resources/eventSubscription';
import { carryOut, findingsOf, requestOf, type Sent } from './requestOf';
import type { Values } from '../../nodes/LexwareOffice/operation/field';

const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const route = `/v1/event-subscriptions/${id}`;
const created = { eventType: 'invoice.status.changed', callbackUrl: 'https://n8n.example.com/x' };

const expected = {
	eventTypes: ['contact.created', 'invoice.created'],
	callbackUrl: 'https://n8n.example.com/webhook/a/webhook',
};

const rows: Array<[string, Values, Sent]> = [
	['check', expected, { method: 'GET', path: '/v1/event-subscriptions' }],
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

describe('the check of event subscriptions', () => {
	const subscribed = (eventType: string, callbackUrl = expected.callbackUrl) => ({
		subscriptionId: eventType,
		eventType,
		callbackUrl,
	});
	const check = async (content: object[], parameters: Values = expected) => {
		const answers = [{ content: JSON.parse(JSON.stringify(content)) as [] }];
		const { outputs } = await carryOut(eventSubscription, 'check', parameters, { answers });
		return outputs.map(({ json }) => json);
	};

	it('says that everything is there', async () => {
		expect(await check([subscribed('invoice.created'), subscribed('contact.created')])).toEqual([
			{
				isComplete: true,
				message: 'All expected events are subscribed to',
				callbackUrl: expected.callbackUrl,
				missing: [],
				present: ['invoice.created', 'contact.created'],
				unexpected: [],
			},
		]);
	});

	it('says what is missing, what is there, and what nobody expects at that URL', async () => {
		const elsewhere = subscribed('contact.created', 'https://n8n.example.com/webhook-test/a');
		const content = [subscribed('invoice.created'), elsewhere, subscribed('article.deleted')];
		expect(await check(content)).toEqual([
			{
				isComplete: false,
				message: 'Not subscribed to 1 of 2 expected events: contact.created',
				callbackUrl: expected.callbackUrl,
				missing: ['contact.created'],
				present: ['invoice.created'],
				unexpected: ['article.deleted'],
			},
		]);
	});

	it('says that all are missing when the key has none', async () => {
		expect(await check([])).toMatchObject([{ isComplete: false, missing: expected.eventTypes }]);
	});

	it('counts an event once, and takes blanks around the URL for what they are', async () => {
		const eventTypes = 'invoice.created, invoice.created';
		const callbackUrl = ` ${expected.callbackUrl} `;
		const parameters = { eventTypes, callbackUrl };
		expect(await check([], parameters)).toMatchObject([{ missing: ['invoice.created'] }]);
		expect(await check([subscribed('invoice.created')], parameters)).toMatchObject([
			{ isComplete: true },
		]);
	});

	it.each<[Values, string]>([
		[{ eventTypes: [] }, "'Expected Events' is empty"],
		[{ eventTypes: ['invoice.paid'] }, "'Expected Events' has 'invoice.paid'"],
		[{ callbackUrl: '' }, "'Callback URL' is empty"],
		[{ callbackUrl: 'n8n.example.com/hook' }, "'Callback URL' has to be a whole URL"],
	])('sends nothing with %j', (change, sentence) => {
		const findings = findingsOf(eventSubscription, 'check', { ...expected, ...change });
		expect(findings.join('\n')).toContain(sentence);
	});
});
