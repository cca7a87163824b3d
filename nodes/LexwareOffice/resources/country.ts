// https://developers.lexware.io/docs/#countries-endpoint
import { defineResource } from '../operation/define';
import { getWholeList } from '../operation/wholeList';

export const country = defineResource({
	value: 'country',
	name: 'Country',
	operations: [
		getWholeList({ noun: { one: 'country', many: 'countries' }, path: '/v1/countries' }),
	],
});
