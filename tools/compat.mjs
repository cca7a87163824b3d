// Runs the engine tests on the built package with other versions of n8n's engine and of Node.js:
// `npm run test:compat`, or with patterns of test files such as `npm run test:compat -- contact`. Versions land in the
// cache folder of the e2e tests and are reused. Ends with code 1 when a run fails or cannot be had.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { npmInstall, provideFolder, provideNode } from './cacheFolder.mjs';

/** n8n 1.121.3, the oldest whose parts the registry still has in full, and the n8n of the other tests. */
const engines = ['1.120.2', '2.41.1'];
const nodes = ['20', '22', '24'];

function provideEngine(version) {
	const title = `Installing n8n-core ${version}`;
	return provideFolder(`n8n-core-${version}`, 'node_modules/n8n-core', 1, (unfinished) =>
		npmInstall(unfinished, title, `n8n-core@${version}`, false),
	);
}

function runTests(node, engineFolder, patterns) {
	const jest = ['node_modules/jest/bin/jest.js', '-c', 'jest.compat.config.js', ...patterns];
	const env = { ...process.env, N8N_ENGINE: engineFolder };
	return spawnSync(node, jest, { stdio: 'inherit', env }).status === 0;
}

function runAll(patterns) {
	if (!existsSync('dist')) throw new Error('there is no build; run `npm run build` first');
	const outcomes = [];
	for (const engine of engines)
		for (const node of nodes) {
			const [{ program }, folder] = [provideNode(node), provideEngine(engine)];
			const started = Date.now();
			const passed = runTests(program, folder, patterns);
			const seconds = Math.round((Date.now() - started) / 1000);
			outcomes.push({ engine, node, passed, seconds });
		}
	console.table(outcomes);
	return outcomes.every(({ passed }) => passed);
}

try {
	process.exitCode = runAll(process.argv.slice(2)) ? 0 : 1;
} catch (error) {
	console.error(`The compatibility tests cannot run here: ${error.message}`);
	process.exitCode = 1;
}
