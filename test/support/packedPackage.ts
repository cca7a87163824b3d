/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// The packed tarball as n8n installs it: unpacked outside the checkout, its dev, peer and optional dependencies
// removed, and nothing but n8n-workflow within reach.
import { execFileSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import type { Package } from './nodeTypes';

const checkout = path.join(__dirname, '../..');

export interface PackedPackage {
	folder: string;
	load: () => Package;
	remove: () => void;
}

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
	[member: string]: unknown;
}

export function tarballPath(): string {
	const artifacts = path.join(checkout, 'artifacts');
	const name = readdirSync(artifacts).find((file) => file.endsWith('.tgz'));
	if (!name) throw new Error('No tarball in artifacts/; run `npm run build && npm run pack` first');
	return path.join(artifacts, name);
}

export function unpackPackage(): PackedPackage {
	const home = mkdtempSync(path.join(tmpdir(), 'lexware-office-packed-'));
	const folder = path.join(home, 'node_modules', 'n8n-nodes-lexware-office');
	const manifest = unpackPackageTo(folder);
	symlinkSync(
		path.join(checkout, 'node_modules', 'n8n-workflow'),
		path.join(home, 'node_modules', 'n8n-workflow'),
		'junction',
	);
	return {
		folder,
		load: () => loadPackage(folder, manifest),
		remove: () => rmSync(home, { recursive: true }),
	};
}

/** As n8n's own installer does; the package has no dependencies that it would have to install. */
export function unpackPackageTo(folder: string): Manifest {
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['xzf', tarballPath(), '-C', folder, '--strip-components=1']);
	return stripDependencies(path.join(folder, 'package.json'));
}

function stripDependencies(file: string): Manifest {
	const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete manifest[kind];
	writeFileSync(file, JSON.stringify(manifest, null, 2));
	return manifest;
}

/** As n8n does: the class has the name of its file. */
function loadPackage(folder: string, { name, n8n }: Manifest): Package {
	const load = createRequire(path.join(folder, 'package.json'));
	const create = (file: string) => {
		const exported: Record<string, new () => unknown> = load(path.join(folder, file));
		const [className = ''] = path.basename(file).split('.');
		const Class = exported[className];
		if (!Class) throw new Error(`${file} exports no ${className}`);
		return new Class();
	};
	return {
		name,
		nodes: n8n.nodes.map((file) => create(file) as INodeType),
		credentials: n8n.credentials.map((file) => create(file) as ICredentialType),
	};
}
