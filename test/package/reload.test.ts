/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
// n8n loads a package anew when it is updated: what runs keeps the old modules, with a limiter of their own.
import { startLexware } from '../support/lexware/server';
import { unpackPackage } from '../support/packedPackage';
import { runWorkflow } from '../support/runWorkflow';
import { credentialFor, oneNode } from '../support/workflows';

it('an update in the middle of a run loses and doubles nothing, and the old limiter drains', async () => {
	const lexware = await startLexware({
		quota: { policy: 'bucket', requests: 2, windowMs: 1000, burst: 2 },
		latency: { oneWay: [15, 75] },
	});
	const copies = [unpackPackage(), unpackPackage()];
	const [before, after] = copies.map((copy) => copy.load());
	if (!before || !after) throw new Error('two copies are expected');
	const create = async (loaded: typeof before, count: number) => {
		const items = Array.from({ length: count }, (_, index) => ({ company: `Company ${index}` }));
		const workflow = oneNode(items, {
			resource: 'contact',
			operation: 'create',
			inputMode: 'fields',
			companyName: '={{ $json.company }}',
		});
		const credentials = credentialFor(lexware.url, 'reloaded');
		return (await runWorkflow(workflow, { packages: [loaded], credentials })).of('Lexware Office');
	};
	const old = create(before, 8);
	while (lexware.log.passed('reloaded').length < 5)
		await new Promise((resolve) => setTimeout(resolve, 5));
	const outcomes = [await create(after, 8), await old];
	await lexware.close();
	for (const copy of copies) copy.remove();
	const ids = outcomes.flatMap(({ items }) => items.map(({ json }) => json.id));
	console.log(`refused: ${lexware.log.refused('reloaded').length} of ${ids.length}`);
	expect(new Set(ids).size).toBe(16);
	expect(lexware.account('reloaded').contacts.size).toBe(16);
}, 60_000);
