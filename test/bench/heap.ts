/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// How much memory this process holds on to.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { rest } from './measure';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is left after collections with pauses between them, in which finalizers run. */
export async function heapBytes(): Promise<number> {
	for (let round = 0; round < 3; round++) {
		collectGarbage();
		await rest(20);
	}
	return process.memoryUsage().heapUsed;
}
