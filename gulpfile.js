// What `n8n-node build` cannot do: one bundled library, and its licence. Runs after it, for it empties dist first.
const { copyFile, readdir, readFile, rm } = require('node:fs/promises');
const path = require('node:path');
const { build } = require('esbuild');
const { parallel } = require('gulp');

/** Parts of Bottleneck that speak to Redis; without them nothing but n8n-workflow is required. */
const redisParts = /\.\/(RedisConnection|IORedisConnection|RedisDatastore|Scripts)$/;

const withoutRedis = {
	name: 'without-redis',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: redisParts }, ({ path: part }) => ({ path: part, namespace: 'stub' }));
		onLoad({ filter: /./, namespace: 'stub' }, () => ({ contents: 'module.exports = {};' }));
	},
};

/**
 * Bottleneck alone is bundled, for n8n installs no dependencies; and only once, for a copy in each node would give
 * each node a limiter of its own. Its timers run on n8n's `sleep`, because n8n allows no timers in nodes.
 */
async function bundleBottleneck(folder = 'dist/vendor') {
	await build({
		entryPoints: ['vendor/bottleneck.ts'],
		outfile: path.join(folder, 'bottleneck.js'),
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'es2022',
		external: ['n8n-workflow'],
		inject: ['vendor/timers.ts'],
		legalComments: 'inline',
		plugins: [withoutRedis],
		banner: { js: await readLicenceBanner() },
	});
}

async function readLicenceBanner() {
	const licence = await readFile(path.join(bottleneckFolder(), 'LICENSE'), 'utf8');
	return `/*! Bottleneck, bundled\n${licence.trim()}\n*/`;
}

async function copyLicence() {
	await copyFile(path.join(bottleneckFolder(), 'LICENSE'), 'dist/vendor/bottleneck.LICENSE.txt');
}

function bottleneckFolder() {
	return path.dirname(require.resolve('bottleneck/package.json'));
}

/** `n8n-node build` copies every picture of the checkout into dist, screenshots and charts included. */
async function dropForeignPictures() {
	const own = ['credentials', 'icons', 'nodes', 'vendor'];
	const foreign = (await readdir('dist')).filter((name) => !own.includes(name));
	await Promise.all(foreign.map((name) => rm(path.join('dist', name), { recursive: true })));
}

exports.bundleBottleneck = bundleBottleneck;
exports.default = parallel(async () => await bundleBottleneck(), copyLicence, dropForeignPictures);
