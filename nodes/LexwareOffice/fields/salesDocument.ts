// Sales documents: one set of operations for all types. What the types differ in is data: the parts of their record,
// how they are listed, in which forms they can be had.
import { createDocument, type Creation } from './createDocument';
import { getManyOfType } from './voucherList';
import { findDunning, findInVoucherList } from './writtenRecords';
import { defineResource, type Resource } from '../operation/define';
import { downloadFile } from '../operation/download';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { pickMembers } from '../operation/record';
import { getById, type Noun } from '../operation/standard';

export interface SalesDocument {
	/** Of the resource, such as `creditNote`; all its other names follow from it (see namesOf). */
	value: string;
	/** Where links of the web app have another segment than the API. */
	permalink?: string;
	/** Left out where the API cannot create the type. */
	create?: Creation;
	/** Left out where the voucher list does not know the type. */
	statuses?: readonly string[];
	/** Whether there are documents of the type as XML beside PDF. */
	hasFormats?: boolean;
	/** Members that Simplify keeps beside those of every type, under their new names. */
	simplified: Record<string, string>;
}

/** Members of records with a total. */
export const totalAmounts = {
	totalNetAmount: 'totalPrice.totalNetAmount',
	totalGrossAmount: 'totalPrice.totalGrossAmount',
};

const simplified = {
	id: 'id',
	voucherNumber: 'voucherNumber',
	voucherStatus: 'voucherStatus',
	voucherDate: 'voucherDate',
	contactId: 'address.contactId',
	contactName: 'address.name',
};

export function salesDocument(type: SalesDocument): Resource {
	const { value, create, statuses, hasFormats } = type;
	const { name, noun, segment, voucherType } = namesOf(value);
	const locator = locatorOf(type);
	const findWritten = statuses ? findInVoucherList(segment, voucherType) : findDunning;
	return defineResource({
		value,
		name,
		needs: 'INVOICING',
		operations: [
			...(create ? [createDocument(noun, segment, create, findWritten)] : []),
			downloadFile({
				noun,
				locator,
				request: (id) => ({ method: 'GET', path: path`/v1/${segment}/${id}/file` }),
				hasFormats,
			}),
			getById({
				noun,
				locator,
				request: (id) => ({ method: 'GET', path: path`/v1/${segment}/${id}` }),
				simplify: (record) => pickMembers(record, { ...simplified, ...type.simplified }),
			}),
			...(statuses ? [getManyOfType({ noun, voucherType, statuses })] : []),
		],
	});
}

/**
 * The API spells one and the same type in several ways: `creditNote` is `credit-notes` in paths and permalinks, and
 * `creditnote` in the voucher list.
 */
function namesOf(value: string) {
	const words = value.replace(/[A-Z]/g, (capital) => ` ${capital}`).split(' ');
	const name = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join(' ');
	const one = name.toLowerCase();
	const noun: Noun = { one, many: `${one}s` };
	return {
		name,
		noun,
		segment: noun.many.replace(/ /g, '-'),
		voucherType: value.toLowerCase(),
		search: `search${name.replace(/ /g, '')}s`,
	};
}

/** The type's documents can be picked from a list where the API has one. */
function locatorOf({ value, permalink, statuses }: SalesDocument): Fields {
	const { name, segment, search } = namesOf(value);
	return {
		[`${value}Id`]: {
			type: 'locator',
			displayName: name,
			required: true,
			permalink: permalink ?? segment,
			...(statuses && { search }),
		},
	};
}
