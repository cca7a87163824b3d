/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
// `npm run bench:processes [-- --only <text>] [-- --at-once <n>]`: several processes that share one key, over HTTP and in
// real time, with a Redis server of Debian's on a private loopback port; ours beside what else there is, in one run.
// Writes artifacts/bench-processes.md and .json. Counts decide (code 1); times are only shown.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import PQueue from 'p-queue';

import { describeScene, planScenes } from './processes/plan';
import { brokenCounts, sheetsOf, type SceneResult } from './processes/report';
import { play, type Scene } from './processes/scene';
import { draw, toMarkdown } from './table';

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: '' },
		'at-once': { type: 'string', default: '3' },
	},
});

async function main(): Promise<void> {
	const startedAt = performance.now();
	const seconds = () => (performance.now() - startedAt) / 1000;
	const queue = new PQueue({ concurrency: Number(values['at-once']) });
	const results = await queue.addAll(
		planScenes(values.only).map((scene) => async () => {
			const result = await playOne(scene);
			const { used, refused } = result.figures;
			console.error(
				`${seconds().toFixed(0).padStart(5)} s  ${describeScene(scene)}: ${used.toFixed(1)} %, ${refused} refused`,
			);
			return result;
		}),
	);
	const note = `${results.length} scenes in ${(seconds() / 60).toFixed(1)} minutes, ${values['at-once']} at once; W = 1 s, network rtt30-jit10, Retry-After in whole seconds. "load" is the machine's at the end of each scene.`;
	const sheets = sheetsOf(results);
	console.log([...sheets.map(draw), '', note].join('\n'));
	mkdirSync('artifacts', { recursive: true });
	const markdown = ['# One quota across processes', note, ...sheets.map(toMarkdown)].join('\n\n');
	writeFileSync('artifacts/bench-processes.md', markdown);
	writeFileSync('artifacts/bench-processes.json', JSON.stringify({ note, results }, null, '\t'));
	const findings = brokenCounts(results);
	for (const finding of findings) console.error(`NOT KEPT ${finding}`);
	process.exit(findings.length > 0 ? 1 : 0);
}

async function playOne(scene: Scene): Promise<SceneResult> {
	return { scene, figures: await play(scene), load: loadavg()[0] ?? NaN };
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
