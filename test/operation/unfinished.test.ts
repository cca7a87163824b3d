import type { INode } from 'n8n-workflow';

import { Ledger } from '../../nodes/LexwareOffice/operation/ledger';
import { toNodeError } from '../../nodes/LexwareOffice/operation/nodeErrors';
import { nameWhatIsDone, Unfinished } from '../../nodes/LexwareOffice/operation/unfinished';
import { UnknownOutcome } from '../../nodes/LexwareOffice/operation/unknownOutcome';
import { ApiError, type ApiErrorKind } from '../../nodes/LexwareOffice/transport/errors';
import type { ApiRequest } from '../../nodes/LexwareOffice/transport/request';

const create: ApiRequest = { method: 'POST', path: '/v1/contacts', body: {} };
const update: ApiRequest = { method: 'PUT', path: '/v1/contacts/1', body: {} };

const failure = (kind: ApiErrorKind, message = '503') =>
	new ApiError({ kind, message, request: { method: 'GET', path: '/v1/contacts/1' } });

/** @param sent requests in order, with the answers that came */
function recordOf(...sent: Array<[ApiRequest, string?]>) {
	const context = {
		getContext: () => ({}),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }) as never,
		isToolExecution: () => false,
	};
	const record = new Ledger(context, 'contact.update').itemAt(0, 'a'.repeat(64));
	for (const [request, answer] of sent) record.open(request).answer = answer;
	return record;
}

async function errorOf(record: ReturnType<typeof recordOf>, error: unknown): Promise<unknown> {
	const failing = nameWhatIsDone(record, async () => {
		throw error;
	});
	return await failing.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
}

const node: INode = {
	id: '1',
	name: 'Lexware Office',
	type: 'n8n-nodes-lexware-office.lexwareOffice',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

async function sentencesOf(record: ReturnType<typeof recordOf>, error: unknown) {
	const place = { node, resource: 'Contact', itemIndex: 7 };
	const { message, description, context } = toNodeError(await errorOf(record, error), place);
	return { message, lines: description?.split('\n'), itemIndex: context.itemIndex };
}

describe('an item that failed', () => {
	it('gives its result when it has not failed', async () => {
		expect(await nameWhatIsDone(recordOf([create]), async () => 'result')).toBe('result');
	});

	it('has its own error when it has sent nothing', async () => {
		const error = failure('unavailable');
		expect(await errorOf(recordOf(), error)).toBe(error);
	});

	it.each([
		['the look-up', new UnknownOutcome(failure('outcomeUnknown'), {})],
		['the transport', failure('outcomeUnknown')],
	])('has its own error when %s names the unknown outcome already', async (_, error) => {
		expect(await errorOf(recordOf([create]), error)).toBe(error);
	});

	it('tells of the write of unknown outcome before those that were carried out', async () => {
		const record = recordOf([create, '{}'], [update], [create, '{}']);
		const error = await errorOf(record, failure('refused'));
		expect(error).toBeInstanceOf(Unfinished);
		expect(error).toMatchObject({ write: { route: 'PUT /v1/contacts/1' } });
	});

	it('tells of the last write that was carried out', async () => {
		const error = await errorOf(recordOf([create, '{}'], [update, '{}']), failure('refused'));
		expect(error).toMatchObject({ write: { route: 'PUT /v1/contacts/1' } });
	});

	it('says that it is unknown, and that an update can be made again', async () => {
		expect(await sentencesOf(recordOf([update]), failure('unavailable'))).toEqual({
			message:
				'It is unknown whether Lexware Office carried this out: PUT /v1/contacts/1 got no usable answer. Lexware Office is not available at the moment (503)',
			lines: [
				'https://status.lexware.de tells of outages.',
				'Running the item again doubles nothing.',
			],
			itemIndex: 7,
		});
	});

	it('says that it is unknown, and to look before a creation is made again', async () => {
		const { message, lines } = await sentencesOf(recordOf([create]), failure('throttled', 'Wait'));
		expect(message).toContain('POST /v1/contacts got no usable answer. Wait');
		expect(lines).toEqual([
			'Run it again later, or raise Max Wait in the options.',
			'Look in Lexware Office before this item runs again.',
		]);
	});

	it('says what has been carried out, and that a retry goes on behind it', async () => {
		const { message, lines } = await sentencesOf(recordOf([create, '{}']), failure('unavailable'));
		expect(message).toBe(
			'Lexware Office has carried out POST /v1/contacts, but what follows it failed: Lexware Office is not available at the moment (503)',
		);
		expect(lines).toEqual([
			'https://status.lexware.de tells of outages.',
			'A retry of this execution continues behind it; a new execution would do it again.',
		]);
	});

	it('needs no description of what stopped it', async () => {
		const { lines } = await sentencesOf(recordOf([update]), failure('cancelled'));
		expect(lines).toEqual(['Running the item again doubles nothing.']);
	});
});
