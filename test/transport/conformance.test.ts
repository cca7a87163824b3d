/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { ApiRequest, Outcome } from '../../nodes/LexwareOffice/transport/request';
import { createAxiosSend } from '../support/axiosSend';
import { sendInEngine } from '../support/engineSend';
import { faultKinds } from '../support/lexware/faults';
import { startLexware, type LexwareServer } from '../support/lexware/server';

const limits = { requestMs: 400, uploadMs: 400 };
const get: ApiRequest = { method: 'GET', path: '/v1/profile' };
const post: ApiRequest = { method: 'POST', path: '/v1/contacts', body: { version: 0 } };
const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

/** What each path of the server does; the same for both senders. */
const behaviours: Record<string, RequestListener> = {
	json: (_, response) => response.end('{"a":1}'),
	empty: (_, response) => response.writeHead(204).end(),
	binary: (_, response) =>
		response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes),
	html: (_, response) =>
		response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad</h1>'),
	throttled: (_, response) =>
		response.writeHead(429, { 'retry-after': '2' }).end('{"message":"x"}'),
	unauthorized: (_, response) => response.writeHead(401).end('{"message":"Unauthorized"}'),
	redirect: (_, response) => response.writeHead(302, { location: '/v1/json' }).end(),
	broken: (_, response) => response.end('{"a":'),
	umlauts: (_, response) => response.end(JSON.stringify({ name: 'Müller & Söhne „März"' })),
	lists: (_, response) => response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('{}'),
	zipped: (_, response) =>
		response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(bytes)),
	resetBefore: (request) => request.socket.destroy(),
	resetWithin: (request, response) => {
		response.writeHead(200, { 'content-length': '100' });
		response.write('{"a"');
		setTimeout(() => request.socket.destroy(), 20);
	},
	hang: () => {},
	// Never silent for long enough to time out, never done.
	drip: (request, response) => {
		const dripping = setInterval(() => response.write(' '), 50);
		request.socket.once('close', () => clearInterval(dripping));
	},
};

let server: Server;
let url: string;
const arrivals: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const name = request.url?.split('?')[0]?.split('/').at(-1) ?? '';
		arrivals.push(`${request.headers.authorization} ${request.method} ${request.url}`);
		request.resume();
		behaviours[name]?.(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

/** What both have to agree on: everything but the headers that the time of day or the connection makes. */
function comparable(outcome: Outcome) {
	if (outcome.kind !== 'answer') return { kind: outcome.kind };
	const { status, headers, body } = outcome;
	const { 'retry-after': retryAfter, 'set-cookie': cookies, location } = headers;
	// Every error answer of the API has a number of its own.
	const text = body.toString('latin1').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'some id');
	return { kind: 'answer', status, retryAfter, cookies, location, text };
}

async function sendBoth(baseUrl: string, request: ApiRequest) {
	const [engine, tool] = await Promise.all([
		sendInEngine(baseUrl, 'engine', request, limits).outcome,
		createAxiosSend({ baseUrl, apiKey: 'tool' }, undefined, limits)(request),
	]);
	expect(comparable(engine)).toEqual(comparable(tool));
	return engine;
}

describe('both ways to send', () => {
	it.each([
		'json',
		'empty',
		'binary',
		'html',
		'throttled',
		'unauthorized',
		'broken',
		'umlauts',
		'lists',
		'zipped',
	])('hand over an answer as it is: %s', async (name) => {
		const read = await sendBoth(url, { ...get, path: `/v1/${name}` });
		const written = await sendBoth(url, { ...post, path: `/v1/${name}` });
		expect([read.kind, written.kind]).toEqual(['answer', 'answer']);
	});

	it('keep every byte of a file', async () => {
		const outcome = await sendBoth(url, { ...get, path: '/v1/binary', accept: '*/*' });
		expect(outcome).toMatchObject({ body: bytes });
	});

	it('never follow a redirect: the key would go with it', async () => {
		const before = arrivals.length;
		const outcome = await sendBoth(url, { ...post, path: '/v1/redirect' });
		expect(outcome).toMatchObject({ status: 302 });
		expect(arrivals.slice(before).filter((line) => line.includes('/v1/json'))).toEqual([]);
	});

	it('send once when the key is refused', async () => {
		const before = arrivals.length;
		await sendBoth(url, { ...post, path: '/v1/unauthorized' });
		expect(arrivals.slice(before).sort()).toEqual([
			'Bearer engine POST /v1/unauthorized',
			'Bearer tool POST /v1/unauthorized',
		]);
	});

	it('write a query the same way', async () => {
		const before = arrivals.length;
		await sendBoth(url, {
			...get,
			path: '/v1/json',
			query: { name: 'a & b+c/ü', page: 0, customer: false, none: undefined },
		});
		const [one, other] = arrivals.slice(before).map((line) => line.split(' ').at(-1));
		expect(one).toBe('/v1/json?name=a%20%26%20b%2Bc%2F%C3%BC&page=0&customer=false');
		expect(other).toBe(one);
	});

	it.each(['resetBefore', 'resetWithin', 'hang', 'drip'])(
		'cannot know after %s whether it was carried out',
		async (name) => {
			expect((await sendBoth(url, { ...post, path: `/v1/${name}` })).kind).toBe('lost');
		},
	);

	it('know that nothing left when nobody listens', async () => {
		const closed = createServer();
		await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
		const { port } = closed.address() as AddressInfo;
		await new Promise((resolve) => closed.close(resolve));
		expect((await sendBoth(`http://127.0.0.1:${port}`, post)).kind).toBe('notSent');
		// Two addresses, refused one after the other.
		expect((await sendBoth(`http://localhost:${port}`, post)).kind).toBe('notSent');
	});

	it('know that nothing left when the host has no address', async () => {
		expect((await sendBoth('https://no-such-host.invalid', post)).kind).toBe('notSent');
	});

	it('end when the execution is stopped', async () => {
		const stop = new AbortController();
		const slow = { requestMs: 5000, uploadMs: 5000 };
		const request = { ...get, path: '/v1/hang' };
		const engine = sendInEngine(url, 'engine', request, slow);
		const tool = createAxiosSend({ baseUrl: url, apiKey: 'tool' }, stop.signal, slow)(request);
		setTimeout(() => {
			engine.cancel();
			stop.abort();
		}, 200);
		expect((await engine.outcome).kind).toBe('cancelled');
		expect((await tool).kind).toBe('cancelled');
	});
});

describe('both ways to send, at the loopback API', () => {
	let lexware: LexwareServer;

	beforeAll(async () => {
		lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
	});

	afterAll(async () => await lexware.close());

	it.each(faultKinds)('come to the same outcome: %s', async (fault) => {
		const apiKey = `fault-${fault}`;
		lexware.faults.add({ key: apiKey, fault, times: 2 });
		const request: ApiRequest = { method: 'GET', path: '/v1/countries' };
		const outcomes = await Promise.all([
			sendInEngine(lexware.url, apiKey, request, limits).outcome,
			createAxiosSend({ baseUrl: lexware.url, apiKey }, undefined, limits)(request),
		]);
		expect(comparable(outcomes[0])).toEqual(comparable(outcomes[1]));
		expect(lexware.log.arrivals(apiKey)).toHaveLength(2);
	});
});
