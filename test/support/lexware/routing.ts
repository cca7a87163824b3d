// Registers the resources' routes, reads bodies, and answers for everything that is no route.
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { json, Refusal, type Answer, type Call, type Resource, type Route } from './answer';
import { deliver } from './deliver';
import { lacksFeature } from './features';
import { forbiddenAnswer, gatewayAnswer, refusalAnswer, regularAnswer } from './errorAnswers';
import { readUpload } from './upload';

// Measured as 404; every other unknown segment meets the gateway's 403.
const knownAbsent =
	/^\/(v2(\/.*)?|v1\/(bank-accounts|transactions|users|organizations|webhooks|taxes|settings|units)(\/.*)?)$/;

export function registerResources(app: FastifyInstance, resources: Resource[]): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	void app.register(multipart, { limits: { fileSize: 12 * 1024 * 1024, files: 5 } });
	// Routes have to wait until multipart has put its parser into place.
	void app.register(async (scope) => {
		for (const resource of resources) {
			for (const route of resource.routes) registerRoute(scope, resource, route);
		}
	});
	const names = resources.map(({ name }) => name).join('|');
	const matrix = new RegExp(`^/v1/(${names})(/.*)?$`);
	app.setNotFoundHandler(
		async (request, reply) => await deliver(request, reply, absent(request, matrix)),
	);
	app.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
		return await deliver(request, reply, gatewayAnswer(error.statusCode ?? 500, null));
	});
}

function absent({ method, visit }: FastifyRequest, matrix: RegExp): Answer {
	const { path, authorization } = visit;
	const usual = ['GET', 'POST', 'PUT', 'DELETE'].includes(method);
	return usual && (matrix.test(path) || knownAbsent.test(path))
		? regularAnswer(404, path, 'Not Found')
		: forbiddenAnswer(authorization);
}

function registerRoute(app: FastifyInstance, resource: Resource, route: Route): void {
	const refusalOf = (request: FastifyRequest, refusal: Refusal) =>
		refusalAnswer(resource.errors, request.visit.path, refusal);
	app.route({
		method: route.method,
		url: `/v1${route.path}`,
		handler: async (request, reply) =>
			await deliver(request, reply, await handle(resource, route, request)),
		errorHandler: async (error: { statusCode?: number }, request, reply: FastifyReply) =>
			await deliver(
				request,
				reply,
				refusalOf(request, new Refusal(error.statusCode ?? 500, [], 'Unsupported content type')),
			),
	});
}

async function handle(
	{ name, errors }: Resource,
	route: Route,
	request: FastifyRequest,
): Promise<Answer> {
	const { visit } = request;
	try {
		const { account } = visit;
		if (account && (account.withoutScope.has(name) || lacksFeature(account, name)))
			return gatewayAnswer(403, 'Access denied');
		if (account) visit.world.meanwhile.act(visit.arrival, account);
		const answer = await route.handle(toCall(route, request));
		visit.arrival.executed = answer.status < 300;
		return answer;
	} catch (error) {
		if (error instanceof Refusal) return refusalAnswer(errors, visit.path, error);
		// A mistake in the server itself must not look like one of the real API's answers.
		return json(500, { message: `loopback server: ${String(error)}` });
	}
}

function toCall(route: Route, request: FastifyRequest): Call {
	const { visit } = request;
	if (!visit.account) throw new Error('No account');
	const noteIgnored = (names: string[]) => visit.arrival.ignored.push(...names);
	const { query, unknown } = readQuery(request.query, route.query ?? []);
	noteIgnored(unknown.map((name) => `?${name}`));
	return {
		account: visit.account,
		path: visit.path,
		params: { ...(request.params as Record<string, string>) },
		query,
		body: route.body === 'json' ? parseBody(request) : undefined,
		accept: request.headers.accept ?? '*/*',
		baseUrl: visit.world.baseUrl,
		readUpload: async () => await readUpload(request),
		noteIgnored,
	};
}

function parseBody({ headers, body }: FastifyRequest): unknown {
	const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
	if (mediaType.trim().toLowerCase() !== 'application/json') {
		throw new Refusal(415, [], `Content type '${mediaType}' not supported`);
	}
	const value = parseJson(String(body ?? ''));
	if (value === undefined) throw new Refusal(400, [], 'Malformed JSON request');
	return value;
}

/** `undefined` when the text is no JSON. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function readQuery(given: unknown, known: readonly string[]) {
	const query: Record<string, string | undefined> = {};
	const unknown: string[] = [];
	for (const [name, value] of Object.entries(given as Record<string, string | string[]>)) {
		if (!known.includes(name)) unknown.push(name);
		else if (typeof value === 'string') query[name] = value;
		else throw new Refusal(400, [], `Request parameter '${name}' may appear only once`);
	}
	return { query, unknown };
}
