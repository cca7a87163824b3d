/* eslint-disable no-console */
import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { LexwareOffice } from '../../nodes/LexwareOffice/LexwareOffice.node';
import { invoice } from '../support/creations';
import type { FaultRule } from '../support/lexware/faults';
import { seedContact } from '../support/lexware/resources/contacts';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { jsonOf } from '../support/runNode';
import { startWorkflow, type Finished } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode, type NodeSettings } from '../support/workflows';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	console.log(`left so many ms after Stop: ${leftAfter.join(', ')}`);
	await lexware.close();
});

/** The engine does not wait for a node that was stopped; this one tells when it has come to its end. */
function watchedNode(onLeft: () => void): LexwareOffice {
	const node = new LexwareOffice();
	const { execute } = node;
	node.execute = async function (this: IExecuteFunctions) {
		return await execute.call(this).finally(onLeft);
	};
	return node;
}

interface Scene {
	key: string;
	parameters: IDataObject;
	items?: number;
	faults?: FaultRule[];
	/** Requests per second; as many as it likes when left out. */
	requests?: number;
	settings?: NodeSettings;
	binary?: boolean;
}

const leftAfter: number[] = [];

const soonMs = 500;

/** Presses Stop `afterMs` after the first request has arrived. @returns how long the node took to leave from then on */
async function stopAfter(
	afterMs: number,
	scene: Scene,
): Promise<{ leftMs: number; done: Finished }> {
	const { key, parameters, items = 1, faults = [], requests, settings, binary } = scene;
	lexware.faults.add(...faults.map((rule) => ({ key, ...rule })));
	let leftAt = 0;
	const node = watchedNode(() => (leftAt = performance.now()));
	const workflow = oneNode(
		Array.from({ length: items }, () => ({})),
		parameters as Parameters<typeof oneNode>[1],
		settings,
	);
	const [first] = workflow.pinData?.Start ?? [];
	if (first && binary) first.binary = { data: pdf };
	const limits = requests
		? { requestsPerWindow: requests, windowMs: 1000 }
		: { requestsPerWindow: 100, windowMs: 100 };
	const running = startWorkflow(workflow, {
		packages: [{ ...thisPackage(), nodes: [node] }],
		credentials: credentialFor(lexware.url, key, limits),
	});
	while (lexware.log.arrivals(key).length === 0) await sleep(10);
	await sleep(afterMs);
	expect(leftAt).toBe(0);
	const stoppedAt = performance.now();
	running.cancel();
	const done = await running.finished;
	while (leftAt === 0 && performance.now() < stoppedAt + 5000) await sleep(10);
	const leftMs = leftAt - stoppedAt;
	leftAfter.push(Math.round(leftMs));
	return { leftMs, done };
}

const pdf = {
	data: Buffer.from('%PDF-1.7 receipt').toString('base64'),
	mimeType: 'application/pdf',
	fileName: 'receipt.pdf',
};

const create = { resource: 'invoice', operation: 'create', ...invoice.parameters };
const profile = { resource: 'profile', operation: 'get' };

async function expectQuiet(key: string, waitMs = 1200): Promise<void> {
	// What was on its way when Stop was pressed may still arrive.
	await sleep(200);
	const before = lexware.log.arrivals(key).length;
	await sleep(waitMs);
	expect(lexware.log.arrivals(key)).toHaveLength(before);
}

/** Whether another execution with the key gets through at once. */
async function expectFreeSlot(key: string): Promise<void> {
	const startedAt = performance.now();
	await jsonOf({ url: lexware.url, key, ...profile });
	expect(performance.now() - startedAt).toBeLessThan(1500);
}

const ledgerOf = ({ run }: Finished) =>
	JSON.stringify(run.data.executionData?.contextData['node:Lexware Office'] ?? {});

