/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
// `npm start`: the packed node in n8n's real engine, working on a loopback Lexware Office API, once with the quota of
// the vendor and once with that of the partner claim. Writes the PDFs to artifacts/demo/.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Table from 'cli-table3';

import { unpackPackage } from '../test/support/packedPackage';
import { runWorkflow, type Finished, type WorkflowJson } from '../test/support/runWorkflow';
import { startLexware } from '../test/support/lexware/server';
import type { QuotaSpec } from '../test/support/lexware/throttle';
import { credentialFor } from '../test/support/workflows';

const exampleFile = 'examples/contacts-and-invoices.json';
const outputFolder = 'artifacts/demo';
const apiKey = 'demo-key';

interface Column {
	title: string;
	folder: string;
	quota: QuotaSpec;
}

const columns: Column[] = [
	{
		title: '2 per second (vendor)',
		folder: '2-per-second',
		quota: { policy: 'bucket', requests: 2, windowMs: 1000 },
	},
	{
		title: '10 per second (partner claim)',
		folder: '10-per-second',
		quota: {
			policy: 'sliding',
			requests: 10,
			windowMs: 1000,
			retryAfter: 'seconds',
			rateLimitHeaders: true,
		},
	},
];

async function main(): Promise<void> {
	const workflow: WorkflowJson = JSON.parse(readFileSync(exampleFile, 'utf8'));
	rmSync(outputFolder, { recursive: true, force: true });
	const packed = unpackPackage();
	const loaded = packed.load();
	const table = new Table({
		head: ['', ...columns.map(({ title }) => title)],
		style: { head: [], border: [] },
	});
	const results = [];
	for (const column of columns) results.push(await runColumn(workflow, column, loaded));
	packed.remove();
	for (const [label, pick] of Object.entries(rows)) table.push([label, ...results.map(pick)]);
	console.log(`\n${table.toString()}\n\nThe PDFs are in ${outputFolder}/.`);
}

type Result = Awaited<ReturnType<typeof runColumn>>;

const rows: Record<string, (result: Result) => string> = {
	requests: ({ requests }) => String(requests),
	'refused (429)': ({ refused }) => String(refused),
	'quota used': ({ spanS, minimumS }) => `${((100 * minimumS) / spanS).toFixed(1)} %`,
	'seconds (possible minimum)': ({ spanS, minimumS }) =>
		`${spanS.toFixed(1)} (${minimumS.toFixed(1)})`,
	'PDF files': ({ files }) => String(files),
};

async function runColumn(
	workflow: WorkflowJson,
	{ title, folder, quota }: Column,
	loaded: ReturnType<ReturnType<typeof unpackPackage>['load']>,
) {
	const lexware = await startLexware({ quota, latency: 'rtt30-jit10' });
	console.log(`\n${title}`);
	const showProgress = () =>
		process.stdout.isTTY &&
		process.stdout.write(`\r  ${lexware.log.passed(apiKey).length} requests …`);
	const progress = setInterval(showProgress, 500);
	const finished = await runWorkflow(workflow, {
		packages: [loaded],
		credentials: credentialFor(lexware.url, apiKey, {
			requestsPerWindow: quota.requests,
			windowMs: quota.windowMs,
		}),
		onNodeDone: (node) => {
			showProgress();
			console.log(` ${node} done`);
		},
	});
	clearInterval(progress);
	const files = await saveFiles(finished, path.join(outputFolder, folder));
	const requests = lexware.log.passed(apiKey).length;
	const result = {
		requests,
		refused: lexware.log.refused(apiKey).length,
		spanS: lexware.log.spanMs(apiKey) / 1000,
		minimumS: ((requests - quota.requests) * quota.windowMs) / quota.requests / 1000,
		files,
	};
	await lexware.close();
	return result;
}

/** Every node has to be through without an error; anything else ends the demo. */
async function saveFiles({ run, of }: Finished, folder: string): Promise<number> {
	if (run.data.resultData.error) throw run.data.resultData.error;
	mkdirSync(folder, { recursive: true });
	const { items } = of('Download PDF');
	for (const { json, binary } of items) {
		const content = Buffer.from(binary?.data?.data ?? '', 'base64');
		writeFileSync(path.join(folder, String(json.fileName)), content);
	}
	return items.length;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
