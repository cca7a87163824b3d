// Carries out one operation with plain parameters, as n8n hands them over, against a sender that records what would
// leave and gives canned answers in turn.
import type { Operation, Output, Resource } from '../../nodes/LexwareOffice/operation/define';
import type { InputFile, Values } from '../../nodes/LexwareOffice/operation/field';
import { readInput } from '../../nodes/LexwareOffice/operation/input';
import { InputError } from '../../nodes/LexwareOffice/operation/values';
import { ApiError, readComplaint } from '../../nodes/LexwareOffice/transport/errors';
import { limiterFor } from '../../nodes/LexwareOffice/transport/limiter';
import type {
	Answer,
	ApiRequest,
	Headers,
	Json,
	JsonObject,
} from '../../nodes/LexwareOffice/transport/request';

/** A request, and for lists how it was to be paged. */
export type Sent = ApiRequest & { paging?: { limit?: number; pageSize: number } };

export interface Carried {
	requests: Sent[];
	outputs: Output[];
}

export interface Given {
	/** One per request; `{}` with status 200 when they run out. For a paged list: the array of its rows. */
	answers?: Array<Json | Answer>;
	/** Binary fields of the item. */
	files?: Record<string, InputFile>;
}

const idle = { host: 'http://127.0.0.1', apiKey: 'none', requests: 2, windowMs: 1000 };

/** @throws InputError with all findings, as the node would show them; ApiError for an answer of 400 and more */
export async function carryOut(
	resource: Resource,
	operationValue: string,
	parameters: Values,
	{ answers = [], files = {} }: Given = {},
): Promise<Carried> {
	const operation = operationOf(resource, operationValue);
	const { values, body } = prepare(operation, parameters, files);
	const requests: Sent[] = [];
	const left = answers.values();
	const take = (request: Sent): Answer => {
		requests.push(request);
		const answer = toAnswer(left.next().value ?? {});
		if (answer.status < 400) return answer;
		throw refusal(request, answer);
	};
	const outputs = await operation.execute({
		values,
		body,
		send: async (request) => take(request),
		sendAllPages: async (request, paging) =>
			JSON.parse(take({ ...request, paging }).body.toString()) as JsonObject[],
		quotaStatus: async () => ({ ...limiterFor(idle).status(), sharing: 'process' }),
	});
	return { requests, outputs };
}

/** The one request of an operation that sends one. */
export async function requestOf(
	resource: Resource,
	operationValue: string,
	parameters: Values,
	given?: Given,
): Promise<Sent> {
	const { requests } = await carryOut(resource, operationValue, parameters, given);
	const [request] = requests;
	if (!request || requests.length > 1) throw new Error(`${requests.length} requests were sent`);
	return request;
}

/** What the node would say about the parameters before it sends anything. */
export function findingsOf(
	resource: Resource,
	operationValue: string,
	parameters: Values,
	{ files = {} }: Given = {},
): string[] {
	try {
		prepare(operationOf(resource, operationValue), parameters, files);
	} catch (error) {
		return error instanceof InputError ? error.findings : [String(error)];
	}
	return [];
}

export function answer(status: number, body: Json, headers: Headers = {}): Answer {
	return { kind: 'answer', status, headers, body: Buffer.from(JSON.stringify(body)) };
}

/** A file of the input item. */
export function inputFile(fileName: string, content: Buffer, mimeType = ''): InputFile {
	return { fileName, mimeType, read: async () => content };
}

function operationOf({ value, operations }: Resource, wanted: string): Operation {
	const operation = operations.find((candidate) => candidate.value === wanted);
	if (!operation) throw new Error(`${value} has no operation ${wanted}`);
	return operation;
}

/** As operation/prepare.ts does it, without n8n. */
function prepare(operation: Operation, parameters: Values, files: Record<string, InputFile>) {
	const withDefaults: Values = operation.body
		? { inputMode: 'jsonBody' in parameters ? 'json' : 'fields', ...parameters }
		: parameters;
	return readInput(operation, {
		readParameter: (name) => withDefaults[name],
		readFile: (name) => files[name],
	});
}

function toAnswer(given: Json | Answer): Answer {
	const isAnswer = typeof given === 'object' && given !== null && 'kind' in given;
	return isAnswer && given.kind === 'answer' ? (given as Answer) : answer(200, given as Json);
}

function refusal(request: ApiRequest, refused: Answer): ApiError {
	return new ApiError({
		kind: 'refused',
		message: `status ${refused.status}`,
		request,
		status: refused.status,
		complaint: readComplaint(refused),
	});
}
