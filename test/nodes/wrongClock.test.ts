// A machine whose clock is an hour fast. In a file of its own, which the clock stays wrong for: Bottleneck would let a
// ticket wait for an hour when it was set right in between. What is built goes by a clock that never jumps.
import { invoice } from '../support/creations';
import { startLexware, type LexwareServer } from '../support/lexware/server';
import { runNode } from '../support/runNode';

let lexware: LexwareServer;

beforeAll(async () => {
	const { now } = Date;
	// The server itself does not ask for Date.now. Not a spy of Jest's, which it takes back at the end of the file.
	Date.now = () => now() + 3_600_000;
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

it('finds a creation whose answer was lost by the server’s clock', async () => {
	const key = 'clock';
	lexware.faults.add({ key, method: 'POST', fault: { kind: 'reset', after: true } });
	const { resource, parameters } = invoice;
	const run = { url: lexware.url, key, resource, operation: 'create', parameters };
	const { items, error } = await runNode(run);
	expect(error).toBeUndefined();
	expect([...lexware.account(key).documents.keys()]).toEqual([items[0]?.json.id]);
});
