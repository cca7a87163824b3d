// What the tests install outside the checkout and reuse from run to run: other versions of n8n and of Node.js.
// Used by installN8n.mjs and compat.mjs.
import { spawnSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	statfsSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const cache = path.join(
	process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
	'n8n-nodes-lexware-office',
);
const gigabyte = 1e9;
const dayMs = 24 * 3600 * 1000;

/** Runs a program with its output in ours; throws an Error with a sentence when it fails. */
export function run(title, command, args, options = {}) {
	console.log(`${title} …`);
	const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
	if (status !== 0)
		throw new Error(`${title} ended with ${error ? error.message : `code ${status}`}`);
}

/** `npm install` of one package in the folder; `--ignore-scripts=…` is given, whatever the machine's npmrc says. */
export function npmInstall(folder, title, specifier, scripts, env = process.env) {
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const args = ['install', specifier, `--ignore-scripts=${!scripts}`, ...quiet];
	run(title, 'npm', args, { cwd: folder, env });
}

/**
 * The folder of the name, with what `build` puts into it. It is built beside its place and moved there when complete, so
 * that a run cut short leaves nothing half done.
 * @param completeFile is there when the folder is complete
 * @param gigabytes that have to be free
 */
export function provideFolder(name, completeFile, gigabytes, build) {
	const folder = path.join(cache, name);
	if (existsSync(path.join(folder, completeFile))) return folder;
	mkdirSync(cache, { recursive: true });
	removeRemains();
	const { bavail, bsize } = statfsSync(cache);
	if (bavail * bsize < gigabytes * gigabyte)
		throw new Error(`${cache} needs ${gigabytes} GB of free space for ${name}`);
	const unfinished = mkdtempSync(`${folder}-unfinished-`);
	try {
		writeFileSync(path.join(unfinished, 'package.json'), '{"private":true}\n');
		build(unfinished);
		if (!existsSync(path.join(unfinished, completeFile)))
			throw new Error(`${completeFile} was not made`);
		rmSync(folder, { recursive: true, force: true });
		renameSync(unfinished, folder);
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
	return folder;
}

/** Of runs that were killed; a younger one may still be under way. */
function removeRemains() {
	const remains = readdirSync(cache).filter((name) => name.includes('-unfinished-'));
	for (const name of remains) {
		const folder = path.join(cache, name);
		if (Date.now() - statSync(folder).mtimeMs > dayMs) rmSync(folder, { recursive: true });
	}
}

/** Node.js from npm: its program, and the folder of its distribution, which has the headers that node-gyp needs. */
export function provideNode(major) {
	const distribution = path.join(
		'node_modules/node/node_modules',
		`node-${process.platform}-${process.arch}`,
	);
	const program = path.join(distribution, 'bin/node');
	const folder = provideFolder(`node${major}`, program, 0.5, (unfinished) =>
		npmInstall(unfinished, `Installing Node.js ${major}`, `node@${major}`, true),
	);
	return { program: path.join(folder, program), distribution: path.join(folder, distribution) };
}
