import { findFreePort } from './support/freePort';
import { Scene } from './support/scene';
import { liveThrough } from './support/triggerLife';

let scene: Scene;

beforeAll(async () => {
	const port = await findFreePort();
	scene = await Scene.open({ N8N_PORT: `${port}`, WEBHOOK_URL: `http://127.0.0.1:${port}/` });
});

afterAll(async () => {
	await scene?.close();
});

describe('the trigger in a real n8n', () => {
	it('subscribes, starts on genuine deliveries only, and cleans up', async () => {
		const life = await liveThrough('trigger', await scene.credential('trigger'), scene);
		expect(life).toEqual({
			callbackUrl: expect.stringContaining(`${scene.n8n.url}/webhook/`) as string,
			genuineStatus: 200,
			forgedStatus: 401,
			outputs: [
				expect.objectContaining({
					eventType: 'contact.created',
					resourceId: 'contact-1',
				}) as object,
			],
			subscriptionsLeft: 0,
		});
	});
});
