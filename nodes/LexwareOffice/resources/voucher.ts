// https://developers.lexware.io/docs/#vouchers-endpoint
import { checkUpload, reportDuplicate, toUpload, uploadFields } from '../fields/upload';
import { newVoucher, simplifyVoucher, voucherChanges } from '../fields/voucher';
import { shapeVoucherUpdate } from '../fields/voucherUpdate';
import { findInVoucherList } from '../fields/writtenRecords';
import { defineOperation, defineResource } from '../operation/define';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { encodeSearchText } from '../operation/searchText';
import { getById, paging, simplify } from '../operation/standard';
import { readRecord } from '../operation/update';
import { updateById } from '../operation/updateById';

const noun = { one: 'voucher', many: 'vouchers' };
const list = '/v1/vouchers';

const locator = {
	voucherId: { type: 'locator', displayName: 'Voucher', required: true, permalink: 'vouchers' },
} as const satisfies Fields;

export const voucher = defineResource({
	value: 'voucher',
	name: 'Voucher',
	needs: 'BOOKKEEPING',
	operations: [
		defineOperation({
			value: 'attachFile',
			name: 'Attach File',
			action: 'Attach file to voucher',
			description: 'Add a receipt or invoice to a bookkeeping voucher',
			writes: true,
			fields: { ...locator, ...uploadFields, reportDuplicate },
			check: ({ inputDataField }) => checkUpload(inputDataField),
			execute: async ({ values, send }) => {
				const route = path`/v1/vouchers/${values.voucherId}`;
				const upload = await toUpload(values.inputDataField);
				const before = values.reportDuplicate
					? readRecord(await send({ method: 'GET', path: route })).files
					: undefined;
				const { id } = readRecord(await send({ method: 'POST', path: `${route}/files`, upload }));
				const report = Array.isArray(before) && { isDuplicate: before.includes(String(id)) };
				return [{ json: { id, voucherId: values.voucherId, ...report } }];
			},
		}),
		defineOperation({
			value: 'create',
			name: 'Create',
			action: 'Create voucher',
			description: 'Book an invoice or credit note that was not made in Lexware Office',
			writes: true,
			fields: {},
			body: newVoucher,
			findWritten: findInVoucherList('vouchers'),
			request: (_, body) => ({ method: 'POST', path: list, body }),
		}),
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/vouchers/${id}` }),
			simplify: simplifyVoucher,
		}),
		defineOperation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many vouchers',
			description: 'Retrieve bookkeeping vouchers by their number (all others: Voucher List)',
			writes: false,
			fields: {
				voucherNumber: { type: 'string', displayName: 'Voucher Number', required: true },
				...paging,
				simplify,
			},
			execute: async ({ values, sendAllPages }) => {
				const query = { voucherNumber: encodeSearchText(values.voucherNumber) };
				const records = await sendAllPages(
					{ method: 'GET', path: list, query },
					{ limit: values.returnAll ? undefined : values.limit, pageSize: 250 },
				);
				return records.map((record) => ({
					json: values.simplify ? simplifyVoucher(record) : record,
				}));
			},
		}),
		updateById({
			noun,
			locator,
			route: (id) => path`/v1/vouchers/${id}`,
			body: voucherChanges,
			description: 'Change or book a voucher and keep what is not mentioned, files included',
			shape: shapeVoucherUpdate,
		}),
	],
});
