/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

it('holds 10,000 queued requests cheaply, lets go of them at once, and delays no idle one', () => {
	const output = execFileSync(process.execPath, ['--import', 'tsx', 'test/transport/load.ts'], {
		cwd: path.join(__dirname, '../..'),
		encoding: 'utf8',
	});
	const { queue, idle } = JSON.parse(output);
	process.stdout.write(`load: ${output}`);
	// Those whose turn came before the abort.
	expect(queue.sent).toBeLessThanOrEqual(6);
	expect(queue.bytes).toBeLessThanOrEqual(1600);
	expect(idle.left).toBe(50);
}, 180_000);
