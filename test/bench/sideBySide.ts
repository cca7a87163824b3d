/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
// `npm run bench [-- --quick]`: this package beside n8n's own HTTP Request node, in n8n's engine, over HTTP and in real
// time. Writes the figures into docs/benchmark.md and the charts beside it; a quick run (three minutes) writes to
// artifacts/bench/ instead. Ends with code 1 when this package loses or doubles an item, or is refused by a token bucket.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { replaceBetween } from '../../tools/markers';
import { drawChart } from './sideBySide/chart';
import { behind, brokenCounts } from './sideBySide/judge';
import { sheetsOf } from './sideBySide/report';
import { policies, runAll, type Results, type Round } from './sideBySide/run';
import { draw, toMarkdown } from './table';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const [one, several] = values.quick ? [20, 10] : [300, 60];
const rounds: Round[] = [
	{ executions: 1, items: one },
	...[2, 4, 8].map((executions) => ({ executions, items: several })),
];
const costItems = values.quick ? 1000 : 10_000;
const checkout = path.join(__dirname, '../..');
const docs = path.join(checkout, 'docs');
const artifacts = path.join(checkout, 'artifacts/bench');
const target = values.quick ? artifacts : docs;

async function main(): Promise<void> {
	const startedAt = performance.now();
	const loadBefore = loadavg()[0] ?? NaN;
	const results = await runAll(rounds, costItems, (what) => {
		console.error(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${what}`);
	});
	const minutes = (performance.now() - startedAt) / 60_000;
	writeReport(results, [describeMachine(), describeRun(results, minutes, loadBefore)]);
	const findings = brokenCounts(results);
	for (const finding of findings) console.error(`NOT KEPT ${finding}`);
	process.exit(findings.length > 0 ? 1 : 0);
}

function writeReport(results: Results, notes: string[]): void {
	const sheets = sheetsOf(results);
	const slower = behind(results).map((sentence) => `- ${sentence}`);
	console.log([...sheets.map(draw), '', ...slower, '', ...notes].join('\n'));
	mkdirSync(artifacts, { recursive: true });
	writeFileSync(
		path.join(artifacts, 'results.json'),
		JSON.stringify({ notes, ...results }, null, '\t'),
	);
	const figures = [
		...notes,
		...sheets.map(toMarkdown),
		'## Where an opponent is faster and makes no mistake',
		slower.join('\n') || 'Nowhere in this run.',
	].join('\n\n');
	const text = readFileSync(path.join(docs, 'benchmark.md'), 'utf8');
	writeFileSync(path.join(target, 'benchmark.md'), replaceBetween(text, 'figures', figures));
	for (const policy of policies) {
		const cells = results.cells.filter((cell) => cell.policy === policy);
		writeFileSync(path.join(target, `benchmark-${policy}.svg`), drawChart(cells));
	}
}

function describeMachine(): string {
	const gigabytes = Math.round(totalmem() / 2 ** 30);
	return `Machine: ${cpus().length} virtual x64 cores, ${gigabytes} GB of memory, ${process.platform}, Node.js ${process.versions.node}.`;
}

function describeRun({ lags }: Results, minutes: number, loadBefore: number): string {
	const lateness = lags.map(({ p99Ms, maxMs }) => `${p99Ms.toFixed(1)} / ${maxMs.toFixed(0)}`);
	return (
		`The run took ${minutes.toFixed(1)} minutes; load ${loadBefore.toFixed(1)} before it. A process that only waited ` +
		`woke up late by (p99 / most ms, round by round): ${lateness.join(', ')}.`
	);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
