/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
// The promise of the package, measured where it counts: whole workflows in the real engine, and the server's own log.
import type { IDataObject } from 'n8n-workflow';

import { startLexware, type LexwareOptions, type LexwareServer } from '../support/lexware/server';
import { runWorkflow, type Finished } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode } from '../support/workflows';

const windowMs = 1000;
const requests = 2;
const servers: LexwareServer[] = [];
const reports: string[] = [];

afterAll(async () => {
	console.log([...reports, `standstills beyond the guard: ${standstills}`].join('\n'));
	await Promise.all(servers.map(async (server) => await server.close()));
});

async function serve(options: LexwareOptions): Promise<LexwareServer> {
	const server = await startLexware(options);
	servers.push(server);
	return server;
}

const bucket: LexwareOptions = {
	quota: { policy: 'bucket', requests, windowMs, burst: 2 },
	latency: { oneWay: [15, 75] },
};
const sliding: LexwareOptions = {
	quota: { policy: 'sliding', requests, windowMs },
	latency: { oneWay: [15, 35] },
};

async function createContacts(
	url: string,
	apiKey: string,
	items: IDataObject[],
): Promise<Finished> {
	const workflow = oneNode(items, {
		resource: 'contact',
		operation: 'create',
		inputMode: 'fields',
		companyName: '={{ $json.company }}',
	});
	return await runWorkflow(workflow, {
		packages: [thisPackage()],
		credentials: credentialFor(url, apiKey),
	});
}

function companies(count: number, prefix = 'Company'): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ company: `${prefix} ${index}` }));
}

function idsOf(runs: Finished[]): unknown[] {
	return runs.flatMap(({ of }) => of('Lexware Office').items.map(({ json }) => json.id));
}

/** Span between the first and the last accepted request, against the least that the quota allows. */
function report(title: string, server: LexwareServer, key: string): void {
	const passed = server.log.passed(key).length;
	const minimumMs = ((passed - requests) * windowMs) / requests;
	const ratio = server.log.spanMs(key) / minimumMs;
	const refused = server.log.refused(key).length;
	reports.push(
		`${title}: ${passed} requests, ${refused} refused, span ${ratio.toFixed(3)} x minimum`,
	);
}

/**
 * How often this process stood still for longer than the limiter's guard (2 % of the window). The server of the test
 * lives in it: after such a stop several requests arrive at once that left one by one. Shown, so that a noisy run can be told.
 */
let standstills = 0;
const guardMs = 0.02 * windowMs;
let lastTick = performance.now();
const ticker = setInterval(() => {
	const now = performance.now();
	if (now - lastTick - 5 > guardMs) standstills += 1;
	lastTick = now;
}, 5);

afterAll(() => clearInterval(ticker));

const policies = [
	{ name: 'token bucket', options: bucket, mostRefused: 0 },
	{ name: 'exact sliding window', options: sliding, mostRefused: 1 },
];

it.concurrent.each(policies)(
	'60 contacts come out of one execution, each once: $name',
	async ({ name, options, mostRefused }) => {
		const server = await serve(options);
		const finished = await createContacts(server.url, 'one', companies(60));
		report(`1 execution x 60, ${name}`, server, 'one');
		expect(new Set(idsOf([finished])).size).toBe(60);
		expect(server.account('one').contacts.size).toBe(60);
		expect(server.log.refused('one').length).toBeLessThanOrEqual(mostRefused);
		expect(server.log.maxConcurrentWrites('one')).toBe(1);
	},
	90_000,
);

it.concurrent.each(policies)(
	'60 contacts come out of four executions at once, each once: $name',
	async ({ name, options, mostRefused }) => {
		const server = await serve(options);
		const runs = ['A', 'B', 'C', 'D'].map(
			async (prefix) => await createContacts(server.url, 'four', companies(15, prefix)),
		);
		const finished = await Promise.all(runs);
		report(`4 executions x 15, ${name}`, server, 'four');
		expect(new Set(idsOf(finished)).size).toBe(60);
		expect(server.account('four').contacts.size).toBe(60);
		expect(server.log.refused('four').length).toBeLessThanOrEqual(mostRefused);
		expect(server.log.maxConcurrentWrites('four')).toBe(1);
	},
	90_000,
);

// After the others: so many requests at once would hold them up in this one process.
it.each([1, 4])(
	'one execution books %d items of each of 20 accounts into its own books, side by side',
	async (perKey) => {
		const server = await serve(bucket);
		const keys = Array.from({ length: 20 }, (_, index) => `account-${index}`);
		const items = Array.from({ length: perKey }, () => keys).flat();
		const oneMs = await timeOf(async () => {
			await createContacts(server.url, 'single', companies(perKey));
		});
		const allMs = await timeOf(async () => {
			const { of } = await createContacts(
				server.url,
				'={{ $json.apiKey }}',
				items.map((apiKey) => ({ apiKey, company: `Client of ${apiKey}` })),
			);
			expect(of('Lexware Office').items).toHaveLength(items.length);
		});
		reports.push(
			`20 keys x ${perKey}: ${Math.round(allMs)} ms, one key x ${perKey}: ${Math.round(oneMs)} ms`,
		);
		for (const apiKey of keys) {
			const contacts = [...server.account(apiKey).contacts.values()];
			expect(contacts).toHaveLength(perKey);
			expect(new Set(contacts.map(({ company }) => company?.name))).toEqual(
				new Set([`Client of ${apiKey}`]),
			);
		}
	},
	60_000,
);

it.concurrent(
	'a refusal caused by somebody else holds the key as long as Retry-After says, and doubles nothing',
	async () => {
		const server = await serve({
			quota: { policy: 'bucket', requests, windowMs, retryAfter: 'seconds' },
			latency: 'rtt30-jit10',
		});
		const running = createContacts(server.url, 'shared', companies(10));
		while (server.log.passed('shared').length < 4)
			await new Promise((resolve) => setTimeout(resolve, 5));
		server.block('shared', 3000);
		const finished = await running;
		const [refused, ...more] = server.log.refused('shared');
		const next = server.log.passed('shared').find(({ at }) => at > (refused?.at ?? Infinity));
		expect(refused).toBeDefined();
		expect(more).toHaveLength(0);
		// The server says 3 s less what has passed, rounded up.
		expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2900);
		expect(new Set(idsOf([finished])).size).toBe(10);
		expect(server.account('shared').contacts.size).toBe(10);
	},
	60_000,
);

async function timeOf(work: () => Promise<void>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}
