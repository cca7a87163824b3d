import axios from 'axios';

import { forgeries, forgeryKey, genuineLetter, type Letter } from '../support/forgeries';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { fast } from '../support/runNode';
import { TriggerHost } from '../support/triggerHost';
import { credentialFor } from '../support/workflows';

const key = 'forgeries';
const event = {
	organizationId: '',
	eventType: 'contact.changed',
	resourceId: '6a1d1b9a-7f0c-4a7e-8f0e-2b1f8a5d9c11',
	eventDate: '2026-11-24T10:15:30.512+01:00',
};

let lexware: LexwareServer;
let host: TriggerHost;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
	event.organizationId = lexware.account(key).profile.organizationId;
	host = await TriggerHost.open({
		parameters: { events: ['contact.changed'], options: { publicKey: forgeryKey } },
		credentials: credentialFor(lexware.url, key, fast),
	});
	await host.activate();
});

afterAll(async () => {
	await host.close();
	await lexware.close();
});

async function post({ body, headers }: Letter): Promise<{ status: number; text: string }> {
	const { status, data } = await axios.post<string>(host.callbackUrl, Buffer.from(body), {
		headers: { 'content-type': 'application/json', ...headers },
		responseType: 'text',
		validateStatus: () => true,
	});
	return { status, text: data };
}

const titles = forgeries(event).map(({ title }) => title);

describe('a delivery', () => {
	it.each(titles)('is refused without a word: %s', async (title) => {
		const letter = forgeries(event).find((each) => each.title === title);
		expect(letter && (await post(letter))).toEqual({ status: letter?.status, text: '' });
	});

	it('is taken once when it is genuine, and nothing came of the others', async () => {
		expect(await host.executions()).toEqual([]);
		const genuine = genuineLetter(event);
		expect((await post(genuine)).status).toBe(200);
		expect((await post(genuine)).status).toBe(200);
		expect(await host.items()).toEqual([{ ...event, isLate: false }]);
	});
});
