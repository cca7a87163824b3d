import axios from 'axios';

import { forgeries, forgeryKey, genuineLetter, type Letter } from '../support/forgeries';
import { readExample } from './support/examples';
import { findFreePort } from './support/freePort';
import { reportFigures } from './support/reportFigures';
import { Scene } from './support/scene';
import { TriggerLife } from './support/triggerLife';
import { waitUntil } from './support/waitUntil';

let scene: Scene;

beforeAll(async () => {
	const port = await findFreePort();
	scene = await Scene.open(
		{ N8N_PORT: `${port}`, WEBHOOK_URL: `http://127.0.0.1:${port}/` },
		// Lexware's two days of redelivery last five minutes.
		{ redeliveryTimeScale: 0.002 },
	);
});

afterAll(async () => {
	await scene?.close();
});

async function post(url: string, { body, headers }: Letter): Promise<number> {
	const { status } = await axios.post<unknown>(url, Buffer.from(body), {
		headers: { 'content-type': 'application/json', ...headers },
		validateStatus: () => true,
	});
	return status;
}

describe('the trigger in a real n8n', () => {
	it('subscribes, starts an execution with the record, and leaves no subscription behind', async () => {
		const life = await TriggerLife.begin(scene, 'life', await scene.credential('life'));
		expect(life.subscriptions).toMatchObject([{ eventType: 'contact.created' }]);
		expect(life.callbackUrl).toContain(`${scene.n8n.url}/webhook/`);
		const id = life.addContact('Ahorn GmbH');
		expect(await life.send(id)).toEqual([200]);
		expect(await life.outputs(1)).toMatchObject([
			{
				eventType: 'contact.created',
				resourceId: id,
				isLate: false,
				resource: { id, company: { name: 'Ahorn GmbH' } },
			},
		]);
		await life.end();
		expect(await life.send(id)).toEqual([]);
	});

	it('refuses every forged delivery and takes the genuine one', async () => {
		const key = 'forged';
		const options = { publicKey: forgeryKey, fetchResource: false };
		const life = await TriggerLife.begin(scene, key, await scene.credential(key), options);
		const { organizationId } = scene.lexware.account(key).profile;
		const eventDate = '2026-11-24T10:15:30.512+01:00';
		const event = { organizationId, eventType: 'contact.created', resourceId: 'c', eventDate };
		for (const letter of forgeries(event)) {
			const status = await post(life.callbackUrl, letter);
			expect([letter.title, status]).toEqual([letter.title, letter.status]);
		}
		expect(await post(life.callbackUrl, genuineLetter(event))).toBe(200);
		expect(await life.outputs(1)).toEqual([{ ...event, isLate: false }]);
		await life.end();
	});
});

describe('the daily check of the examples', () => {
	it('is silent while all is subscribed, and fails when the key was revoked', async () => {
		const life = await TriggerLife.begin(scene, 'daily', await scene.credential('daily'));
		const check = async (apiKey: string) => {
			const own = { eventTypes: ['contact.created'], callbackUrl: life.callbackUrl };
			const example = readExample('daily-subscription-check', await scene.credential(apiKey), own);
			const workflowId = await scene.rest.createWorkflow(example);
			return await scene.rest.finished(await scene.rest.run(workflowId, 'Every Morning'));
		};
		const calm = await check('daily');
		expect([calm.status, calm.message]).toEqual(['success', undefined]);
		expect(calm.itemsOf('Check Subscriptions')).toMatchObject([{ json: { isComplete: true } }]);
		// Lexware deletes the subscriptions of a revoked key; the key that follows has none.
		const alarmed = await check('daily-new-key');
		expect(alarmed.status).toBe('error');
		expect(alarmed.message).toBe('Not subscribed to 1 of 1 expected events: contact.created');
		await life.end();
	});
});

describe('the trigger while n8n is restarted', () => {
	it.each(['stop', 'kill'] as const)('loses no event and doubles none: %s', async (end) => {
		const life = await TriggerLife.begin(scene, end, await scene.credential(end));
		const made = life.subscriptions;
		const before = life.addEvents(2, 'Before');
		for (const event of before) expect(await life.send(...event)).toEqual([200]);
		await life.executions(before.length);
		await scene.n8n[end]();
		const meanwhile = life.addEvents(3, 'While n8n is down');
		// What Lexware cannot bring, it brings again by its schedule; also what n8n has had already.
		const all = [...before, ...meanwhile];
		for (const event of all) expect(await life.send(...event)).toEqual([0]);
		await scene.restart();
		await scene.lexware.eventsSettled();
		for (const event of all) expect(await life.send(...event)).toEqual([200]);
		const emitted = (await life.outputs(all.length)).map(({ resourceId }) => resourceId);
		expect(emitted.sort()).toEqual(all.map(([id]) => id).sort());
		expect(life.subscriptions).toEqual(made);
		await life.end();
	});

	it('loses none in sight when n8n is killed while they come', async () => {
		const life = await TriggerLife.begin(scene, 'amid', await scene.credential('amid'));
		const events = life.addEvents(8, 'Amid');
		const sent = Promise.all(events.map(async (event) => await life.send(...event)));
		await waitUntil('some have come', async () => (await life.started()).length >= 3);
		await scene.n8n.kill();
		const statuses = (await sent).flat();
		await scene.restart();
		await scene.lexware.eventsSettled();
		const executions = await life.executions(events.length);
		const emitted = (await life.outputs()).map(({ resourceId }) => resourceId);
		// An event that n8n had begun and not acknowledged comes again, and nobody knows of the first time.
		const cutOff = events.filter((_, index) => statuses[index] !== 200).map(([id]) => id);
		const doubled = emitted.filter((id, index) => emitted.indexOf(id) !== index);
		expect(cutOff).toEqual(expect.arrayContaining(doubled));
		// What n8n had acknowledged and not finished does not come again; n8n lists it as crashed.
		const crashed = executions.filter(({ status }) => status === 'crashed');
		expect(crashed.length).toBeGreaterThanOrEqual(events.length - new Set(emitted).size);
		reportFigures('trigger, n8n killed while 8 events come', {
			emitted: emitted.length,
			doubled: doubled.length,
			crashed: crashed.length,
		});
		await life.end();
	});
});
