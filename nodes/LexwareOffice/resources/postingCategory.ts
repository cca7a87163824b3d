// https://developers.lexware.io/docs/#posting-categories-endpoint
import { defineResource } from '../operation/define';
import { getWholeList } from '../operation/wholeList';

export const postingCategory = defineResource({
	value: 'postingCategory',
	name: 'Posting Category',
	operations: [
		getWholeList({
			noun: { one: 'posting category', many: 'posting categories' },
			path: '/v1/posting-categories',
		}),
	],
});
