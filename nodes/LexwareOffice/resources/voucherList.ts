// https://developers.lexware.io/docs/#voucherlist-endpoint
import {
	checkVoucherFilters,
	simplifyVoucher,
	voucherFilters,
	voucherListPageSize,
	voucherListPath,
	voucherQuery,
	voucherSorts,
} from '../fields/voucherList';
import { defineOperation, defineResource } from '../operation/define';
import type { Fields } from '../operation/field';
import { readSlices } from '../operation/slices';
import { orderRecords, sortField, sortQuery } from '../operation/sorting';
import { paging, simplify } from '../operation/standard';

const statuses = [
	'accepted',
	'blank',
	'draft',
	'open',
	'overdue',
	'paid',
	'paidoff',
	'rejected',
	'sepadebit',
	'transferred',
	'unchecked',
	'voided',
];

const filters = {
	...voucherFilters(statuses),
	voucherType: {
		type: 'multiOptions',
		displayName: 'Voucher Type',
		description: 'Any type when left empty',
		options: [
			{ name: 'Credit Note', value: 'creditnote' },
			{ name: 'Delivery Note', value: 'deliverynote' },
			{ name: 'Down Payment Invoice', value: 'downpaymentinvoice' },
			{ name: 'Invoice', value: 'invoice', description: 'Made in Lexware Office' },
			{ name: 'Order Confirmation', value: 'orderconfirmation' },
			{ name: 'Purchase Credit Note', value: 'purchasecreditnote' },
			{ name: 'Purchase Invoice', value: 'purchaseinvoice' },
			{ name: 'Quotation', value: 'quotation' },
			{ name: 'Sales Credit Note', value: 'salescreditnote', description: 'Made elsewhere' },
			{ name: 'Sales Invoice', value: 'salesinvoice', description: 'Made elsewhere' },
		],
	},
} as const satisfies Fields;

export const voucherList = defineResource({
	value: 'voucherList',
	name: 'Voucher List',
	operations: [
		defineOperation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many entries of voucher list',
			description: 'Retrieve a list of vouchers of any type',
			writes: false,
			fields: {
				...paging,
				splitByDate: {
					type: 'boolean',
					displayName: 'Split by Date',
					description:
						'Whether to read the list in slices, which goes beyond the 10,000 rows that Lexware Office gives at once',
					showFor: { returnAll: [true] },
				},
				filters: { type: 'collection', displayName: 'Filters', fields: filters },
				sort: sortField(voucherSorts),
				simplify,
			},
			check: (values) => checkVoucherFilters(values.filters),
			execute: async ({ values, sendAllPages }) => {
				const { voucherType = [], ...others } = values.filters;
				const query = voucherQuery(voucherType.join(',') || 'any', others);
				const request = { method: 'GET', path: voucherListPath, query } as const;
				const pageSize = voucherListPageSize;
				const dates = ['createdDate', 'voucherDate'];
				const rows = values.splitByDate
					? orderRecords(await readSlices({ request, pageSize, dates, sendAllPages }), values)
					: await sendAllPages(
							{ ...request, query: { ...query, ...sortQuery(values) } },
							{ limit: values.returnAll ? undefined : values.limit, pageSize },
						);
				return rows.map((row) => ({ json: values.simplify ? simplifyVoucher(row) : row }));
			},
		}),
	],
});
