import { LexwareOfficePublicApi } from '../../credentials/LexwareOfficePublicApi.credentials';
import {
	accountId,
	AccountError,
	isLoopback,
	readAccount,
	shareOf,
} from '../../nodes/LexwareOffice/transport/account';

const apiKey = '1a2b3c4d-secret_key~5e6f';

const findingsOf = (data: Parameters<typeof readAccount>[0]): string[] => {
	try {
		readAccount(data);
		return [];
	} catch (error) {
		return error instanceof AccountError ? error.findings : [`${error}`];
	}
};

describe('a credential', () => {
	it('with nothing but a key means the vendor and its quota', () => {
		expect(readAccount({ apiKey })).toMatchObject({
			apiKey,
			baseUrl: 'https://api.lexware.io',
			requests: 2,
			windowMs: 1000,
			sharing: 'process',
		});
	});

	it('has the very defaults that the editor shows', () => {
		const { properties } = new LexwareOfficePublicApi();
		const shown = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
		const fromDefaults = readAccount({ ...shown, apiKey } as { apiKey: string });
		expect({ ...fromDefaults, data: {} }).toEqual({ ...readAccount({ apiKey }), data: {} });
	});

	it('hands over its own data for signing, with the key as it is sent', () => {
		const { data } = readAccount({ apiKey: ` ${apiKey}\n`, windowMs: 500, other: 'kept' });
		expect(data).toEqual({ apiKey, windowMs: 500, other: 'kept' });
	});
});

describe('the API key', () => {
	it.each(['', '   ', undefined, null, 5])('is missed in %p', (key) => {
		expect(findingsOf({ apiKey: key as string })).toEqual(["'API Key' is empty"]);
	});

	it.each([
		`${apiKey} ${apiKey}`,
		`Bearer ${apiKey}`,
		`${apiKey}\r\nX-Evil: 1`,
		`${apiKey}ü`,
		'\u200b',
	])('is refused in %j without repeating it', (key) => {
		const findings = findingsOf({ apiKey: key });
		expect(findings).toEqual(["'API Key' holds characters that no key has; paste it again"]);
	});
});

describe('the base URL', () => {
	it.each([
		['https://api.lexware.io', 'https://api.lexware.io'],
		['https://api.lexware.io/', 'https://api.lexware.io'],
		['https://api.lexware.io/v1', 'https://api.lexware.io'],
		['https://api.lexware.io//v1//', 'https://api.lexware.io'],
		['https://API.Lexware.IO:443', 'https://api.lexware.io'],
		['https://proxy.example:8443/lexware/v1', 'https://proxy.example:8443/lexware'],
		['http://127.0.0.1:4711', 'http://127.0.0.1:4711'],
		['http://127.8.9.1', 'http://127.8.9.1'],
		['http://localhost:80/', 'http://localhost'],
		['http://[::1]:4711', 'http://[::1]:4711'],
	])('%s is read as %s', (baseUrl, read) => {
		expect(readAccount({ apiKey, baseUrl }).baseUrl).toBe(read);
	});

	it.each([
		'http://api.lexware.io',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://10.0.0.1',
		'http://[::2]',
		'ftp://api.lexware.io',
		'file:///etc/passwd',
	])('%s would send the key in the open', (baseUrl) => {
		expect(findingsOf({ apiKey, baseUrl })).toEqual(["'Base URL' has to start with https://"]);
	});

	it.each([
		'https://user:secret@api.lexware.io',
		'https://user@api.lexware.io',
		'https://api.lexware.io?x=1',
		'https://api.lexware.io#x',
	])('%s holds more than an address', (baseUrl) => {
		expect(findingsOf({ apiKey, baseUrl })).toEqual([
			"'Base URL' may hold nothing but scheme, host and path",
		]);
	});

	it.each(['', 'api.lexware.io', 'https://', 'see https://api.lexware.io', '={{ x }}'])(
		'%j is none',
		(baseUrl) => {
			expect(findingsOf({ apiKey, baseUrl })).toEqual([
				"'Base URL' is not a URL; it is https://api.lexware.io unless Lexware told you otherwise",
			]);
		},
	);

	it.each([
		['localhost', true],
		['127.0.0.1', true],
		['127.255.255.254', true],
		['[::1]', true],
		['localhost.example', false],
		['128.0.0.1', false],
		['127.0.0.1.example', false],
		['0.0.0.0', false],
	])('of host %s is loopback: %p', (host, is) => {
		expect(isLoopback(host)).toBe(is);
	});
});

