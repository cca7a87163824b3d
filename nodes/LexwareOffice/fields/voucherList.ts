// The voucher list: the one way to list sales documents, and bookkeeping vouchers beside them.
// https://developers.lexware.io/docs/#voucherlist-endpoint
import { contactLocator } from './contactLocator';
import type { Operation } from '../operation/define';
import type { Choice, CollectionValues, Fields } from '../operation/field';
import { pickMembers } from '../operation/record';
import { encodeSearchText } from '../operation/searchText';
import { getMany, type Noun } from '../operation/standard';
import type { JsonObject, Query } from '../transport/request';

export const voucherListPath = '/v1/voucherlist';
export const voucherListPageSize = 250;

/** What the list can be sorted by. */
export const voucherSorts = [
	{ name: 'Created Date', value: 'createdDate' },
	{ name: 'Updated Date', value: 'updatedDate' },
	{ name: 'Voucher Date', value: 'voucherDate' },
	{ name: 'Voucher Number', value: 'voucherNumber' },
] as const satisfies readonly Choice[];

const filters = {
	archived: {
		type: 'boolean',
		displayName: 'Archived',
		description: 'Whether to return what is archived (or, when off, what is not)',
	},
	contactId: contactLocator,
	createdDateFrom: { type: 'date', displayName: 'Created From' },
	createdDateTo: { type: 'date', displayName: 'Created To' },
	updatedDateFrom: { type: 'date', displayName: 'Updated From' },
	updatedDateTo: { type: 'date', displayName: 'Updated To' },
	voucherDateFrom: { type: 'date', displayName: 'Voucher Date From' },
	voucherDateTo: { type: 'date', displayName: 'Voucher Date To' },
	voucherNumber: {
		type: 'string',
		displayName: 'Voucher Number',
		description: 'The whole number; capitals do not matter',
	},
} as const satisfies Fields;

/** The filters of the list, with the statuses that the listed vouchers can have. */
export function voucherFilters(statuses: readonly string[]) {
	const options = statuses.map((value) => ({ name: statusNames[value] ?? value, value }));
	return {
		...filters,
		voucherStatus: {
			type: 'multiOptions',
			displayName: 'Voucher Status',
			options: options.sort((one, other) => one.name.localeCompare(other.name, 'en')),
			description: 'Any status when left empty; overdue is a question of its own',
		},
	} as const satisfies Fields;
}

type Filters = CollectionValues<ReturnType<typeof voucherFilters>>;

/** `voucherType` is one of the list's types, several with commas, or `any`. */
export function voucherQuery(voucherType: string, given: Filters): Query {
	const { voucherStatus = [], voucherNumber, ...others } = given;
	// An emptied date is no filter.
	const filled = Object.entries(others).filter(([, value]) => value !== '');
	return {
		...Object.fromEntries(filled),
		voucherType,
		voucherStatus: voucherStatus.length > 0 ? voucherStatus.join(',') : 'any',
		voucherNumber: encodeSearchText(voucherNumber || undefined),
	};
}

export function checkVoucherFilters(given: Filters): string[] {
	const { voucherStatus = [] } = given;
	const findings = [
		...checkRange('Created', given.createdDateFrom, given.createdDateTo),
		...checkRange('Updated', given.updatedDateFrom, given.updatedDateTo),
		...checkRange('Voucher Date', given.voucherDateFrom, given.voucherDateTo),
	];
	return voucherStatus.includes('overdue') && voucherStatus.length > 1
		? [...findings, "'Filters → Voucher Status' has Overdue beside others; ask for it alone"]
		: findings;
}

/** Days as `yyyy-MM-dd`. */
function checkRange(label: string, from: string | undefined, to: string | undefined): string[] {
	return from && to && to < from
		? [`'Filters → ${label} To' lies before 'Filters → ${label} From'`]
		: [];
}

/** What a row and a bookkeeping voucher have in common. */
export const voucherHead = {
	voucherNumber: 'voucherNumber',
	voucherStatus: 'voucherStatus',
	voucherDate: 'voucherDate',
	dueDate: 'dueDate',
	contactId: 'contactId',
	contactName: 'contactName',
};

/** The members of a row that most workflows go on with. */
export function simplifyVoucher(row: JsonObject): JsonObject {
	return pickMembers(row, {
		id: 'id',
		voucherType: 'voucherType',
		...voucherHead,
		totalAmount: 'totalAmount',
		openAmount: 'openAmount',
	});
}

/** Get Many of a resource whose records are one type of the list. */
export function getManyOfType(definition: {
	noun: Noun;
	voucherType: string;
	statuses: readonly string[];
}): Operation {
	const { noun, voucherType, statuses } = definition;
	return getMany({
		noun,
		path: voucherListPath,
		pageSize: voucherListPageSize,
		filters: voucherFilters(statuses),
		query: (given) => voucherQuery(voucherType, given),
		check: checkVoucherFilters,
		sortBy: voucherSorts,
		simplify: simplifyVoucher,
	});
}

/** Names of all statuses; the API may bring new ones. */
const statusNames: Record<string, string> = {
	accepted: 'Accepted',
	blank: 'Blank',
	draft: 'Draft',
	open: 'Open',
	overdue: 'Overdue',
	paid: 'Paid',
	paidoff: 'Paid Off',
	rejected: 'Rejected',
	sepadebit: 'SEPA Debit',
	transferred: 'Transferred',
	unchecked: 'Unchecked',
	voided: 'Voided',
};
