// Installs Debian's packages for commands that are missing. Used by installN8n.mjs and installRedis.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

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
	const missing = Object.entries(packages).filter(([, commands]) => !findCommand(...commands));
	if (missing.length === 0) return;
	const names = missing.map(([name]) => name);
	const isRoot = process.getuid?.() === 0;
	if (!findCommand('apt-get') || !(isRoot || findCommand('sudo')))
		throw new Error(
			`${names.join(', ')} missing, and only root on Debian or Ubuntu can have it installed`,
		);
	const [command, ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
	run('Reading the package lists', command, [...before, 'update', '-qq']);
	const install = [...before, 'install', '-y', '-qq', '--no-install-recommends', ...names];
	run(`Installing ${names.join(', ')}`, command, install);
}

function run(title, command, args) {
	console.log(`${title} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
	if (status !== 0)
		throw new Error(`${title} ended with ${error ? error.message : `code ${status}`}`);
}
