// A real n8n for the e2e tests, in a cache folder outside the checkout that is reused from run to run:
// Node.js 24 and n8n from npm, SQLite compiled, Redis and Chromium from Debian. Says what is missing and ends with
// code 1 when it cannot be had. Writes where everything is to artifacts/toolchain.json. Called by test/e2e/setUp.js.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

import { findCommand, provideCommands } from './debianPackages.mjs';

const n8nVersion = '2.41.1';
const cache = path.join(
	process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
	'n8n-nodes-lexware-office',
);
const nodeFolder = path.join(cache, 'node24');
const n8nFolder = path.join(cache, `n8n-${n8nVersion}`);
// The package `node` brings its headers along, which spares node-gyp the download.
const nodeDistribution = path.join(
	'node_modules/node/node_modules',
	`node-${process.platform}-${process.arch}`,
);
const sqlite = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

function stop(message) {
	console.error(`The e2e tests cannot run here: ${message}`);
	process.exit(1);
}

function run(title, command, args, options = {}) {
	console.log(`${title} …`);
	const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
	if (status !== 0) stop(`${title} ended with ${error ? error.message : `code ${status}`}`);
}

function provide(packages) {
	try {
		provideCommands(packages);
	} catch (error) {
		stop(error.message);
	}
}

/** Built beside its place and moved there when complete, so that a run cut short leaves nothing half done. */
function provideFolder(folder, completeFile, build) {
	if (existsSync(path.join(folder, completeFile))) return;
	mkdirSync(cache, { recursive: true });
	const unfinished = mkdtempSync(`${folder}-unfinished-`);
	writeFileSync(path.join(unfinished, 'package.json'), '{"private":true}\n');
	build(unfinished);
	if (!existsSync(path.join(unfinished, completeFile))) stop(`${completeFile} was not made`);
	rmSync(folder, { recursive: true, force: true });
	renameSync(unfinished, folder);
}

function installNode(folder) {
	const args = ['install', 'node@24', '--no-audit', '--no-fund', '--loglevel=error'];
	run('Installing Node.js 24', 'npm', args, { cwd: folder });
}

/** Without scripts, because one of n8n's native modules does not build; only SQLite's is needed. */
function installN8n(folder) {
	provide({ python3: ['python3'], make: ['make'], 'g++': ['g++'] });
	const distribution = path.join(nodeFolder, nodeDistribution);
	const env = {
		...process.env,
		PATH: `${path.join(distribution, 'bin')}${path.delimiter}${process.env.PATH}`,
		npm_config_nodedir: distribution,
	};
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const install = ['install', `n8n@${n8nVersion}`, '--ignore-scripts', ...quiet];
	run(`Installing n8n ${n8nVersion} (some minutes, 2.7 GB)`, 'npm', install, { cwd: folder, env });
	const rebuild = ['rebuild', 'sqlite3', '--foreground-scripts', '--loglevel=error'];
	run('Compiling SQLite (two minutes)', 'npm', rebuild, { cwd: folder, env });
}

if (process.platform !== 'linux') stop(`it is made for Linux, not for ${process.platform}`);
provideFolder(nodeFolder, path.join(nodeDistribution, 'bin/node'), installNode);
provideFolder(n8nFolder, sqlite, installN8n);

const browsers = ['chromium', 'google-chrome', 'chromium-browser'];
provide({ 'redis-server': ['redis-server'], chromium: browsers });

const toolchain = {
	node: path.join(nodeFolder, nodeDistribution, 'bin/node'),
	n8n: path.join(n8nFolder, 'node_modules/n8n/bin/n8n'),
	n8nVersion,
	redis: findCommand('redis-server'),
	browser: findCommand(...browsers),
};
for (const [name, file] of Object.entries(toolchain))
	if (name !== 'n8nVersion' && !(file && existsSync(file))) stop(`${name} is still missing`);
mkdirSync('artifacts', { recursive: true });
writeFileSync('artifacts/toolchain.json', `${JSON.stringify(toolchain, null, 2)}\n`);
