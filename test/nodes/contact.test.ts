import { runWorkflow } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, oneNode } from '../support/workflows';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const fast = { requestsPerWindow: 100, windowMs: 100 };

describe('contact', () => {
	it('creates one contact per item, in order and paired', async () => {
		const items = ['Anna AG', 'Berta AG', 'Cäsar AG'].map((company) => ({ company }));
		const { of } = await runWorkflow(
			oneNode(items, {
				resource: 'contact',
				operation: 'create',
				inputMode: 'fields',
				companyName: '={{ $json.company }}',
			}),
			{ packages: [thisPackage()], credentials: credentialFor(lexware.url, 'create', fast) },
		);
		const outcome = of('Lexware Office');
		expect(outcome.error).toBeUndefined();
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const contacts = [...lexware.account('create').contacts.values()];
		expect(contacts.map(({ company }) => company)).toMatchObject(
			items.map(({ company }) => ({ name: company })),
		);
	});
});
