// https://developers.lexware.io/docs/#print-layouts-endpoint
import { defineResource } from '../operation/define';
import { getWholeList } from '../operation/wholeList';

export const printLayout = defineResource({
	value: 'printLayout',
	name: 'Print Layout',
	needs: 'INVOICING_PRO',
	operations: [
		getWholeList({
			noun: { one: 'print layout', many: 'print layouts' },
			path: '/v1/print-layouts',
		}),
	],
});
