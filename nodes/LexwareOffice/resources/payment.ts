// https://developers.lexware.io/docs/#payments-endpoint
import { sendUnlessRefused } from '../operation/attempt';
import { defineOperation, defineResource, type Output } from '../operation/define';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { readRecord } from '../operation/update';
import type { Answer } from '../transport/request';

const locator = {
	voucherId: {
		type: 'locator',
		displayName: 'Voucher',
		required: true,
		description: 'An invoice, down payment invoice, credit note or bookkeeping voucher',
	},
} as const satisfies Fields;

export const payment = defineResource({
	value: 'payment',
	name: 'Payment',
	operations: [
		defineOperation({
			value: 'get',
			name: 'Get',
			action: 'Get payments of voucher',
			description: 'See what is open and what was paid on one voucher',
			writes: false,
			fields: locator,
			execute: async ({ values: { voucherId }, send }) => {
				const route = path`/v1/payments/${voucherId}`;
				// Drafts, quotations and the like have nothing to pay on them, which the API says with 406.
				const answer = await sendUnlessRefused(send, { method: 'GET', path: route }, 406);
				return [toOutput(voucherId, answer)];
			},
		}),
	],
});

function toOutput(voucherId: string, answer: Answer | undefined): Output {
	if (!answer) return { json: { voucherId, hasPaymentData: false } };
	const record = readRecord(answer);
	const { openAmount } = record;
	return {
		json: {
			voucherId,
			hasPaymentData: true,
			...record,
			// The documentation shows it as text once.
			...(typeof openAmount === 'string' && { openAmount: Number(openAmount) }),
		},
	};
}
