/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// Where tools/installN8n.mjs has put the programs that the e2e tests start.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Toolchain {
	/** Node.js 24, which n8n asks for. */
	node: string;
	n8n: string;
	redis: string;
	browser: string;
}

const file = path.join(__dirname, '../../../artifacts/toolchain.json');

export const toolchain: Toolchain = JSON.parse(readFileSync(file, 'utf8'));
