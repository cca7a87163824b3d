import { runWorkflow } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode, type NodeSettings } from '../support/workflows';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const fast = { requestsPerWindow: 100, windowMs: 100 };
const retrying: NodeSettings = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 };

const createContact = {
	resource: 'contact',
	operation: 'create',
	inputMode: 'fields',
	companyName: '={{ $json.company }}',
};

function companies(count: number): Array<{ company: string }> {
	return Array.from({ length: count }, (_, index) => ({ company: `Company ${index}` }));
}

async function create(key: string, count: number, settings: NodeSettings) {
	const { run, of } = await runWorkflow(oneNode(companies(count), createContact, settings), {
		packages: [thisPackage()],
		credentials: credentialFor(lexware.url, key, fast),
	});
	const names = [...lexware.account(key).contacts.values()].map(({ company }) => company?.name);
	const context = run.data.executionData?.contextData['node:Lexware Office'];
	return { ...of('Lexware Office'), names, context };
}

describe('Retry On Fail', () => {
	it('goes on behind the items that are done: 100 creates, refused at 0, 20, 50 and 80', async () => {
		const key = 'retry-100';
		// Counted over all tries: each refusal ends one try.
		for (const nth of [1, 22, 53, 84])
			lexware.faults.add({ key, method: 'POST', nth, fault: 'conflict' });
		const { items, names, error } = await create(key, 100, retrying);
		expect(error).toBeUndefined();
		expect(names).toEqual(companies(100).map(({ company }) => company));
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(100);
		expect(lexware.log.arrivals(key)).toHaveLength(104);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'does not double anything when the first item fails and the node is set to continue: %s',
		async (onError) => {
			const key = `retry-${onError}`;
			lexware.faults.add({ key, method: 'POST', nth: 1, fault: 'conflict' });
			const { items, names } = await create(key, 10, { ...retrying, onError });
			expect(items.map(({ json }) => json.error)).toEqual(Array(10).fill(undefined));
			expect([...names].sort()).toEqual(companies(10).map(({ company }) => company));
			expect(lexware.log.arrivals(key)).toHaveLength(11);
		},
	);

	it('does not double the others when the first item fails on every try', async () => {
		const key = 'retry-continue-all';
		// Of the first try ten writes, and then the first item's alone.
		for (const nth of [1, 11, 12, 13, 14])
			lexware.faults.add({ key, method: 'POST', nth, fault: 'conflict' });
		const settings = { ...retrying, onError: 'continueRegularOutput' } as const;
		const { items, names } = await create(key, 10, settings);
		expect(items.map(({ json }) => json.error !== undefined)).toEqual([
			true,
			...Array<boolean>(9).fill(false),
		]);
		expect(names).toEqual(
			companies(10)
				.slice(1)
				.map(({ company }) => company),
		);
		expect(lexware.log.arrivals(key)).toHaveLength(14);
	});

	it('tells items with equal bodies apart', async () => {
		const key = 'retry-equal';
		lexware.faults.add({ key, method: 'POST', nth: 3, fault: 'conflict' });
		const equal = Array.from({ length: 5 }, () => ({ company: 'Equal AG' }));
		const { of } = await runWorkflow(oneNode(equal, createContact, retrying), {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, key, fast),
		});
		const ids = of('Lexware Office').items.map(({ json }) => json.id);
		expect([...lexware.account(key).contacts.keys()]).toEqual(ids);
		expect(ids).toHaveLength(5);
	});

	it('keeps one item for two keys apart: each try goes to the books of its own', async () => {
		const key = 'retry-two-keys';
		lexware.faults.add({ key: `${key}-1`, method: 'POST', nth: 2, fault: 'conflict' });
		const workflow = oneNode(
			companies(6).map(({ company }, index) => ({ company, key: `${key}-${index % 2}` })),
			createContact,
			retrying,
		);
		const { of } = await runWorkflow(workflow, {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, '={{ $json.key }}', fast),
		});
		expect(of('Lexware Office').error).toBeUndefined();
		const namesOf = (account: string) =>
			[...lexware.account(account).contacts.values()].map(({ company }) => company?.name);
		expect(namesOf(`${key}-0`)).toEqual(['Company 0', 'Company 2', 'Company 4']);
		expect(namesOf(`${key}-1`)).toEqual(['Company 1', 'Company 3', 'Company 5']);
	});

	it('does not send a write again whose answer was lost, on any try', async () => {
		const key = 'retry-unknown';
		lexware.faults.add({ key, method: 'POST', nth: 2, fault: { kind: 'reset', after: true } });
		const { names, error } = await create(key, 3, retrying);
		expect(names).toEqual(['Company 0', 'Company 1']);
		expect(lexware.log.arrivals(key).filter(({ method }) => method === 'POST')).toHaveLength(2);
		expect(error?.message).toContain('unknown whether Lexware Office carried this out');
		expect(error?.description).toContain('1 item is done, of 3.');
	});

	it('lets every round of a loop write, with the ledger of a round before left behind by a failed item', async () => {
		const key = 'loop';
		lexware.faults.add({ key, method: 'POST', nth: 2, fault: 'conflict' });
		const workflow = oneNode(companies(2), createContact, { onError: 'continueRegularOutput' });
		const toNode = { node: 'Lexware Office', type: 'main' as const, index: 0 };
		workflow.connections = { Start: { main: [[toNode, toNode]] } };
		const { run } = await runWorkflow(workflow, {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, key, fast),
		});
		expect(run.data.resultData.runData['Lexware Office']).toHaveLength(2);
		const names = [...lexware.account(key).contacts.values()].map(({ company }) => company?.name);
		expect(names).toEqual(['Company 0', 'Company 0', 'Company 1']);
	});

	it('keeps no trace in the execution when everything went well', async () => {
		const { context } = await create('retry-clean', 3, retrying);
		expect(context).toEqual({ writes: {} });
	});
});
