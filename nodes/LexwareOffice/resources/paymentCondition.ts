// https://developers.lexware.io/docs/#payment-conditions-endpoint
import { defineResource } from '../operation/define';
import { getWholeList } from '../operation/wholeList';

export const paymentCondition = defineResource({
	value: 'paymentCondition',
	name: 'Payment Condition',
	operations: [
		getWholeList({
			noun: { one: 'payment condition', many: 'payment conditions' },
			path: '/v1/payment-conditions',
		}),
	],
});
