// Pursuing a document: which predecessor a new one may name, and what that does to the predecessor.
import type { Account } from '../account';
import { Refusal } from '../answer';
import { cents } from '../money';
import type { SalesDocument } from './document';
import type { SalesBody } from './schema';
import type { SalesType } from './type';

/** Checked before the body is looked at. */
export function findPredecessor(
	account: Account,
	type: SalesType,
	id: string | undefined,
): SalesDocument | undefined {
	if (id === undefined) {
		if (!type.needsPredecessor) return undefined;
		throw new Refusal(400, [], "Missing required request parameters: 'precedingSalesVoucherId'");
	}
	const predecessor = account.documents.get(id);
	if (!predecessor) throw invalidChain(`voucher ${id} does not exist`);
	const { type: kind, record } = predecessor;
	if (!type.predecessors.includes(kind)) {
		throw invalidChain(`a ${kind} cannot be pursued to a ${type.voucherType}`);
	}
	if (record.closingInvoice) throw invalidChain('closing invoices cannot be pursued');
	if (kind === 'quotation') refuseChoices(predecessor);
	else if (record.voucherStatus === 'draft' && type.voucherType !== 'dunning') {
		throw invalidChain(`the ${kind} is a draft`);
	}
	if (type.voucherType === 'creditnote' && successors(predecessor).includes('creditnote')) {
		throw invalidChain('the invoice already has a credit note');
	}
	return predecessor;
}

function invalidChain(reason: string): Refusal {
	return new Refusal(406, [], `Invalid preceding sales voucher: ${reason}`);
}

function refuseChoices({ record }: SalesDocument): void {
	if (
		record.lineItems.some(({ optional, alternative, subItems }) => {
			return (optional ?? false) || (alternative ?? false) || (subItems?.length ?? 0) > 0;
		})
	) {
		throw invalidChain('the quotation has optional or alternative items');
	}
}

function successors({ record }: SalesDocument): string[] {
	return record.relatedVouchers.map(({ voucherType }) => voucherType);
}

/** A dunning speaks to the same contact, under the same tax conditions, as its invoice. */
export function checkDunning({ record }: SalesDocument, body: SalesBody): void {
	if (record.taxConditions.taxType !== body.taxConditions.taxType) {
		throw new Refusal(406, [{ field: 'taxConditions.taxType', key: 'INVALID' }]);
	}
	if (record.address.contactId !== body.address.contactId) {
		throw new Refusal(406, [{ field: 'address.contactId', key: 'INVALID' }]);
	}
}

/** Each side lists the other; a finalized credit note is settled at once against its invoice. */
export function link(predecessor: SalesDocument, successor: SalesDocument): void {
	predecessor.record.relatedVouchers.push(reference(successor));
	successor.record.relatedVouchers.push(reference(predecessor));
	if (successor.type !== 'creditnote' || successor.record.voucherStatus === 'draft') return;
	const credit = successor.record.totalPrice?.totalGrossAmount ?? 0;
	predecessor.openAmount = Math.max(0, cents((predecessor.openAmount ?? 0) - credit));
	if (predecessor.openAmount === 0) predecessor.record.voucherStatus = 'paid';
	successor.record.voucherStatus = 'paidoff';
	successor.openAmount = 0;
}

function reference({ type, record }: SalesDocument) {
	return { id: record.id, voucherNumber: record.voucherNumber, voucherType: type };
}
