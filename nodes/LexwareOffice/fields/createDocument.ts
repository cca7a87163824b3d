// Create of a sales document: as a draft, or issued at once; on its own, or following another document.
import { voucherDate } from './documentDates';
import { recipient } from './recipient';
import { taxConditions } from './taxConditions';
import { texts } from './texts';
import { defineOperation, type Body, type Operation } from '../operation/define';
import type { Fields } from '../operation/field';
import { joinBodies } from '../operation/joinBodies';
import type { FindWritten } from '../operation/lookUp';
import type { Noun } from '../operation/standard';

export interface Creation {
	/** What the record is made of beside what all types have. */
	parts: readonly Body[];
	/** Which documents it can follow, as a description; left out where it follows none. */
	follows?: string;
	/** Whether it has to follow one. */
	mustFollow?: true;
	/** Whether the API cannot issue the type. */
	staysDraft?: true;
}

/** What cannot be taken back is a plain switch: no expression and no AI agent sets it. */
const finalize = {
	type: 'boolean',
	displayName: 'Finalize',
	noDataExpression: true,
	hint: 'Off: a draft. On: issued at once, which cannot be undone.',
	description:
		'Whether to issue the document at once, with its number; this cannot be undone. Otherwise it stays a draft that you finish in Lexware Office.',
} as const;

export function createDocument(
	noun: Noun,
	segment: string,
	{ parts, follows, mustFollow, staysDraft }: Creation,
	findWritten: FindWritten,
): Operation {
	const fields: Fields = {
		...(!staysDraft && { finalize }),
		...(follows && {
			precedingSalesVoucherId: {
				type: 'id',
				displayName: 'Preceding Sales Voucher ID',
				description: follows,
				required: mustFollow,
			},
		}),
	};
	const state = staysDraft ? 'which stays a draft' : 'as a draft unless it is finalized';
	return defineOperation({
		value: 'create',
		name: 'Create',
		action: `Create ${noun.one}`,
		description: `Add one ${noun.one}, ${state}`,
		writes: true,
		fields,
		body: joinBodies([recipient, voucherDate, ...parts, taxConditions, texts]),
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
