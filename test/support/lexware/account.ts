// One bookkeeping account: what the holder of one API key sees. Resources keep their records here.
import { randomUUID } from 'node:crypto';
import type { Article } from './resources/articles';
import type { Contact } from './resources/contacts';
import { defaultPaymentConditions, type PaymentCondition } from './resources/paymentConditions';
import type { StoredFile } from './resources/fileUpload';
import type { EventSubscription } from './resources/eventSubscriptions';
import { defaultPrintLayouts, type PrintLayout } from './resources/printLayouts';
import type { RecurringTemplate } from './resources/recurringTemplates';
import type { VoucherRow } from './resources/voucherRows';
import type { BookkeepingVoucher } from './resources/vouchers';
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
	/** Finalized invoices are ZUGFeRD (EN16931) instead of plain. */
	electronicInvoices?: boolean;
	/** The feature "E-Rechnung": XML files may be uploaded. */
	acceptsXml?: boolean;
	/** False: event subscriptions are made without the HEAD request to their callback. */
	checksCallbacks?: boolean;
}

export class Account {
	readonly profile: Profile;
	readonly withoutScope: ReadonlySet<string>;
	readonly electronicInvoices: boolean;
	readonly acceptsXml: boolean;
	readonly checksCallbacks: boolean;
	readonly articles = new Map<string, Article>();
	readonly contacts = new Map<string, Contact>();
	/** Sales documents of all kinds. */
	readonly documents = new Map<string, SalesDocument>();
	readonly eventSubscriptions = new Map<string, EventSubscription>();
	readonly files = new Map<string, StoredFile>();
	readonly recurringTemplates = new Map<string, RecurringTemplate>();
	/** Bookkeeping vouchers. */
	readonly vouchers = new Map<string, BookkeepingVoucher>();
	/** Rows of the voucher list without a record behind them (seed.ts). */
	readonly seededRows: VoucherRow[] = [];
	readonly paymentConditions: PaymentCondition[] = defaultPaymentConditions();
	readonly printLayouts: PrintLayout[] = defaultPrintLayouts();
	/** Counts every change of the books; caches compare it. */
	revision = 0;
	private readonly counters = new Map<string, number>();

	constructor(
		readonly key: string,
		options: AccountOptions = {},
	) {
		this.withoutScope = new Set(options.withoutScope);
		this.electronicInvoices = options.electronicInvoices ?? false;
		this.acceptsXml = options.acceptsXml ?? false;
		this.checksCallbacks = options.checksCallbacks ?? true;
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
			...options.profile,
		};
	}

	/** How many records of each kind are in the books. */
	counts(): Record<string, number> {
		const counts: Record<string, number> = {
			articles: this.articles.size,
			contacts: this.contacts.size,
			eventSubscriptions: this.eventSubscriptions.size,
			files: this.files.size,
			vouchers: this.vouchers.size,
		};
		for (const { type } of this.documents.values()) counts[type] = (counts[type] ?? 0) + 1;
		return counts;
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
