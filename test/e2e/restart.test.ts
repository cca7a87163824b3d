import { Scene } from './support/scene';
import { waitUntil } from './support/waitUntil';
import { companies, createContact, ourNode, webhookWorkflow } from './support/workflows';

let scene: Scene;

beforeAll(async () => {
	// One production execution at a time: n8n itself queues the others.
	scene = await Scene.open({
		N8N_CONCURRENCY_PRODUCTION_LIMIT: '1',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '1',
	});
});

afterAll(async () => {
	await scene?.close();
});

async function statusesOf(workflowId: string): Promise<string[]> {
	const all = await scene.rest.executions();
	return all
		.filter((execution) => execution.workflowId === workflowId)
		.sort((one, other) => Number(one.id) - Number(other.id))
		.map(({ status }) => status);
}

async function queueThreeRuns(name: string): Promise<string> {
	const node = ourNode(await scene.credential(name), createContact);
	const workflowId = await scene.rest.createWorkflow(webhookWorkflow(name, name, node));
	await scene.rest.activate(workflowId);
	for (const [index, prefix] of ['First', 'Second', 'Third'].entries()) {
		// Nobody waits for the answer: n8n gives it when the run has left the queue.
		void scene.callWebhook(name, { items: companies(10, prefix) }).catch(() => {});
		await waitUntil('n8n knows the run', async () => {
			return (await statusesOf(workflowId)).length > index;
		});
	}
	return workflowId;
}

describe('n8n with work queued', () => {
	it.each([
		['is restarted', 'stop'],
		['crashes', 'kill'],
	] as const)(
		'%s: the queued runs follow, the cut one is listed, none is doubled',
		async (_, end) => {
			const workflowId = await queueThreeRuns(end);
			const booked = (prefix: string) =>
				scene.bookedCompanies(end).filter((name) => String(name).startsWith(prefix));
			await waitUntil('the first run is under way', () => booked('First').length >= 3);
			expect(await statusesOf(workflowId)).toEqual(['running', 'new', 'new']);
			await scene.n8n[end]();
			await scene.restart();
			const statuses = await waitUntil('all runs have ended', async () => {
				const found = await statusesOf(workflowId);
				return found.every((status) => !['new', 'running'].includes(status)) && found;
			});
			expect(statuses).toEqual(['crashed', 'success', 'success']);
			const names = (prefix: string) => companies(10, prefix).map(({ company }) => company);
			expect(booked('First')).toEqual(names('First').slice(0, booked('First').length));
			expect(booked('Second')).toEqual(names('Second'));
			expect(booked('Third')).toEqual(names('Third'));
			expect(scene.lexware.log.refused(end)).toEqual([]);
		},
	);
});
