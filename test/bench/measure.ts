/* eslint-disable @n8n/community-nodes/no-restricted-imports */
// Figures out of times and counts, and what to send for them.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

import type { ApiRequest } from '../../nodes/LexwareOffice/transport/request';

export const read: ApiRequest = { method: 'GET', path: '/v1/profile' };

export function create(name: string): ApiRequest {
	const body = { version: 0, roles: { customer: {} }, company: { name } };
	return { method: 'POST', path: '/v1/contacts', body };
}

/**
 * Accepted rate between request 2N and request n - N, so that neither the first burst nor the last tail flatters or
 * punishes anybody; in percent of `mostPerMs` requests per millisecond.
 */
export function utilisation(passedAt: number[], requests: number, mostPerMs: number): number {
	const from = 2 * requests;
	const to = passedAt.length - 1 - requests;
	const spanMs = (passedAt[to] ?? NaN) - (passedAt[from] ?? NaN);
	return (100 * (to - from)) / spanMs / mostPerMs;
}

/** Nearest rank; `share` from 0 to 1. */
export function percentile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export interface Spread {
	p50: number;
	p95: number;
	p99: number;
}

export function spreadOf(values: number[]): Spread {
	return {
		p50: percentile(values, 0.5),
		p95: percentile(values, 0.95),
		p99: percentile(values, 0.99),
	};
}

/** Jain's index: 1 when all get the same. */
export function fairness(shares: number[]): number {
	const sum = shares.reduce((a, b) => a + b, 0);
	const squares = shares.reduce((a, b) => a + b * b, 0);
	return (sum * sum) / (shares.length * squares);
}

export interface Lag {
	p99Ms: number;
	maxMs: number;
}

/** Looking more often would itself keep the process busy. */
const resolutionMs = 10;

/** How late the event loop of this process was: what tells a noisy run. */
export function watchLag(): () => Lag {
	const delay = monitorEventLoopDelay({ resolution: resolutionMs });
	delay.enable();
	return () => {
		delay.disable();
		// The histogram holds the whole time between two looks, not only what is beyond the resolution.
		const lateMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
		return { p99Ms: lateMs(delay.percentile(99)), maxMs: lateMs(delay.max) };
	};
}

export async function rest(ms: number): Promise<void> {
	await wait(ms);
}
