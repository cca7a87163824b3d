/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// How large the package is, and how long n8n takes to load it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { tarballPath, unpackPackage } from '../../support/packedPackage';
import { percentile } from '../measure';
import { ours } from './contenders';

export interface PackageFigures {
	name: string;
	/** Median over fresh processes that have n8n-workflow loaded, as n8n has; node and credential are created once. */
	requireMs: number;
	/** Of the tarball and of what it unpacks to, where it is a package of its own. */
	size?: { packedBytes: number; unpackedBytes: number; files: number };
}

const checkout = path.join(__dirname, '../../..');
const workflowModule = path.join(checkout, 'node_modules/n8n-workflow');
const httpRequestNode = path.join(
	checkout,
	'artifacts/bench/node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
);

export function measurePackages(): PackageFigures[] {
	const { folder, remove } = unpackPackage();
	const { n8n }: { n8n: { nodes: string[]; credentials: string[] } } = JSON.parse(
		readFileSync(path.join(folder, 'package.json'), 'utf8'),
	);
	const files = [...n8n.nodes, ...n8n.credentials].map((file) => path.join(folder, file));
	const figures = [
		{ name: ours, requireMs: timeRequire(files), size: sizeOf(folder) },
		{ name: 'HTTP Request', requireMs: timeRequire([httpRequestNode]) },
	];
	remove();
	return figures;
}

/** In a process without this one's loader, which would have its share in the time. */
const script = `
	const [workflowModule, ...files] = process.argv.slice(1);
	require(workflowModule);
	const startedAt = performance.now();
	for (const file of files) for (const Class of Object.values(require(file))) new Class();
	console.log(performance.now() - startedAt);
`;

function timeRequire(files: string[]): number {
	const times = Array.from({ length: 15 }, () =>
		Number(
			execFileSync(process.execPath, ['-e', script, workflowModule, ...files], {
				encoding: 'utf8',
			}),
		),
	);
	return percentile(times, 0.5);
}

function sizeOf(folder: string): PackageFigures['size'] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
	const unpackedBytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
	return { packedBytes: statSync(tarballPath()).size, unpackedBytes, files: files.length };
}
