/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
// `npm run bench:quota [-- --quick] [-- --only <text>]`: how much of a quota is used, how often the server refuses, and
// how long requests wait, over HTTP and in real time; ours and what users would pick instead, in one run. `--only` picks
// by the names that the progress shows. Writes artifacts/bench-quota.md and .json.
// Counts decide (a refusal, a loss, a doublet too many ends with code 1); times are only shown.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { watchLag } from './measure';
import { plan } from './plan';
import { brokenCounts, sheetsOf } from './report';
import { runAll } from './run';
import { draw, toMarkdown } from './table';

const { values } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});

async function main(): Promise<void> {
	const startedAt = performance.now();
	const loadBefore = loadavg()[0] ?? NaN;
	const readLag = watchLag();
	const results = await runAll(plan(values.quick, values.only), (what) => {
		console.error(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${what}`);
	});
	const { p99Ms, maxMs } = readLag();
	const notes = [
		`${values.quick ? 'Quick' : 'Full'} run of ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes. Refusals come with Retry-After in whole seconds.`,
		`How quiet the machine was: load ${loadBefore.toFixed(1)} before the run; a process that only waited woke up ${p99Ms.toFixed(1)} ms late (p99), ${maxMs.toFixed(0)} ms (most).`,
	];
	const sheets = sheetsOf(results);
	console.log([...sheets.map(draw), '', ...notes].join('\n'));
	mkdirSync('artifacts', { recursive: true });
	const markdown = ['# Quota benchmark', ...notes, ...sheets.map(toMarkdown)].join('\n\n');
	writeFileSync('artifacts/bench-quota.md', markdown);
	writeFileSync('artifacts/bench-quota.json', JSON.stringify({ notes, ...results }, null, '\t'));
	const findings = brokenCounts(results, values.quick);
	for (const finding of findings) console.error(`NOT KEPT ${finding}`);
	process.exit(findings.length > 0 ? 1 : 0);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
