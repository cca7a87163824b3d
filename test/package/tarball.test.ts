/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startLexware } from '../support/lexware/server';
import { tarballPath, unpackPackage, type PackedPackage } from '../support/packedPackage';
import { runWorkflow } from '../support/runWorkflow';
import { credentialFor, oneNode } from '../support/workflows';

let packed: PackedPackage;

beforeAll(() => {
	packed = unpackPackage();
});

afterAll(() => {
	packed.remove();
});

function filesOf(folder: string, extension: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith(extension))
		.map((file) => path.join(folder, file));
}

describe('the packed tarball', () => {
	it('weighs no more than 400 kB', () => {
		expect(statSync(tarballPath()).size).toBeLessThanOrEqual(400 * 1024);
	});

	it('requires nothing but n8n-workflow, node:crypto, its own files and, when asked for, the ioredis of n8n', () => {
		const required = filesOf(path.join(packed.folder, 'dist'), '.js').flatMap((file) => {
			const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
			const calls = [...code.matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)];
			return calls.map(([, name = '']) => name).filter((name) => !name.startsWith('.'));
		});
		expect([...new Set(required)].sort()).toEqual(['ioredis', 'n8n-workflow', 'node:crypto']);
	});

	it('loads in plain Node.js where only n8n-workflow can be resolved', () => {
		const script = `
			const { n8n } = require('./package.json');
			for (const file of [...n8n.nodes, ...n8n.credentials]) require('./' + file);
			try { require('bottleneck'); console.log('bottleneck found'); } catch { console.log('loaded'); }
		`;
		const output = execFileSync(process.execPath, ['-e', script], {
			cwd: packed.folder,
			encoding: 'utf8',
			env: { ...process.env, NODE_PATH: '' },
		});
		expect(output.trim()).toBe('loaded');
	});

	it('carries what n8n shows: icons, codex file, licence of what is bundled', () => {
		const names = filesOf(packed.folder, '').map((file) => path.relative(packed.folder, file));
		expect(names).toEqual(
			expect.arrayContaining([
				'dist/icons/lexwareOffice.svg',
				'dist/icons/lexwareOffice.dark.svg',
				'dist/nodes/LexwareOffice/LexwareOffice.node.json',
				'dist/vendor/bottleneck.LICENSE.txt',
				'LICENSE.md',
				'README.md',
			]),
		);
		expect(names.filter((name) => /\.ts$|\.map$|tsbuildinfo|^test|^tools/.test(name))).toEqual([]);
		expect(readdirSync(path.join(packed.folder, 'dist')).sort()).toEqual([
			'credentials',
			'icons',
			'nodes',
			'vendor',
		]);
	});

	it('declares no dependency that n8n would not install', () => {
		const manifest = JSON.parse(readFileSync(path.join(packed.folder, 'package.json'), 'utf8'));
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.n8n.strict).toBe(true);
	});

	it('works in the real engine', async () => {
		const lexware = await startLexware();
		const { of } = await runWorkflow(oneNode([{}], { resource: 'profile', operation: 'get' }), {
			packages: [packed.load()],
			credentials: credentialFor(lexware.url, 'packed'),
		});
		await lexware.close();
		expect(of('Lexware Office').items).toHaveLength(1);
		expect(of('Lexware Office').items[0]?.json).toHaveProperty('companyName');
	});
});

describe('the bundled limiter', () => {
	it('comes out of gulp the same, byte for byte', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'lexware-office-vendor-'));
		const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
		const script = `
			const { bundleBottleneck } = require('./gulpfile.js');
			bundleBottleneck(${JSON.stringify(folder)}).catch((error) => { console.error(error); process.exit(1); });
		`;
		execFileSync(process.execPath, ['-e', script], { cwd: path.join(__dirname, '../..') });
		const again = hashOf(path.join(folder, 'bottleneck.js'));
		rmSync(folder, { recursive: true });
		expect(again).toBe(hashOf(path.join(packed.folder, 'dist/vendor/bottleneck.js')));
	});
});

describe('the scanner of n8n', () => {
	it('finds nothing in the sources and nothing in the tarball', () => {
		const output = execFileSync(process.execPath, ['tools/scan.mjs'], {
			cwd: path.join(__dirname, '../..'),
			encoding: 'utf8',
			// Under jest's NODE_ENV n8n's lint rules expect the file names of their own tests.
			env: { ...process.env, NODE_ENV: 'production' },
		});
		expect(output.trim().split('\n')).toEqual([
			'source: passed, 0 errors',
			'tarball: passed, 0 errors',
		]);
	}, 120_000);

	it('would find a timer in the tarball', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'lexware-office-timer-'));
		writeFileSync(path.join(folder, 'package.json'), '{"name":"n8n-nodes-x","version":"1.0.0"}');
		writeFileSync(path.join(folder, 'index.js'), 'setTimeout(() => {}, 1);\n');
		const script = `
			import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';
			const { passed } = await analyzePackage(${JSON.stringify(folder)}, ['**/*.js']);
			console.log(passed);
		`;
		const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
			cwd: path.join(__dirname, '../..'),
			encoding: 'utf8',
		});
		rmSync(folder, { recursive: true });
		expect(output.trim()).toBe('false');
	}, 60_000);
});
