/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// The README's table of operations, drawn from the code: `npx tsx tools/operationsTable.ts` writes it between its markers.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Operation, Resource } from '../nodes/LexwareOffice/operation/define';
import { resources } from '../nodes/LexwareOffice/resources';
import { endpointsOf } from '../test/support/endpoints';
import { replaceBetween } from './markers';

const readme = path.join(__dirname, '..', 'README.md');

/** One row per operation, in the order of the editor. */
export async function operationsTable(all: readonly Resource[]): Promise<string> {
	const rows: string[][] = [
		['resource', 'operation', 'endpoint'],
		['---', '---', '---'],
	];
	for (const resource of all)
		for (const [index, operation] of resource.operations.entries())
			rows.push([
				index === 0 ? `**${resource.name}**` : '',
				operation.name,
				await describeEndpoints(resource, operation),
			]);
	return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function describeEndpoints(resource: Resource, operation: Operation): Promise<string> {
	if (resource.value === 'customRequest') return 'any route below `/v1`';
	const endpoints = await endpointsOf(operation);
	return endpoints.map((endpoint) => `\`${endpoint}\``).join(', ') || 'none: costs no request';
}

/** The README with the table between its markers. */
export function insertTable(text: string, table: string): string {
	return replaceBetween(text, 'operations', table);
}

export function readReadme(): string {
	return readFileSync(readme, 'utf8');
}

async function main(): Promise<void> {
	writeFileSync(readme, insertTable(readReadme(), await operationsTable(resources)));
}

if (require.main === module) void main();
