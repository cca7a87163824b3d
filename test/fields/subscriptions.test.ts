import {
	compareSubscriptions,
	readSubscriptions,
	type Subscription,
} from '../../nodes/LexwareOffice/fields/subscriptions';
import { answer } from '../resources/requestOf';

const callbackUrl = 'https://n8n.example.com/webhook/a';
const elsewhere = 'https://other.example.com/hook';

function subscription(subscriptionId: string, eventType: string, url = callbackUrl): Subscription {
	return { subscriptionId, organizationId: 'o', eventType, callbackUrl: url };
}

function idsOf(subscriptions: Subscription[]): string[] {
	return subscriptions.map(({ subscriptionId }) => subscriptionId);
}

describe('subscriptions compared with what is expected', () => {
	it('are kept where event and URL agree', () => {
		const present = [subscription('1', 'contact.created'), subscription('2', 'contact.changed')];
		const eventTypes = ['contact.created', 'invoice.created'];
		const { kept, stale, missing } = compareSubscriptions(present, { callbackUrl, eventTypes });
		expect([idsOf(kept), idsOf(stale), missing]).toEqual([['1'], ['2'], ['invoice.created']]);
	});

	it('belong to somebody else when they call another URL', () => {
		const present = [subscription('1', 'contact.created', elsewhere)];
		const expected = { callbackUrl, eventTypes: ['contact.created'] };
		const { own, missing } = compareSubscriptions(present, expected);
		expect([own, missing]).toEqual([[], ['contact.created']]);
	});

	it('are stale when they were made for an earlier URL', () => {
		const present = [subscription('1', 'contact.created', elsewhere)];
		const expected = { callbackUrl, eventTypes: ['contact.created'], ownIds: ['1'] };
		const { stale, missing } = compareSubscriptions(present, expected);
		expect([idsOf(stale), missing]).toEqual([['1'], ['contact.created']]);
	});
});

describe('the list of subscriptions', () => {
	it('is read out of its envelope', () => {
		const row = { ...subscription('1', 'contact.created'), createdDate: 'x' };
		expect(readSubscriptions(answer(200, { content: [row] }))).toEqual([
			subscription('1', 'contact.created'),
		]);
	});

	it.each([[{}], [[]], [{ content: 'none' }]])('is empty in %j', (body) => {
		expect(readSubscriptions(answer(200, body))).toEqual([]);
	});
});