describe('a limit', () => {
	it.each([
		['requestsPerWindow', 0],
		['requestsPerWindow', -1],
		['requestsPerWindow', 1.5],
		['requestsPerWindow', 1001],
		['requestsPerWindow', 1e9],
		['requestsPerWindow', ''],
		['requestsPerWindow', 'two'],
		['requestsPerWindow', NaN],
		['requestsPerWindow', Infinity],
		['windowMs', 0],
		['windowMs', -1000],
		['windowMs', 0.5],
		['windowMs', 3_600_001],
	])('%s of %p is refused, with what is allowed', (name, value) => {
		const [finding, ...others] = findingsOf({ apiKey, [name]: value });
		expect(others).toEqual([]);
		expect(finding).toContain(`is '${value}', and a whole number from 1 to`);
	});

	it.each([
		[1, 1],
		['2', 2],
		[1000, 1000],
	])('of %p requests is taken', (requestsPerWindow, requests) => {
		expect(readAccount({ apiKey, requestsPerWindow }).requests).toBe(requests);
	});

	it('of processes counts only where several share', () => {
		const wrong = { apiKey, processes: 0 };
		expect(findingsOf({ ...wrong, quotaSharing: 'process' })).toEqual([]);
		expect(findingsOf({ ...wrong, quotaSharing: 'processes' })).toHaveLength(1);
	});

	it('is shared in no way that this version does not know', () => {
		expect(findingsOf({ apiKey, quotaSharing: 'carrierPigeon' })).toEqual([
			"'Quota Sharing' is 'carrierPigeon', which this version does not know",
		]);
	});
});

describe('the share of one process', () => {
	it.each([
		[2, 1000, 1, { requests: 2, windowMs: 1000 }],
		[2, 1000, 2, { requests: 1, windowMs: 1000 }],
		[2, 1000, 4, { requests: 1, windowMs: 2000 }],
		[2, 1000, 5, { requests: 1, windowMs: 2500 }],
		[10, 1000, 4, { requests: 2, windowMs: 1000 }],
		[1, 1000, 1000, { requests: 1, windowMs: 1_000_000 }],
	])('of %p requests per %p ms among %p', (requests, windowMs, processes, share) => {
		expect(shareOf(requests, windowMs, processes)).toEqual(share);
	});

	it('never adds up to more than the quota, in any window', () => {
		for (let requests = 1; requests <= 20; requests++)
			for (let processes = 1; processes <= 40; processes++) {
				const share = shareOf(requests, 1000, processes);
				const rate = (share.requests * processes) / share.windowMs;
				expect(rate).toBeLessThanOrEqual(requests / 1000 + 1e-12);
				expect(share.requests).toBeGreaterThanOrEqual(1);
			}
	});

	it('is what a credential comes to', () => {
		const account = readAccount({ apiKey, quotaSharing: 'processes', processes: 4 });
		expect(account).toMatchObject({ requests: 1, windowMs: 2000, sharing: 'processes' });
	});
});

describe('findings', () => {
	const wrong = {
		apiKey: '',
		baseUrl: 'x',
		requestsPerWindow: 0,
		windowMs: 0,
		quotaSharing: 'processes',
		processes: 0,
	};

	it('come all at once', () => {
		expect(findingsOf(wrong)).toHaveLength(5);
	});

	it('name the fields as the editor does', () => {
		const labels = new LexwareOfficePublicApi().properties.map(({ displayName }) => displayName);
		for (const finding of findingsOf(wrong))
			expect(labels.filter((label) => finding.startsWith(`'${label}'`))).toHaveLength(1);
	});
});

describe('the id of an account', () => {
	const id = accountId(readAccount({ apiKey }));

	it.each([
		['the same key and host', { apiKey, windowMs: 5 }, true],
		['the same address written otherwise', { apiKey, baseUrl: 'https://API.lexware.io/v1/' }, true],
		['another key', { apiKey: `${apiKey}x` }, false],
		['another host', { apiKey, baseUrl: 'https://api.lexware-sandbox.io' }, false],
	])('with %s', (_, data, isSame) => {
		expect(accountId(readAccount(data)) === id).toBe(isSame);
	});

	it('does not tell the key', () => {
		expect(id).toMatch(/^[0-9a-f]{64}$/);
	});
});
