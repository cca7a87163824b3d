// Installs the dependencies when they are missing or out of date, so that `npm start` and `npm test` work on a fresh
// clone. Needs nothing but Node.js and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
	console.error(`Node.js 20 or newer is needed; this is ${process.version}.`);
	process.exit(1);
}

const stampFile = 'node_modules/.installed';
const stamp = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
	console.log('Installing dependencies (about 1,400 packages, some minutes on a cold cache) …');
	// Without scripts: nothing here needs them, and one of n8n's lint packages insists on another package manager.
	const { status } = spawnSync(
		'npm',
		['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
		{
			stdio: 'inherit',
			shell: process.platform === 'win32',
		},
	);
	if (status !== 0) process.exit(status ?? 1);
	writeFileSync(stampFile, stamp);
}
