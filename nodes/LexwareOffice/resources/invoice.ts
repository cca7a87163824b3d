// https://developers.lexware.io/docs/#invoices-endpoint
import {
	checkSalesDocument,
	discounts,
	finalize,
	head,
	paymentConditions,
	recipient,
	shapeSalesDocument,
	texts,
} from '../fields/salesDocument';
import { shippingFields } from '../fields/shippingConditions';
import { taxDetails } from '../fields/taxConditions';
import { defineBody, defineOperation, defineResource } from '../operation/define';
import { downloadFile } from '../operation/download';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { pickMembers } from '../operation/record';
import { getById } from '../operation/standard';

const noun = { one: 'invoice', many: 'invoices' };

const locator = {
	invoiceId: { type: 'locator', displayName: 'Invoice', required: true, permalink: 'invoices' },
} as const satisfies Fields;

const newInvoice = defineBody({
	fields: {
		...recipient,
		...head,
		...shippingFields,
		additionalFields: {
			type: 'collection',
			displayName: 'Additional Fields',
			fields: {
				...texts,
				...discounts,
				...taxDetails,
				paymentConditions,
				buyerReference: {
					type: 'string',
					displayName: 'XRechnung Buyer Reference',
					description: 'The Leitweg-ID of the authority, in place of the contact’s own',
				},
			},
		},
	},
	build: ({ additionalFields: { buyerReference, ...details }, ...values }) => ({
		...shapeSalesDocument(values, details),
		...(buyerReference !== undefined && { xRechnung: { buyerReference } }),
	}),
	check: checkSalesDocument,
});

export const invoice = defineResource({
	value: 'invoice',
	name: 'Invoice',
	operations: [
		defineOperation({
			value: 'create',
			name: 'Create',
			action: 'Create invoice',
			description: 'Add an invoice, as a draft unless it is finalized',
			writes: true,
			fields: {
				finalize,
				precedingSalesVoucherId: {
					type: 'id',
					displayName: 'Preceding Sales Voucher ID',
					description: 'Quotation, order confirmation or delivery note that this invoice follows',
				},
			},
			body: newInvoice,
			isIrreversible: (values) => values.finalize,
			request: (values, body) => ({
				method: 'POST',
				path: '/v1/invoices',
				query: {
					finalize: values.finalize || undefined,
					precedingSalesVoucherId: values.precedingSalesVoucherId,
				},
				body,
			}),
		}),
		downloadFile({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/invoices/${id}/file`, accept: '*/*' }),
		}),
		getById({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/invoices/${id}` }),
			simplify: (record) =>
				pickMembers(record, {
					id: 'id',
					voucherNumber: 'voucherNumber',
					voucherStatus: 'voucherStatus',
					voucherDate: 'voucherDate',
					dueDate: 'dueDate',
					contactId: 'address.contactId',
					contactName: 'address.name',
					totalNetAmount: 'totalPrice.totalNetAmount',
					totalGrossAmount: 'totalPrice.totalGrossAmount',
					electronicDocumentProfile: 'electronicDocumentProfile',
				}),
		}),
	],
});
