import { createHome } from './support/n8nHome';
import { QueueMode } from './support/queueMode';
import { reportFigures } from './support/reportFigures';
import { TriggerLife } from './support/triggerLife';
import { waitUntil } from './support/waitUntil';
import { companies, createContact, ourNode, webhookWorkflow } from './support/workflows';

let cluster: QueueMode;
const bare = createHome({ withPackage: false });

beforeAll(async () => {
	cluster = await QueueMode.open(2);
});

afterAll(async () => {
	await cluster?.close();
	bare.remove();
});

const prefixes = ['First', 'Second', 'Third'];
const namesOf = (count: number) =>
	prefixes.flatMap((prefix) => companies(count, prefix).map(({ company }) => company));

/** Three executions at once; gives back their ids. */
async function runThree(apiKey: string, credentialId: string, items: number): Promise<string[]> {
	const node = ourNode(credentialId, createContact);
	const workflowId = await cluster.rest.createWorkflow(webhookWorkflow(apiKey, apiKey, node));
	await cluster.rest.activate(workflowId);
	await Promise.all(
		prefixes.map((prefix) => cluster.callWebhook(apiKey, { items: companies(items, prefix) })),
	);
	const executions = await cluster.rest.executions();
	return executions.filter((each) => each.workflowId === workflowId).map(({ id }) => id);
}

describe('queue mode with a fixed share per process', () => {
	it('finishes three executions at once, doubles none and stays within the quota', async () => {
		const sharing = { quotaSharing: 'processes', processes: 4 };
		const ids = await runThree('share', await cluster.credential('share', sharing), 6);
		expect(ids).toHaveLength(3);
		for (const id of ids) {
			const execution = await cluster.rest.finished(id);
			expect(execution.status).toBe('success');
			expect(execution.itemsOf('Lexware Office')).toHaveLength(6);
		}
		expect(cluster.bookedCompanies('share').sort()).toEqual(namesOf(6).sort());
		const { passed, refused, spanMs } = cluster.lexware.log.summary('share');
		reportFigures('queue mode, fixed share of 4 processes, 2 workers', {
			items: passed,
			refused,
			seconds: spanMs / 1000,
			utilisation: ((passed - 2) * 500) / spanMs,
		});
		expect(refused).toBe(0);
	});
});

describe('the trigger in queue mode', () => {
	it('is called at any process, fetches the records on workers, and emits each event once', async () => {
		const life = await TriggerLife.begin(cluster, 'trigger', await cluster.credential('trigger'));
		expect(life.callbackUrl).toContain(`${cluster.webhook.url}/webhook/`);
		const events = life.addEvents(3, 'Ahorn');
		for (const event of events) expect(await life.send(...event)).toEqual([200]);
		for (const execution of await life.executions(events.length)) {
			const ranIt = (output: string) => output.includes(`execution ${execution.id} `);
			expect(cluster.workers.filter((worker) => ranIt(worker.output()))).toHaveLength(1);
		}
		// The same deliveries once more, at another process: what is remembered is in the database.
		for (const event of events) expect(await life.sendTo(cluster.main.url, ...event)).toBe(200);
		const emitted = (await life.outputs()).map(({ resourceId, resource }) => [
			resourceId,
			resource,
		]);
		const names = ['Ahorn 1', 'Ahorn 2', 'Ahorn 3'];
		expect(emitted).toMatchObject(
			events.map(([id], n) => [id, { id, company: { name: names[n] } }]),
		);
		await life.end();
	});

	it('loses no event that reaches two processes at the same instant', async () => {
		const life = await TriggerLife.begin(cluster, 'instant', await cluster.credential('instant'));
		const events = life.addEvents(4, 'Instant');
		for (const event of events)
			await Promise.all([life.send(...event), life.sendTo(cluster.main.url, ...event)]);
		const emitted = (await life.outputs(events.length)).map(({ resourceId }) => resourceId);
		expect([...new Set(emitted)].sort()).toEqual(events.map(([id]) => id).sort());
		// Nothing that two processes share can be asked between the two deliveries: both may start the workflow.
		reportFigures('trigger, each of 4 events at two processes at once', {
			emitted: emitted.length,
		});
		await life.end();
	});
});

/** n8n's words for an execution whose worker is gone; it notices after its lock and half a minute of looking again. */
const lostWorker = /^This execution failed to be processed too many times/;

describe('a worker that is killed', () => {
	it('leaves its execution listed as failed, the others finish, none is doubled', async () => {
		const sharing = { quotaSharing: 'processes', processes: 2 };
		const ids = await runThree('killed', await cluster.credential('killed', sharing), 10);
		const [victim] = cluster.workers;
		const startedBy = (id: string) => victim?.output().includes(`execution ${id} `);
		await waitUntil('all three are under way', () =>
			prefixes.every((prefix) =>
				cluster.bookedCompanies('killed').some((name) => name.startsWith(prefix)),
			),
		);
		const lost = ids.filter(startedBy);
		await victim?.kill();
		for (const id of ids) {
			const { status, message } = await cluster.rest.finished(id);
			expect(status).toBe(lost.includes(id) ? 'error' : 'success');
			if (lost.includes(id)) expect(message).toMatch(lostWorker);
		}
		expect(lost.length).toBeGreaterThan(0);
		expect(lost.length).toBeLessThan(3);
		const booked = cluster.bookedCompanies('killed');
		expect(new Set(booked).size).toBe(booked.length);
	});
});

describe('a worker without the package', () => {
	it('ends the execution with the name of the missing node', async () => {
		for (const worker of cluster.workers) if (!worker.hasEnded()) await worker.stop();
		await cluster.addWorker(bare);
		const [id = ''] = await runThree('bare', await cluster.credential('bare'), 1);
		const execution = await cluster.rest.finished(id);
		expect(execution.status).toBe('error');
		expect(execution.message).toBe(
			'Unrecognized node type: n8n-nodes-lexware-office.lexwareOffice',
		);
		expect(cluster.lexware.log.arrivals('bare')).toEqual([]);
	});
});
