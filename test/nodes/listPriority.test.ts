/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// Somebody waits before an open dropdown, and nobody before a workflow. Judged by the server's log.
import { seedContact } from '../support/lexware/resources/contacts';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { locator } from '../support/runNode';
import { startWorkflow } from '../support/runWorkflow';
import { searchList } from '../support/searchList';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode } from '../support/workflows';

let server: LexwareServer | undefined;

// Even after a failure, or the workflows would go on.
afterAll(async () => {
	await server?.close();
});

describe('a list that is opened while workflows read', () => {
	const quota = { requestsPerWindow: 2, windowMs: 1000 };
	/** One that reads in bulk, and several that read a little each and therefore go before it. */
	const workflows = [12, 4, 4, 4, 4, 4, 4];
	const reads = workflows.reduce((sum, count) => sum + count);
	const lists = 3;
	const key = 'shared';
	const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

	it('leaves ahead of them all within the same quota', async () => {
		server = await startLexware({
			quota: { policy: 'bucket', requests: 2, windowMs: 1000, burst: 2 },
			latency: { oneWay: [15, 75] },
		});
		const { log, url } = server;
		const body = { version: 0, roles: { customer: {} }, company: { name: 'Anna AG' } };
		const { id } = seedContact(server.account(key), body);
		const parameters = { resource: 'contact', operation: 'get', contactId: locator(id) };
		const running = workflows.map((count) => {
			const items = Array.from({ length: count }, () => ({}));
			const credentials = credentialFor(url, key, quota);
			return startWorkflow(oneNode(items, parameters), { packages: [thisPackage()], credentials });
		});
		const listArrivals = () =>
			log.arrivals(key).flatMap(({ path }, at) => (path === '/v1/contacts' ? [at] : []));
		while (log.arrivals(key).length < 4) await pause(10);
		const overtakenBy: number[] = [];
		for (let round = 1; round <= lists; round++) {
			const before = log.arrivals(key).length;
			const search = { url, key, method: 'searchContacts', filter: 'Anna', quota };
			const { results } = await searchList(search);
			expect(results.map(({ value }) => value)).toEqual([id]);
			expect(listArrivals()).toHaveLength(round);
			overtakenBy.push((listArrivals().at(-1) ?? Infinity) - before);
			await pause(300);
		}
		// What had left and not arrived yet when the list was asked for may come before it: one window's worth at most.
		expect(Math.max(...overtakenBy)).toBeLessThanOrEqual(quota.requestsPerWindow);
		const stillToCome = reads + lists - log.arrivals(key).length;
		// All the while there was more to overtake than the figure above allows.
		expect(stillToCome).toBeGreaterThan(2 * workflows.length);
		const finished = await Promise.all(running.map(async (workflow) => await workflow.finished));
		const counts = finished.map(({ of }) => of('Lexware Office').items.length);
		expect(counts).toEqual(workflows);
		expect(log.passed(key)).toHaveLength(reads + lists);
		expect(log.refused(key)).toHaveLength(0);
	}, 60_000);
});
