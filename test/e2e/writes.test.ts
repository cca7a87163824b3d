/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';

import { Scene } from './support/scene';
import { waitUntil } from './support/waitUntil';
import { companies, createContact, manualWorkflow, ourNode } from './support/workflows';

let scene: Scene;

beforeAll(async () => {
	scene = await Scene.open();
});

afterAll(async () => {
	await scene?.close();
});

const namesOf = (items: Array<{ company: string }>) => items.map(({ company }) => company);

describe('Retry On Fail in a real n8n', () => {
	it('continues behind the items that are done and doubles none', async () => {
		const items = companies(6);
		scene.lexware.faults.add({ key: 'retry', method: 'POST', nth: 4, fault: 'forbidden' });
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
		const node = ourNode(await scene.credential('retry'), createContact, retrying);
		const workflowId = await scene.rest.createWorkflow(manualWorkflow('Retry', items, node));
		const execution = await scene.rest.finished(await scene.rest.run(workflowId, 'Start'));
		expect(execution.status).toBe('success');
		expect(execution.itemsOf('Lexware Office')).toHaveLength(6);
		expect(scene.bookedCompanies('retry')).toEqual(namesOf(items));
		expect(scene.lexware.log.arrivals('retry')).toHaveLength(7);
	});

	it('doubles nothing either when a failed execution is retried by hand', async () => {
		const items = companies(5);
		scene.lexware.faults.add({ key: 'by-hand', method: 'POST', nth: 4, fault: 'forbidden' });
		const node = ourNode(await scene.credential('by-hand'), createContact);
		const workflowId = await scene.rest.createWorkflow(manualWorkflow('By hand', items, node));
		const failed = await scene.rest.finished(await scene.rest.run(workflowId, 'Start'));
		expect(failed.status).toBe('error');
		const again = await scene.rest.finished(await scene.rest.retry(failed.id));
		expect(again.status).toBe('success');
		expect(again.itemsOf('Lexware Office')).toHaveLength(5);
		expect(scene.bookedCompanies('by-hand')).toEqual(namesOf(items));
	});
});

describe('an idempotency key in a real n8n', () => {
	it('creates each record once over two executions, and the second knows the first one’s', async () => {
		const items = companies(3);
		const options = { idempotencyKey: '={{ $json.company }}' };
		const node = ourNode(await scene.credential('key'), { ...createContact, options });
		const workflowId = await scene.rest.createWorkflow(manualWorkflow('Key', items, node));
		const idsOf = async () => {
			const execution = await scene.rest.finished(await scene.rest.run(workflowId, 'Start'));
			expect(execution.message).toBeUndefined();
			return execution.itemsOf('Lexware Office').map(({ json }) => json.id);
		};
		const first = await idsOf();
		expect(first).toEqual([...scene.lexware.account('key').contacts.keys()]);
		expect(await idsOf()).toEqual(first);
		expect(scene.bookedCompanies('key')).toEqual(namesOf(items));
	});
});

describe('Stop in a real n8n', () => {
	it('ends a run that waits for the quota and sends nothing more', async () => {
		const node = ourNode(await scene.credential('stopped'), createContact);
		const draft = manualWorkflow('Stopped', companies(60), node);
		const executionId = await scene.rest.run(await scene.rest.createWorkflow(draft), 'Start');
		const arrived = () => scene.lexware.log.arrivals('stopped').length;
		await waitUntil('some contacts are made', () => arrived() >= 4);
		await scene.rest.stop(executionId);
		const { status } = await scene.rest.finished(executionId);
		const sent = arrived();
		await sleep(2000);
		expect(status).toBe('canceled');
		expect(arrived()).toBe(sent);
		expect(scene.bookedCompanies('stopped').length).toBeLessThanOrEqual(6);
	});
});
