// Installs Debian's packages for commands that are missing. Used by installN8n.mjs and installRedis.mjs.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from './cacheFolder.mjs';

export function findCommand(...names) {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return names
		.flatMap((name) => folders.map((folder) => path.join(folder, name)))
		.find((file) => existsSync(file));
}

/**
 * @param packages commands by the name of the package that brings one of them
 * @throws Error with a sentence when they cannot be had
 */
export function provideCommands(packages) {
	const missing = () => Object.keys(packages).filter((name) => !findCommand(...packages[name]));
	if (missing().length === 0) return;
	providePackages(missing());
	if (missing().length > 0) throw new Error(`${missing().join(', ')} installed, and still missing`);
}

/** @throws Error with a sentence when they cannot be had */
export function providePackages(names) {
	const byHand = `run \`apt-get install ${names.join(' ')}\` as root, or the like of another system`;
	const isRoot = process.getuid?.() === 0;
	if (!findCommand('apt-get') || !(isRoot || findCommand('sudo')))
		throw new Error(`${names.join(', ')} missing: ${byHand}`);
	// One at a time: the tests and the installation of n8n beside them may both miss something.
	const lock = path.join(tmpdir(), 'n8n-nodes-lexware-office-apt.lock');
	const apt = ['flock', lock, 'apt-get'];
	const [command, ...before] = isRoot ? apt : ['sudo', '-n', ...apt];
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = [...before, 'install', '-y', '-qq', '--no-install-recommends', ...names];
	try {
		run('Reading the package lists', command, [...before, 'update', '-qq'], { env });
		run(`Installing ${names.join(', ')}`, command, install, { env });
	} catch (error) {
		throw new Error(`${error.message}: ${byHand}`);
	}
}
