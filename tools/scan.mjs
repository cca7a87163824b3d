// n8n's own gate for community packages, on what is here instead of what is published: the sources, and the packed
// tarball. Ends with code 1 on any finding.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const tarball = readdirSync('artifacts').find((name) => name.endsWith('.tgz'));
if (!tarball)
	throw new Error('No tarball in artifacts/; run `npm run build && npm run pack` first');

const unpacked = mkdtempSync(path.join(tmpdir(), 'lexware-office-scan-'));
execFileSync('tar', [
	'xzf',
	path.join('artifacts', tarball),
	'-C',
	unpacked,
	'--strip-components=1',
]);

const legs = {
	source: await analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS),
	tarball: await analyzePackage(unpacked, ['**/*.js', 'package.json']),
};
rmSync(unpacked, { recursive: true });

for (const [leg, { passed, message, details }] of Object.entries(legs))
	console.log(`${leg}: ${passed ? 'passed, 0 errors' : `${message}\n${details ?? ''}`}`);
process.exit(Object.values(legs).every(({ passed }) => passed) ? 0 : 1);
