/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
// The seam of Redis can be taken out: what is left builds, lints, passes n8n's scanner and works in n8n's engine.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const checkout = path.join(__dirname, '../..');
const home = mkdtempSync(path.join(tmpdir(), 'lexware-office-without-redis-'));
const copy = path.join(home, 'checkout');

afterAll(() => {
	rmSync(home, { recursive: true });
});

/** Runs npm or npx in the copy and gives back what was printed. Under jest's NODE_ENV n8n's rules behave differently. */
async function run(command: string, ...args: string[]): Promise<string> {
	const env = { ...process.env, NODE_ENV: 'production', JEST_WORKER_ID: undefined };
	const options = { cwd: copy, env, maxBuffer: 2 ** 24 };
	const { stdout, stderr } = await promisify(execFile)(command, args, options);
	return stdout + stderr;
}

function builtCode(): string {
	const dist = path.join(copy, 'dist');
	const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
	const code = files.filter((file) => file.endsWith('.js') && !file.startsWith('vendor'));
	return code.map((file) => readFileSync(path.join(dist, file), 'utf8')).join('\n');
}

describe('the package without Redis', () => {
	it('builds, lints, passes the scanner and works in the engine', async () => {
		execFileSync(process.execPath, ['tools/withoutRedis.mjs', copy], { cwd: checkout });
		await run('npm', 'run', '--silent', 'build');
		await run('npm', 'run', '--silent', 'pack');
		expect(builtCode()).not.toMatch(/ioredis|redisHost|evalsha/i);
		const [scanned, , tested] = await Promise.all([
			run('npm', 'run', '--silent', 'scan'),
			run('npx', 'eslint', '--max-warnings=0', 'credentials', 'nodes', 'package.json'),
			run('npx', 'jest', 'test/nodes/quotaStatus', 'test/nodes/run.test', '--maxWorkers=1'),
		]);
		expect(scanned).toContain('source: passed, 0 errors');
		expect(scanned).toContain('tarball: passed, 0 errors');
		expect(tested).toMatch(/Tests: +\d+ passed, \d+ total/);
		await expect(
			run(
				'npx',
				'tsx',
				'-e',
				`require('./nodes/LexwareOffice/transport/account').readAccount({ apiKey: 'a', quotaSharing: 'redis' })`,
			),
		).rejects.toThrow("'Quota Sharing' is 'redis', which this version does not know");
	}, 400_000);
});
