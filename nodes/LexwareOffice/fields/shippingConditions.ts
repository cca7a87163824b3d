// When goods or services were or will be delivered (fact sheet 6.4).
import { toBerlinDay } from '../operation/dates';
import { defineMembers } from '../operation/members';
import { memberAt } from '../operation/record';
import type { JsonObject } from '../transport/request';

const dated = { shippingType: ['service', 'serviceperiod', 'delivery', 'deliveryperiod'] };
const periods = { shippingType: ['serviceperiod', 'deliveryperiod'] };
const start = 'shippingConditions.shippingDate';
const end = 'shippingConditions.shippingEndDate';

export const shippingConditions = defineMembers({
	fields: {
		shippingType: {
			type: 'options',
			displayName: 'Shipping Type',
			default: 'none',
			required: true,
			at: 'shippingConditions.shippingType',
			options: [
				{ name: 'Delivery', value: 'delivery', description: 'Goods on one day' },
				{ name: 'Delivery Period', value: 'deliveryperiod', description: 'Goods over some time' },
				{ name: 'None', value: 'none', description: 'No date of delivery' },
				{ name: 'Service', value: 'service', description: 'Service on one day' },
				{ name: 'Service Period', value: 'serviceperiod', description: 'Service over some time' },
			],
		},
		shippingDate: {
			type: 'date',
			displayName: 'Shipping Date',
			required: true,
			at: start,
			showFor: dated,
		},
		shippingEndDate: {
			type: 'date',
			displayName: 'Shipping End Date',
			required: true,
			at: end,
			showFor: periods,
		},
	},
	check: checkPeriod,
});

function checkPeriod(record: JsonObject): string[] {
	const [from, to] = [start, end].map((at) => toBerlinDay(memberAt(record, at)));
	return from && to && to < from ? ["'Shipping End Date' lies before 'Shipping Date'"] : [];
}
