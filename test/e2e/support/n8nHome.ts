/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// The folder in which an n8n keeps its database and its community packages, and the environment that points to it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { unpackPackageTo } from '../../support/packedPackage';

export interface N8nHome {
	folder: string;
	env: Record<string, string>;
	remove: () => void;
}

const packageName = 'n8n-nodes-lexware-office';

/** `withPackage: false`: an n8n on which nobody has installed the node. */
export function createHome({ withPackage = true } = {}): N8nHome {
	const folder = mkdtempSync(path.join(tmpdir(), 'lexware-office-n8n-'));
	if (withPackage) unpackPackageTo(path.join(folder, '.n8n', 'nodes', 'node_modules', packageName));
	return {
		folder,
		env: environmentOf(folder),
		remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
	};
}

function environmentOf(folder: string): Record<string, string> {
	return {
		PATH: process.env.PATH ?? '',
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'e2e',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		GENERIC_TIMEZONE: 'Europe/Berlin',
		DB_TYPE: 'sqlite',
		// Whoever runs the Code node needs runners; these workflows do not, and a runner costs a process each.
		N8N_RUNNERS_MODE: 'external',
		N8N_RUNNERS_AUTH_TOKEN: 'e2e',
		// Nothing that calls home.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	};
}
