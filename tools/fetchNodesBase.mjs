// n8n's own HTTP Request node for `npm run bench`: the package n8n-nodes-base in the release of n8n-core that is
// installed here, packed by npm into the cache folder of the e2e tests, and the few files of the node unpacked from it.
// Packed and not installed, for it depends on the clients of 400 services. What this one node requires is in the
// checkout's node_modules, because n8n-core requires it too; but for four modules, which stand empty here: they shorten
// web pages for AI agents, which a request to an API never asks for.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const cache = path.join(
	process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
	'n8n-nodes-lexware-office',
);
const { version } = JSON.parse(readFileSync('node_modules/n8n-core/package.json', 'utf8'));
const tarball = path.join(cache, `n8n-nodes-base-${version}.tgz`);
const modules = 'artifacts/bench/node_modules';
const folder = path.join(modules, 'n8n-nodes-base');
const emptyModules = ['@mozilla/readability', 'cheerio', 'html-to-text', 'jsdom'];
const wanted = [
	'package.json',
	'dist/nodes/HttpRequest',
	'dist/utils',
	'dist/credentials/HttpBearerAuth.credentials.js',
];

if (!existsSync(tarball)) {
	console.log(`Fetching n8n-nodes-base ${version} (12 MB) …`);
	mkdirSync(cache, { recursive: true });
	const args = ['pack', `n8n-nodes-base@${version}`, '--silent', '--pack-destination', cache];
	execFileSync('npm', args, {
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32',
	});
}
rmSync(modules, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
execFileSync('tar', [
	...['xzf', tarball, '-C', folder, '--strip-components=1'],
	...wanted.map((file) => `package/${file}`),
]);
for (const name of emptyModules) {
	mkdirSync(path.join(modules, name), { recursive: true });
	writeFileSync(path.join(modules, name, 'index.js'), 'module.exports = {};\n');
}
