// A credential's data → the account a request goes to, checked before it is used. Pure.
// The key of the limiter and the Authorization header both come from the same account.
import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { services, type QuotaService } from './sharing';
import { turnsAmong } from './turns';

/** `process`, `processes`, or the name of a service. */
export type Sharing = string;

export interface Account {
	/** Scheme and host, without a trailing slash. */
	baseUrl: string;
	apiKey: string;
	/** The share of the quota that this process may use. */
	requests: number;
	windowMs: number;
	/** With whom the quota is shared. */
	sharing: Sharing;
	/** What the processes share it through, `requests` being the whole quota; or how they take turns with their shares. */
	service?: QuotaService;
	/** The credential's own data, as n8n's request helper wants it to sign the request. */
	data: ICredentialDataDecryptedObject;
}

/** Tells accounts apart without telling the key: equal for the same key at the same host. */
export function accountId({ baseUrl, apiKey }: Account): string {
	return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex');
}

/** A credential value that cannot be used. Each finding is a sentence without the value of a secret. */
export class AccountError extends Error {
	constructor(readonly findings: string[]) {
		super(findings.join('; '));
	}
}

const mostRequests = 1000;
const longestWindowMs = 3_600_000;
const processesLabel = 'Main + Workers + Webhook Processes That Share This Key';

/**
 * Checks and reads the values of a `lexwareOfficePublicApi` credential.
 * @throws AccountError with every finding at once
 */
export function readAccount(data: ICredentialDataDecryptedObject): Account {
	const findings: string[] = [];
	const apiKey = readKey(data.apiKey, findings);
	const baseUrl = readBaseUrl(data.baseUrl ?? 'https://api.lexware.io', findings);
	const requests = readLimit(
		data.requestsPerWindow ?? 2,
		'Requests per Window',
		mostRequests,
		findings,
	);
	const windowMs = readLimit(
		data.windowMs ?? 1000,
		'Window in Milliseconds',
		longestWindowMs,
		findings,
	);
	const sharing = readSharing(data.quotaSharing ?? 'process', findings);
	const processes =
		sharing === 'process'
			? 1
			: readLimit(data.processes ?? 4, processesLabel, mostRequests, findings);
	const shared = services[sharing]?.(data, findings, processes);
	if (findings.length > 0) throw new AccountError(findings);
	const share = shareOf(requests, windowMs, shared ? 1 : processes);
	const service = shared ?? (share.windowMs > windowMs ? turnsAmong(processes) : undefined);
	const account = { apiKey, baseUrl, ...share, sharing, data: { ...data, apiKey } };
	return service ? { ...account, service } : account;
}

/**
 * The fixed share of one of several processes: whole requests per window, so that all shares together stay within the
 * quota of any window; below one request per window the window lengthens instead.
 */
export function shareOf(
	requests: number,
	windowMs: number,
	processes: number,
): { requests: number; windowMs: number } {
	return requests >= processes
		? { requests: Math.floor(requests / processes), windowMs }
		: { requests: 1, windowMs: (windowMs * processes) / requests };
}

function readKey(value: unknown, findings: string[]): string {
	const key = typeof value === 'string' ? value.trim() : '';
	if (key === '') findings.push("'API Key' is empty");
	else if (/[^\x21-\x7e]/.test(key))
		findings.push("'API Key' holds characters that no key has; paste it again");
	return key;
}

function readBaseUrl(value: unknown, findings: string[]): string {
	const url = parseUrl(String(value));
	if (!url)
		findings.push(
			"'Base URL' is not a URL; it is https://api.lexware.io unless Lexware told you otherwise",
		);
	else if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
		findings.push("'Base URL' has to start with https://");
	else if (url.username || url.password || url.search || url.hash)
		findings.push("'Base URL' may hold nothing but scheme, host and path");
	return url ? `${url.origin}${url.pathname.replace(/\/+(v1\/*)?$/, '')}` : '';
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** A way this version does not know may be one of a newer version; to go on alone would spend the quota twice. */
function readSharing(value: unknown, findings: string[]): Sharing {
	const names = ['process', 'processes', ...Object.keys(services)];
	if (typeof value === 'string' && names.includes(value)) return value;
	findings.push(`'Quota Sharing' is '${String(value)}', which this version does not know`);
	return 'process';
}

function readLimit(value: unknown, label: string, most: number, findings: string[]): number {
	const limit = Number(value);
	if (!Number.isInteger(limit) || limit < 1 || limit > most)
		findings.push(
			`'${label}' is '${String(value)}', and a whole number from 1 to ${most} is allowed`,
		);
	return limit;
}
