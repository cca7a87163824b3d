// Packs the built package as `npm publish` would, into artifacts/. Run after `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

mkdirSync('artifacts', { recursive: true });
for (const name of readdirSync('artifacts').filter((file) => file.endsWith('.tgz')))
	rmSync(path.join('artifacts', name));
const { stdout, status } = spawnSync(
	'npm',
	['pack', '--silent', '--json', '--pack-destination', 'artifacts'],
	{
		encoding: 'utf8',
		env: { ...process.env, RELEASE_MODE: '1' },
		stdio: ['ignore', 'pipe', 'inherit'],
		shell: process.platform === 'win32',
	},
);
if (status !== 0) process.exit(status ?? 1);
const answer = JSON.parse(stdout);
const [pack] = Array.isArray(answer) ? answer : Object.values(answer);
console.log(
	`artifacts/${pack.filename}: ${pack.entryCount} files, ${Math.ceil(pack.size / 1024)} kB`,
);
