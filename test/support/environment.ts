/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// What n8n-core reads from the environment the moment it is loaded. Import this first.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'lexware-office-engine-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test';
process.env.N8N_EXPRESSION_ENGINE ??= 'legacy';
process.env.N8N_LOG_LEVEL ??= 'silent';
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'default';
