// One bookkeeping account: what the holder of one API key sees. Resources keep their records here.
import { randomUUID } from 'node:crypto';
import type { Article } from './resources/articles';
import type { Contact } from './resources/contacts';
import { defaultPaymentConditions, type PaymentCondition } from './resources/paymentConditions';
import { defaultPrintLayouts, type PrintLayout } from './resources/printLayouts';
import type { SalesDocument } from './sales/document';

export type BusinessFeature = 'INVOICING' | 'INVOICING_PRO' | 'BOOKKEEPING';

export interface Profile {
	organizationId: string;
	companyName: string;
	created: { userId: string; userName: string; userEmail: string; date: string };
	connectionId: string;
	taxType: 'net' | 'gross' | 'vatfree';
	distanceSalesPrinciple?: 'ORIGIN' | 'DESTINATION';
	businessFeatures: BusinessFeature[];
	smallBusiness: boolean;
}

export interface AccountOptions {
	profile?: Partial<Profile>;
	/** Resources (path segments such as `files`) the key has no scope for; `files/status` for the status route. */
	withoutScope?: string[];
	electronicInvoices?: boolean;
}

export class Account {
	readonly profile: Profile;
	readonly withoutScope: ReadonlySet<string>;
	/** Finalized invoices are ZUGFeRD (EN16931) instead of plain. */
	readonly electronicInvoices: boolean;
	readonly articles = new Map<string, Article>();
	readonly contacts = new Map<string, Contact>();
	/** Sales documents of all kinds. */
	readonly documents = new Map<string, SalesDocument>();
	readonly paymentConditions: PaymentCondition[] = defaultPaymentConditions();
	readonly printLayouts: PrintLayout[] = defaultPrintLayouts();
	/** Counts every change of the books; caches compare it. */
	revision = 0;
	private readonly counters = new Map<string, number>();

	constructor(
		readonly key: string,
		{ profile = {}, withoutScope = [], electronicInvoices = false }: AccountOptions = {},
	) {
		this.withoutScope = new Set(withoutScope);
		this.electronicInvoices = electronicInvoices;
		this.profile = {
			organizationId: randomUUID(),
			companyName: 'Musterhaus GmbH',
			created: {
				userId: randomUUID(),
				userName: 'Erika Musterfrau',
				userEmail: 'erika@musterhaus.example',
				date: '2025-01-15T09:30:00.000+01:00',
			},
			connectionId: randomUUID(),
			taxType: 'net',
			businessFeatures: ['INVOICING', 'INVOICING_PRO', 'BOOKKEEPING'],
			smallBusiness: false,
			...profile,
		};
	}

	/** The organisation's payment terms, for documents that name none. */
	paymentTerms() {
		const condition = this.paymentConditions.find(({ organizationDefault }) => organizationDefault);
		if (!condition) return undefined;
		const { paymentTermLabelTemplate, paymentTermDuration, paymentDiscountConditions } = condition;
		return {
			paymentTermLabel: paymentTermLabelTemplate.replace(
				'{paymentRange}',
				`${paymentTermDuration}`,
			),
			paymentTermLabelTemplate,
			paymentTermDuration,
			paymentDiscountConditions,
		};
	}

	/** Next number of a sequence, such as 10001 for `customer`. */
	nextNumber(sequence: string, first = 1): number {
		const number = this.counters.get(sequence) ?? first;
		this.counters.set(sequence, number + 1);
		return number;
	}
}
