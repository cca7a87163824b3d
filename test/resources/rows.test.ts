/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { resources } from '../../nodes/LexwareOffice/resources';

const texts = readdirSync(__dirname)
	.filter((name) => name.endsWith('.test.ts') && name !== 'rows.test.ts')
	.map((name) => readFileSync(path.join(__dirname, name), 'utf8'));

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	// It sends no request that a row could show; test/nodes/quotaStatus.test.ts shows what it gives.
	resource === 'quota' ? [] : all.map(({ value: operation }) => ({ resource, operation })),
);

describe('the tests of the requests', () => {
	it.each(operations)('know $resource: $operation', ({ resource, operation }) => {
		const isKnown = texts.some(
			(text) => text.includes(`/resources/${resource}'`) && text.includes(`'${operation}'`),
		);
		expect(isKnown).toBe(true);
	});
});
