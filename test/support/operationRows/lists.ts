// What the account is made of: short lists, the profile, templates, subscriptions, payments, and the quota itself.
import { categories } from '../lexware/resources/postingCategories';
import { seedRecurringTemplate } from '../lexware/resources/recurringTemplates';
import { locator } from '../runNode';
import { addInvoice } from './documents';
import { add, type Books, type Rows } from './row';

const all = { returnAll: true };

const subscription = {
	eventType: 'invoice.created',
	callbackUrl: 'https://n8n.example.com/hook',
};

const addSubscription = async ({ api }: Books) =>
	await add(api, '/event-subscriptions', subscription);

const templateId = '00000001-0000-4000-8000-000000000001';

/** Only the web app makes them. */
const seedTemplate = ({ account }: Books) =>
	seedRecurringTemplate(account, templateId, '2026-02-01');

const template = { id: templateId, title: 'Wartung', nextExecutionDate: '2026-02-01' };

const shortLists: Rows = {
	'country.getAll': () => ({
		parameters: { limit: 1 },
		arrives: ['GET /v1/countries 200'],
		gives: [{ countryCode: 'AD', taxClassification: 'thirdPartyCountry' }],
	}),

	'paymentCondition.getAll': ({ account }) => ({
		parameters: all,
		arrives: ['GET /v1/payment-conditions 200'],
		gives: account.paymentConditions.map(({ id, paymentTermDuration }) => ({
			id,
			paymentTermDuration,
		})),
	}),

	'postingCategory.getAll': () => ({
		parameters: all,
		arrives: ['GET /v1/posting-categories 200'],
		gives: categories.map(({ id, name, type }) => ({ id, name, type })),
	}),

	'printLayout.getAll': ({ account }) => ({
		parameters: all,
		arrives: ['GET /v1/print-layouts 200'],
		gives: account.printLayouts.map(({ id, name }) => ({ id, name })),
	}),
};

const subscriptions: Rows = {
	'eventSubscription.check': async (books) => {
		await addSubscription(books);
		const eventTypes = ['invoice.created', 'contact.created'];
		return {
			parameters: { callbackUrl: subscription.callbackUrl, eventTypes },
			arrives: ['GET /v1/event-subscriptions 200'],
			gives: [{ isComplete: false, missing: ['contact.created'] }],
		};
	},

	'eventSubscription.create': ({ account }) => ({
		parameters: subscription,
		arrives: ['POST /v1/event-subscriptions 201'],
		gives: [{ version: 0 }],
		leaves: { find: ({ id }) => account.eventSubscriptions.get(String(id)), like: subscription },
	}),

	'eventSubscription.delete': async (books) => {
		const id = await addSubscription(books);
		return {
			parameters: { eventSubscriptionId: locator(id) },
			arrives: [`DELETE /v1/event-subscriptions/${id} 204`],
			gives: [{ deleted: true }],
			leaves: { find: () => books.account.counts(), like: { eventSubscriptions: 0 } },
		};
	},

	'eventSubscription.get': async (books) => {
		const id = await addSubscription(books);
		return {
			parameters: { eventSubscriptionId: locator(id) },
			arrives: [`GET /v1/event-subscriptions/${id} 200`],
			gives: [{ subscriptionId: id, ...subscription }],
		};
	},

	'eventSubscription.getAll': async (books) => {
		const id = await addSubscription(books);
		return {
			parameters: all,
			arrives: ['GET /v1/event-subscriptions 200'],
			gives: [{ subscriptionId: id, ...subscription }],
		};
	},
};

export const listRows: Rows = {
	...shortLists,
	...subscriptions,

	'recurringTemplate.get': (books) => {
		seedTemplate(books);
		return {
			parameters: { recurringTemplateId: locator(templateId) },
			arrives: [`GET /v1/recurring-templates/${templateId} 200`],
			gives: [template],
		};
	},

	'recurringTemplate.getAll': (books) => {
		seedTemplate(books);
		return { parameters: all, arrives: ['GET /v1/recurring-templates 200'], gives: [template] };
	},

	'payment.get': async (books) => {
		const voucherId = await addInvoice(books);
		return {
			parameters: { voucherId: locator(voucherId) },
			arrives: [`GET /v1/payments/${voucherId} 200`],
			gives: [{ voucherId, hasPaymentData: true, openAmount: 190.4 }],
		};
	},

	'profile.get': ({ account: { profile } }) => ({
		arrives: ['GET /v1/profile 200'],
		gives: [{ organizationId: profile.organizationId, companyName: 'Musterhaus GmbH' }],
	}),

	// Not of the API: it tells from the limiter's own ledger, and sends nothing.
	'quota.getStatus': () => ({
		arrives: [],
		gives: [{ limit: 100, remaining: 100, queued: 0, sharing: 'process' }],
	}),

	'customRequest.send': ({ account }) => ({
		parameters: {
			method: 'POST',
			path: '/contacts',
			requestBody: '{"version":0,"roles":{"customer":{}},"company":{"name":"Anna AG"}}',
		},
		arrives: ['POST /v1/contacts 200'],
		gives: [{ version: 1 }],
		leaves: {
			find: ({ id }) => account.contacts.get(String(id)),
			like: { company: { name: 'Anna AG' } },
		},
	}),
};
