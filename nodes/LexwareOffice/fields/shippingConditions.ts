// When goods or services were or will be delivered.
import type { Fields, ValuesOf } from '../operation/field';
import { toBerlinMidnight } from '../operation/dates';
import { memberAt, omitEmpty } from '../operation/record';
import type { JsonObject } from '../transport/request';

const dated = { shippingType: ['service', 'serviceperiod', 'delivery', 'deliveryperiod'] };
const periods = { shippingType: ['serviceperiod', 'deliveryperiod'] };

export const shippingFields = {
	shippingType: {
		type: 'options',
		displayName: 'Shipping Type',
		default: 'none',
		options: [
			{ name: 'Delivery', value: 'delivery', description: 'Goods on one day' },
			{ name: 'Delivery Period', value: 'deliveryperiod', description: 'Goods over some time' },
			{ name: 'None', value: 'none', description: 'No date of delivery' },
			{ name: 'Service', value: 'service', description: 'Service on one day' },
			{ name: 'Service Period', value: 'serviceperiod', description: 'Service over some time' },
		],
	},
	shippingDate: { type: 'date', displayName: 'Shipping Date', required: true, showFor: dated },
	shippingEndDate: {
		type: 'date',
		displayName: 'Shipping End Date',
		required: true,
		showFor: periods,
	},
} as const satisfies Fields;

export function shapeShipping(values: ValuesOf<typeof shippingFields>): JsonObject {
	const { shippingType, shippingDate, shippingEndDate } = values;
	return omitEmpty({
		shippingType,
		shippingDate: shippingDate && toBerlinMidnight(shippingDate),
		shippingEndDate: shippingEndDate && toBerlinMidnight(shippingEndDate),
	});
}

export function checkShipping(body: JsonObject): string[] {
	const [start, end] = ['shippingDate', 'shippingEndDate'].map((name) =>
		String(memberAt(body, `shippingConditions.${name}`) ?? '').slice(0, 10),
	);
	const isReversed = Boolean(start && end && end < start);
	return isReversed ? ["'Shipping End Date' lies before 'Shipping Date'"] : [];
}