describe('Stop', () => {
	it('ends reads that queue for the quota', async () => {
		const key = 'queued-reads';
		const scene = { key, parameters: profile, items: 50, requests: 2 };
		const { leftMs } = await stopAfter(700, scene);
		expect(leftMs).toBeLessThan(soonMs);
		await expectQuiet(key);
	});

	it('ends writes that queue for the quota, which were never sent', async () => {
		const key = 'queued-writes';
		const { leftMs, done } = await stopAfter(800, {
			key,
			parameters: create,
			items: 50,
			requests: 1,
		});
		expect(leftMs).toBeLessThan(soonMs);
		await expectQuiet(key);
		const sent = lexware.log.arrivals(key).length;
		expect(lexware.account(key).documents.size).toBe(sent);
		expect(ledgerOf(done)).not.toContain('"route"');
	});

	it('ends a hold, and leaves the key to others when it is over', async () => {
		const key = 'held';
		const fault = { kind: 'throttle', retryAfter: 'seconds', retryAfterMs: 2000 } as const;
		const { leftMs } = await stopAfter(500, { key, parameters: create, faults: [{ fault }] });
		expect(leftMs).toBeLessThan(soonMs);
		await sleep(2000);
		await expectFreeSlot(key);
	});

	it('ends the wait between two attempts', async () => {
		const key = 'backoff';
		const faults = [{ times: 5, fault: 'unavailable' as const }];
		const { leftMs } = await stopAfter(300, { key, parameters: profile, faults });
		expect(leftMs).toBeLessThan(soonMs);
		await expectQuiet(key);
		lexware.faults.clear();
		await expectFreeSlot(key);
	});

	it('ends a list between two pages', async () => {
		const key = 'paging';
		for (let i = 0; i < 1200; i++)
			seedContact(lexware.account(key), {
				version: 0,
				roles: { customer: {} },
				company: { name: `C${i}` },
			});
		const parameters = { resource: 'contact', operation: 'getAll', returnAll: true };
		const { leftMs } = await stopAfter(1300, { key, parameters, requests: 1 });
		expect(leftMs).toBeLessThan(soonMs);
		expect(lexware.log.arrivals(key).length).toBeLessThan(4);
		await expectQuiet(key);
	});

	it('ends an upload that is under way', async () => {
		const key = 'upload';
		const parameters = { resource: 'file', operation: 'upload', inputDataField: 'data' };
		const scene = { key, parameters, faults: [{ fault: 'hang' as const }], binary: true };
		const { leftMs } = await stopAfter(500, scene);
		expect(leftMs).toBeLessThan(soonMs);
		await expectFreeSlot(key);
	});

	it('ends a write that is under way, which stays pending in the ledger', async () => {
		const key = 'in-flight';
		const faults = [{ fault: { kind: 'hang', after: true } as const }];
		const { leftMs, done } = await stopAfter(500, { key, parameters: create, items: 3, faults });
		expect(leftMs).toBeLessThan(soonMs);
		expect(lexware.account(key).documents.size).toBe(1);
		const ledger = ledgerOf(done);
		expect(ledger).toContain('"route":"POST /v1/invoices"');
		expect(ledger).not.toContain('"answer"');
		await expectQuiet(key);
		await expectFreeSlot(key);
	});

	it('ends the search for a write whose answer was lost, which stays pending', async () => {
		const key = 'looking';
		const { leftMs, done } = await stopAfter(600, {
			key,
			parameters: create,
			faults: [{ method: 'POST', fault: 'reset' }],
		});
		expect(leftMs).toBeLessThan(soonMs);
		expect(ledgerOf(done)).toContain('"route":"POST /v1/invoices"');
		await expectQuiet(key, 3500);
	});

	it('sends nothing on the tries of Retry On Fail that n8n still makes', async () => {
		const key = 'between-tries';
		lexware.faults.add({ key, method: 'POST', fault: 'conflict' });
		const workflow = oneNode([{}], create, { retryOnFail: true, waitBetweenTries: 1000 });
		const running = startWorkflow(workflow, {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, key, { requestsPerWindow: 100, windowMs: 100 }),
		});
		while (lexware.log.arrivals(key).length === 0) await sleep(10);
		await sleep(300);
		running.cancel();
		await running.finished;
		await expectQuiet(key, 2000);
		expect(lexware.account(key).documents.size).toBe(0);
	});
});
