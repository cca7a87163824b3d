// https://developers.lexware.io/docs/#recurring-templates-endpoint
import type { Account } from '../account';
import { json, Refusal, type Answer, type Call, type Resource } from '../answer';
import { pageOf, readPage, readSort } from '../paging';

export interface RecurringTemplateSettings {
	id: string;
	startDate: string | null;
	endDate: string | null;
	finalize: boolean;
	shippingType: string;
	retroactiveInvoice: boolean;
	executionInterval: 'WEEKLY' | 'BIWEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'BIANNUALLY' | 'ANNUALLY';
	nextExecutionDate: string | null;
	lastExecutionDate: string | null;
	lastExecutionFailed: boolean;
	lastExecutionErrorMessage: string | null;
	executionStatus: 'ACTIVE' | 'PAUSED' | 'ENDED';
}

/** Seeded by tests; the API only reads them. */
export interface RecurringTemplate {
	id: string;
	organizationId: string;
	title: string;
	createdDate: string;
	updatedDate: string;
	address: { contactId: string; name: string; [member: string]: unknown };
	totalPrice: {
		currency: 'EUR';
		totalNetAmount: number;
		totalGrossAmount: number;
		totalTaxAmount: number;
	};
	paymentConditions?: object;
	recurringTemplateSettings: RecurringTemplateSettings;
	[member: string]: unknown;
}

const sortable = ['createdDate', 'updatedDate', 'lastExecutionDate', 'nextExecutionDate'];

export const recurringTemplates: Resource = {
	name: 'recurring-templates',
	errors: 'regular',
	routes: [
		{
			method: 'GET',
			path: '/recurring-templates',
			query: ['page', 'size', 'sort'],
			handle: list,
		},
		{
			method: 'GET',
			path: '/recurring-templates/:id',
			handle: ({ account, params }) => {
				const template = account.recurringTemplates.get(params.id ?? '');
				if (!template) throw new Refusal(404, [], 'Not Found');
				return json(200, template);
			},
		},
	],
};

function list({ account, query }: Call): Answer {
	const request = readPage(query, 250);
	const sort = readSort(query.sort, sortable, { property: 'updatedDate', direction: 'DESC' });
	const sign = sort.direction === 'ASC' ? 1 : -1;
	const dateOf = (template: RecurringTemplate) =>
		String({ ...template, ...template.recurringTemplateSettings }[sort.property] ?? '');
	const rows = [...account.recurringTemplates.values()]
		.sort((a, b) => sign * dateOf(a).localeCompare(dateOf(b)))
		.map(toRow);
	return json(200, pageOf(rows, request, sort));
}

/** Rows of the list are reduced, and their total lacks the tax. */
function toRow(template: RecurringTemplate): object {
	const { id, organizationId, title, createdDate, updatedDate, address } = template;
	const { currency, totalNetAmount, totalGrossAmount } = template.totalPrice;
	return {
		id,
		organizationId,
		title,
		createdDate,
		updatedDate,
		address: { contactId: address.contactId, name: address.name },
		totalPrice: { currency, totalNetAmount, totalGrossAmount },
		paymentConditions: template.paymentConditions,
		recurringTemplateSettings: template.recurringTemplateSettings,
	};
}

/** Runs every month; `id` and the next day it runs on tell one from another. */
export function seedRecurringTemplate(
	account: Account,
	id: string,
	nextExecutionDate: string,
): void {
	account.recurringTemplates.set(id, {
		id,
		organizationId: account.profile.organizationId,
		title: 'Wartung',
		createdDate: '2026-01-01T00:00:00.000+01:00',
		updatedDate: '2026-01-01T00:00:00.000+01:00',
		address: { contactId: 'c', name: 'Berta AG', city: 'Berlin' },
		totalPrice: {
			currency: 'EUR',
			totalNetAmount: 100,
			totalGrossAmount: 119,
			totalTaxAmount: 19,
		},
		recurringTemplateSettings: {
			id: 's',
			startDate: '2026-01-01',
			endDate: null,
			finalize: true,
			shippingType: 'service',
			retroactiveInvoice: false,
			executionInterval: 'MONTHLY',
			nextExecutionDate,
			lastExecutionDate: null,
			lastExecutionFailed: false,
			lastExecutionErrorMessage: null,
			executionStatus: 'ACTIVE',
		},
	});
	account.revision += 1;
}
