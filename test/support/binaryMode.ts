/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// Where the engine keeps the bytes of items: in the items themselves, or in files beside them, as n8n does by default.
import './environment';

import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

export type BinaryMode = 'memory' | 'filesystem';

interface Container {
	get: <T>(type: abstract new (...parameters: never[]) => T) => T;
}

/** The container of the engine: there are several installed, and the others know nothing of its services. */
async function engineContainer(): Promise<Container> {
	const itsOwn = require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] });
	const { Container: container } = (await import(itsOwn)) as { Container: Container };
	return container;
}

/** For the whole process, from now on. */
export async function useBinaryMode(mode: BinaryMode): Promise<void> {
	const container = await engineContainer();
	container.get(BinaryDataConfig).mode = mode === 'memory' ? 'default' : 'filesystem';
	await container.get(BinaryDataService).init();
}

/** A file as an earlier node leaves it. */
export async function storeBinary(
	content: Buffer,
	fileName: string,
	mimeType: string,
): Promise<IBinaryData> {
	const location = { type: 'execution', workflowId: 'earlier', executionId: '1' } as const;
	const description = { data: '', fileName, mimeType };
	const container = await engineContainer();
	return await container.get(BinaryDataService).store(location, content, description);
}

export async function readBinary(data: IBinaryData): Promise<Buffer> {
	return await (await engineContainer()).get(BinaryDataService).getAsBuffer(data);
}
