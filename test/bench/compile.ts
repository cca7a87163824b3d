/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// Compiles what the benchmark starts as processes of its own, once: some forty of them, each compiling for itself, would
// keep two cores busy for most of a minute.
import path from 'node:path';
import { buildSync } from 'esbuild';

const root = path.join(__dirname, '../..');

/** @returns the path of a JavaScript file that runs the given TypeScript file of the project */
export function compile(file: string): string {
	const outfile = path.join(root, 'artifacts/compiled', `${path.basename(file, '.ts')}.js`);
	const entryPoints = [path.join(root, file)];
	buildSync({ entryPoints, outfile, bundle: true, packages: 'external', platform: 'node' });
	return outfile;
}
