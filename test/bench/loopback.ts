/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// A loopback API in a process of its own, so that its work does not delay the client that is measured, and the remote
// control of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import axios from 'axios';

import { compile } from './compile';
import type { QuotaSpec } from '../support/lexware/throttle';

export interface Network {
	/** Counts for every key. */
	quota: QuotaSpec;
	/** Name of a latency profile. */
	latency: string;
}

/** What the server's log says about a key. */
export interface Summary {
	passed: number;
	refused: number;
	/** Writes that are in the books. */
	executedWrites: number;
	/** Between the first and the last that passed the quota. */
	spanMs: number;
	/** Arrival times of what passed the quota, in milliseconds of the server's clock. */
	passedAt: number[];
}

export interface Control {
	/** Sets quota and latency afresh and forgets the log. */
	prepare: (network: Network) => Promise<void>;
	summary: (key: string) => Promise<Summary>;
	arrivals: (
		key: string,
	) => Promise<Array<{ at: number; status: number; query?: Partial<Record<string, string>> }>>;
	/** From now on the key has no quota. */
	lift: (key: string) => Promise<void>;
	/** Refuses everything from the key for that long. */
	block: (key: string, durationMs: number) => Promise<void>;
}

export interface BenchServer {
	url: string;
	control: Control;
	stop: () => void;
}

const serverFile = compile('test/support/lexware/main.ts');

export async function startServer(): Promise<BenchServer> {
	const child = spawn(process.execPath, [serverFile], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [line]: unknown[] = await once(createInterface(child.stdout), 'line');
	const { url }: { url: string } = JSON.parse(String(line));
	return { url, control: controlOf(url), stop: () => void child.kill('SIGTERM') };
}

export function controlOf(url: string): Control {
	const http = axios.create({ baseURL: `${url}/__control`, proxy: false });
	return {
		prepare: async ({ quota, latency }) => {
			await http.put('/quota', quota);
			await http.put('/latency', { latency });
			await http.delete('/log');
		},
		summary: async (key) => (await http.get<Summary>('/summary', { params: { key } })).data,
		arrivals: async (key) => (await http.get('/log', { params: { key } })).data,
		lift: async (key) => {
			await http.put('/quota', { key, policy: 'none', requests: 1, windowMs: 1 });
		},
		block: async (key, durationMs) => {
			await http.post('/block', { key, durationMs });
		},
	};
}
