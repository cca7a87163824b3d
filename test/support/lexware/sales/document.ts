// Turns a checked body into the document the API gives back, with everything the server makes itself.
import { randomUUID } from 'node:crypto';
import type { Account } from '../account';
import type { PaymentItem } from '../resources/payments';
import { addDays, berlinTimestamp } from '../time';
import { buyerReference, checkXRechnung, toAddress, type SalesAddress } from './recipient';
import { findContact } from './rules';
import type { SalesBody } from './schema';
import { addUp, priceItem, type LineItem, type TaxAmount, type TotalPrice } from './totals';
import type { SalesType, VoucherType } from './type';

export type DocumentProfile = 'NONE' | 'EN16931' | 'XRechnung';

export interface SalesRecord extends Omit<
	SalesBody,
	'address' | 'lineItems' | 'totalPrice' | 'language'
> {
	id: string;
	organizationId: string;
	createdDate: string;
	updatedDate: string;
	version: number;
	language: string;
	archived: boolean;
	voucherStatus: string;
	voucherNumber?: string;
	dueDate?: string;
	address: SalesAddress;
	electronicDocumentProfile: DocumentProfile;
	lineItems: LineItem[];
	totalPrice?: TotalPrice;
	taxAmounts?: TaxAmount[];
	relatedVouchers: Array<{ id: string; voucherNumber?: string; voucherType: VoucherType }>;
	closingInvoice?: boolean;
	closingInvoiceId?: string | null;
	files?: { documentFileId: string };
}

export interface SalesDocument {
	type: VoucherType;
	record: SalesRecord;
	/** Null where nothing can be paid: drafts, quotations and the like. */
	openAmount: number | null;
	paidDate?: string;
	paymentItems: PaymentItem[];
}

export function createDocument(
	account: Account,
	type: SalesType,
	body: SalesBody,
	finalize: boolean,
): SalesDocument {
	const contact = findContact(account, body);
	const status = finalize ? (type.finalStatus ?? 'draft') : 'draft';
	const isFinal = status !== 'draft';
	const { taxType } = body.taxConditions;
	const lineItems = body.lineItems.map((item) => priceItem(type, item, taxType));
	const totals = type.has.has('totalPrice')
		? addUp(lineItems, body, type.has.has('totalDiscount'))
		: undefined;
	const now = berlinTimestamp(new Date());
	const xRechnung = buyerReference(type, body, contact);
	const profile = documentProfile(account, type, isFinal, xRechnung !== undefined);
	if (profile === 'XRechnung') checkXRechnung(body, contact);
	const record: SalesRecord = {
		...body,
		...defaults(account, type, body),
		totalPrice: totals?.totalPrice,
		taxAmounts: totals?.taxAmounts,
		id: randomUUID(),
		organizationId: account.profile.organizationId,
		createdDate: now,
		updatedDate: now,
		version: isFinal ? 1 : 0,
		archived: false,
		voucherStatus: status,
		voucherNumber: nextVoucherNumber(account, type),
		address: toAddress(body, contact, type.voucherType === 'deliverynote'),
		xRechnung,
		electronicDocumentProfile: profile,
		lineItems,
		relatedVouchers: [],
		files: isFinal ? { documentFileId: randomUUID() } : undefined,
		...(type.voucherType === 'invoice' ? { closingInvoice: false } : {}),
	};
	const owed = isFinal && type.has.has('openAmount');
	return {
		type: type.voucherType,
		record,
		openAmount: owed ? (totals?.totalPrice.totalGrossAmount ?? 0) : null,
		paymentItems: [],
	};
}

function nextVoucherNumber(account: Account, { numberPrefix }: SalesType): string | undefined {
	if (!numberPrefix) return undefined;
	return `${numberPrefix}${String(account.nextNumber(numberPrefix)).padStart(4, '0')}`;
}

function defaults(account: Account, type: SalesType, body: SalesBody): Partial<SalesRecord> {
	const { shippingConditions: shipping, expirationDate } = body;
	const voucherDate = berlinOf(body.voucherDate);
	const paymentConditions = type.has.has('paymentConditions')
		? (body.paymentConditions ?? account.paymentTerms())
		: undefined;
	const days = paymentConditions?.paymentTermDuration;
	return {
		voucherDate,
		expirationDate: expirationDate && berlinOf(expirationDate),
		paymentConditions,
		dueDate:
			type.voucherType === 'invoice' && days !== undefined ? addDays(voucherDate, days) : undefined,
		shippingConditions: shipping && {
			shippingType: shipping.shippingType,
			shippingDate: shipping.shippingDate && berlinOf(shipping.shippingDate),
			shippingEndDate: shipping.shippingEndDate && berlinOf(shipping.shippingEndDate),
		},
		title: body.title ?? type.title,
		introduction:
			body.introduction ?? 'Unsere Lieferungen/Leistungen stellen wir Ihnen wie folgt in Rechnung.',
		deliveryTerms: type.has.has('deliveryTerms')
			? (body.deliveryTerms ?? 'Lieferung frei Haus.')
			: undefined,
		remark: body.remark ?? 'Vielen Dank für die gute Zusammenarbeit.',
	};
}

function berlinOf(timestamp: string): string {
	return berlinTimestamp(new Date(timestamp));
}

function documentProfile(
	account: Account,
	type: SalesType,
	isFinal: boolean,
	isXRechnung: boolean,
): DocumentProfile {
	if (!isFinal || type.voucherType !== 'invoice') return 'NONE';
	if (isXRechnung) return 'XRechnung';
	return account.electronicInvoices ? 'EN16931' : 'NONE';
}
