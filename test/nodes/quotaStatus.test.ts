import { runWorkflow } from '../support/runWorkflow';
import { thisPackage } from '../support/thisPackage';
import { credentialFor, lexwareNode, oneNode } from '../support/workflows';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware();
});

afterAll(async () => {
	await lexware.close();
});

describe('quota: Get Status', () => {
	it('tells where the quota stands and spends no request', async () => {
		const { of } = await runWorkflow(oneNode([{}], { resource: 'quota', operation: 'getStatus' }), {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, 'idle'),
		});
		expect(of('Lexware Office').items[0]?.json).toMatchObject({
			limit: 2,
			windowMs: 1000,
			sharing: 'process',
			remaining: 2,
			resetMs: 0,
			queued: 0,
			refusals: 0,
			heldMs: 0,
		});
		expect(lexware.log.arrivals('idle')).toHaveLength(0);
	});

	it('counts what the same key has just spent', async () => {
		const workflow = oneNode([{}], { resource: 'profile', operation: 'get' });
		workflow.nodes.push(lexwareNode('Status', { resource: 'quota', operation: 'getStatus' }));
		workflow.connections['Lexware Office'] = {
			main: [[{ node: 'Status', type: 'main', index: 0 }]],
		};
		const { of } = await runWorkflow(workflow, {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, 'busy'),
		});
		expect(of('Status').items[0]?.json).toMatchObject({ limit: 2, remaining: 1 });
	});

	it('shows the share of one process', async () => {
		const { of } = await runWorkflow(oneNode([{}], { resource: 'quota', operation: 'getStatus' }), {
			packages: [thisPackage()],
			credentials: credentialFor(lexware.url, 'shared', {
				requestsPerWindow: 2,
				quotaSharing: 'processes',
				processes: 4,
			}),
		});
		expect(of('Lexware Office').items[0]?.json).toMatchObject({
			limit: 1,
			windowMs: 2000,
			sharing: 'processes',
		});
	});
});
