// What the kinds of sales documents differ in, as data: one SalesType per file in resources/.

export type VoucherType =
	| 'invoice'
	| 'downpaymentinvoice'
	| 'creditnote'
	| 'orderconfirmation'
	| 'quotation'
	| 'deliverynote'
	| 'dunning';

export interface SalesType {
	/** Path segment and resource name, such as `credit-notes`. */
	path: string;
	voucherType: VoucherType;
	/** Printed title and start of file names. */
	title: string;
	/** Of voucher numbers; dunnings have none. */
	numberPrefix?: string;
	/** Status after `finalize=true`. Left out: the kind stays a draft. */
	finalStatus?: 'open';
	/** Drafts of this kind can be downloaded (dunnings). */
	rendersDrafts?: true;
	/** The file route may serve XML. */
	servesXml?: true;
	unitPrice: 'required' | 'optional';
	/** Members that exist on this kind only in part. */
	has: ReadonlySet<SalesMember>;
	/** Kinds that `precedingSalesVoucherId` may name. */
	predecessors: readonly VoucherType[];
	needsPredecessor?: true;
}

export type SalesMember =
	| 'discountPercentage'
	| 'totalPrice'
	| 'totalDiscount'
	| 'shippingConditions'
	| 'paymentConditions'
	| 'expirationDate'
	| 'deliveryTerms'
	| 'xRechnung'
	| 'optionalItems'
	| 'openAmount';
