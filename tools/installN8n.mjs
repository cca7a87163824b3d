// A real n8n for the e2e tests, in a cache folder outside the checkout that is reused from run to run:
// Node.js 24 and n8n from npm, SQLite compiled, Redis and Chromium from Debian. Says what is missing and ends with
// code 1 when it cannot be had. Writes where everything is to artifacts/toolchain.json. Called by test/e2e/setUp.js.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { npmInstall, provideFolder, provideNode, run } from './cacheFolder.mjs';
import { findCommand, provideCommands, providePackages } from './debianPackages.mjs';

const n8nVersion = '2.41.1';
const sqlite = 'node_modules/sqlite3/build/Release/node_sqlite3.node';
const browsers = ['chromium', 'google-chrome', 'chromium-browser'];

/** Without scripts, because one of n8n's native modules does not build; only SQLite's is needed. */
function installN8n(folder, { distribution }) {
	provideCompiler();
	// Node's package brings its headers along, which spares node-gyp the download.
	const env = {
		...process.env,
		PATH: `${path.join(distribution, 'bin')}${path.delimiter}${process.env.PATH}`,
		npm_config_nodedir: distribution,
	};
	const title = `Installing n8n ${n8nVersion} (some minutes, 2.7 GB)`;
	npmInstall(folder, title, `n8n@${n8nVersion}`, false, env);
	const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
	run('Compiling SQLite (two minutes)', 'npm', [...rebuild, '--loglevel=error'], {
		cwd: folder,
		env,
	});
}

/** SQLite's node-gyp asks for a module that Python 3.12 has given to setuptools. */
function provideCompiler() {
	provideCommands({ python3: ['python3'], make: ['make'], 'g++': ['g++'] });
	const { status } = spawnSync('python3', ['-c', 'import distutils.version']);
	if (status !== 0) providePackages(['python3-setuptools']);
}

/** A program may be there and not run, such as the stand-in for a snap that Ubuntu calls chromium. */
function checkAnswers(name, file, args = ['--version']) {
	const { status, error, stderr } = spawnSync(file, args, { encoding: 'utf8', timeout: 60_000 });
	if (status !== 0)
		throw new Error(`${name} (${file}) does not run: ${error?.message ?? stderr.trim()}`);
}

function provideToolchain() {
	if (process.platform !== 'linux')
		throw new Error(`they are made for Linux, not for ${process.platform}`);
	const node = provideNode(24);
	const folder = provideFolder(`n8n-${n8nVersion}`, sqlite, 4, (unfinished) =>
		installN8n(unfinished, node),
	);
	provideCommands({ 'redis-server': ['redis-server'], chromium: browsers });
	const toolchain = {
		node: node.program,
		n8n: path.join(folder, 'node_modules/n8n/bin/n8n'),
		n8nVersion,
		redis: findCommand('redis-server'),
		browser: findCommand(...browsers),
	};
	checkAnswers('Node.js 24', toolchain.node);
	checkAnswers('SQLite for n8n', toolchain.node, ['-e', `require('${path.join(folder, sqlite)}')`]);
	checkAnswers('Redis', toolchain.redis);
	checkAnswers('Chromium', toolchain.browser);
	return toolchain;
}

try {
	const toolchain = provideToolchain();
	mkdirSync('artifacts', { recursive: true });
	writeFileSync('artifacts/toolchain.json', `${JSON.stringify(toolchain, null, 2)}\n`);
} catch (error) {
	console.error(`The e2e tests cannot run here: ${error.message}`);
	process.exit(1);
}
