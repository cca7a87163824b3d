// Create of a sales document: as a draft, or issued at once; on its own, or following another document.
import { voucherDate } from './documentDates';
import { lineItems } from './lineItems';
import { recipient } from './recipient';
import { taxConditions } from './taxConditions';
import { texts } from './texts';
import { defineOperation, type Body, type Operation } from '../operation/define';
import type { Fields } from '../operation/field';
import { joinBodies } from '../operation/joinBodies';
import type { FindWritten } from '../operation/lookUp';
import type { Noun } from '../operation/standard';

export interface Creation {
	/** Fields of a position. */
	item: Fields;
	/** What the record is made of beside what all types have. */
	parts: readonly Body[];
	/** Whether the API can issue the type at once. */
	canFinalize: boolean;
	/** Which documents it can follow, and whether it has to; left out where it follows none. */
	follows?: { description: string; required?: true };
}

/** What cannot be taken back is a plain switch: no expression and no AI agent sets it. */
const finalize = {
	type: 'boolean',
	displayName: 'Finalize',
	noDataExpression: true,
	description:
		'Whether to issue the document at once, with its number; this cannot be undone. Otherwise it stays a draft that you finish in Lexware Office.',
} as const;

export function createDocument(
	noun: Noun,
	segment: string,
	{ item, parts, canFinalize, follows }: Creation,
	findWritten: FindWritten,
): Operation {
	const fields: Fields = {
		...(canFinalize && { finalize }),
		...(follows && {
			precedingSalesVoucherId: {
				type: 'id',
				displayName: 'Preceding Sales Voucher ID',
				...follows,
			},
		}),
	};
	const state = canFinalize ? 'as a draft unless it is finalized' : 'which stays a draft';
	return defineOperation({
		value: 'create',
		name: 'Create',
		action: `Create ${noun.one}`,
		description: `Add one ${noun.one}, ${state}`,
		writes: true,
		fields,
		body: joinBodies([recipient, voucherDate, ...parts, lineItems(item), taxConditions, texts]),
		findWritten,
		isIrreversible: (values) => values.finalize === true,
		request: ({ finalize: isFinal, precedingSalesVoucherId: id }, body) => ({
			method: 'POST',
			path: `/v1/${segment}`,
			query: {
				finalize: isFinal === true || undefined,
				precedingSalesVoucherId: typeof id === 'string' ? id : undefined,
			},
			body,
		}),
	});
}
