import {
	ApiError,
	complaintLines,
	isStaleVersion,
	readComplaint,
	redact,
} from '../../nodes/LexwareOffice/transport/errors';
import type { Answer } from '../../nodes/LexwareOffice/transport/request';
import { forbiddenAnswer, legacyAnswer, regularAnswer } from '../support/lexware/errorAnswers';

const apiKey = '1a2b3c4d-secret_key~5e6f';

const answer = (body: string | Buffer, status = 406): Answer => ({
	kind: 'answer',
	status,
	headers: {},
	body: Buffer.from(body),
});
const linesOf = (body: unknown) => complaintLines(readComplaint(answer(JSON.stringify(body))));

describe('what the API complains of', () => {
	it.each([
		['the gateway', { message: 'Unauthorized' }, ['Unauthorized']],
		['the gateway without a word', { message: null }, []],
		[
			'the legacy shape',
			{
				requestId: 'r',
				IssueList: [
					{ i18nKey: 'missing_entity', source: 'company.name', type: 'validation_failure' },
					{ i18nKey: 'account_number_already_exists', source: null, args: null },
				],
			},
			['company.name: missing_entity', 'account_number_already_exists'],
		],
		[
			'the regular shape with details',
			{
				status: 406,
				message: 'Validation failed for request. Please see details list for specific causes.',
				details: [
					{
						violation: 'NOTNULL',
						field: 'lineItems[0].unitPrice',
						message: 'darf nicht null sein',
					},
					{ violation: 'MIN', field: 'size' },
				],
			},
			['lineItems[0].unitPrice: darf nicht null sein (NOTNULL)', 'size: MIN'],
		],
		[
			'the regular shape without details',
			{ status: '400', error: 'Bad Request', message: "parameter 'sort' is invalid" },
			["parameter 'sort' is invalid"],
		],
		[
			'one flattened issue',
			{ i18nKey: 'max_file_size_exceeded', source: 'file' },
			['file: max_file_size_exceeded'],
		],
		['a bare text', 'no handler found', ['no handler found']],
		[
			'a detail in place of a message',
			{ detail: 'down for maintenance' },
			['down for maintenance'],
		],
		['a detail that is null', { detail: null }, []],
	])('is read from %s', (_, body, lines) => {
		expect(linesOf(body)).toEqual(lines);
	});

	it.each([
		['nothing', ''],
		['an HTML page', '<html><body>502 Bad Gateway</body></html>'],
		['broken JSON', '{"message": "x'],
		['null', 'null'],
		['a number', '5'],
		['a list', '[{"message":"x"}]'],
		['lists of other things', '{"IssueList": ["x", null, 5], "details": "x"}'],
		['lists that are none', '{"IssueList": {"i18nKey": "x"}, "message": 5}'],
		['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
	])('is nothing in %s', (_, body) => {
		expect(readComplaint(answer(body))).toEqual({ issues: [], message: '' });
	});

	it('comes with what support asks for', () => {
		const complaint = readComplaint(answer('{"requestId":"r-1","traceId":"t-1","message":"x"}'));
		expect(complaint.requestId).toBe('r-1');
		expect(readComplaint(answer('{"traceId":"t-1"}')).requestId).toBe('t-1');
	});

	it('is what the loopback API says, in each of its shapes', () => {
		const issues = [{ field: 'version', key: 'invalid_value' }];
		for (const { status, body } of [
			legacyAnswer(406, issues),
			regularAnswer(406, '/v1/articles', '', issues),
		])
			expect(readComplaint(answer(body, status)).issues).toMatchObject(issues);
	});
});

describe('the key', () => {
	const echo = forbiddenAnswer(`Bearer ${apiKey}`).body.toString();

	it('is in the text that the gateway answers unknown routes with', () => {
		expect(echo.split(apiKey)).toHaveLength(3);
	});

	it('leaves that text before anybody sees it', () => {
		const [line = ''] = complaintLines(readComplaint(answer(echo, 403)));
		expect(line).toBe(
			"'[redacted]' not a valid key=value pair (missing equal-sign) in Authorization header: '[redacted]'.",
		);
	});

	it.each([
		`Bearer ${apiKey}`,
		`bearer  ${apiKey}`,
		`Authorization=Bearer ${apiKey}`,
		`Invalid key=value pair (missing equal-sign) in Authorization header (hashed): '${apiKey}'.`,
		`'${apiKey}' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer ${apiKey}'.`,
	])('leaves %s', (text) => {
		expect(redact(text)).not.toContain(apiKey);
		expect(linesOf({ message: text }).join()).not.toContain(apiKey);
		expect(linesOf(text).join()).not.toContain(apiKey);
		expect(linesOf({ IssueList: [{ source: text, i18nKey: 'x' }] }).join()).not.toContain(apiKey);
		expect(linesOf({ details: [{ field: 'x', message: text }] }).join()).not.toContain(apiKey);
	});

	it('is not in the half that a long text is cut to', () => {
		expect(redact(`${'x'.repeat(485)} Bearer ${apiKey}`)).not.toContain(apiKey.slice(0, 4));
	});

	it.each(["Only line items of type 'material' or 'service' can contain an ID", ''])(
		'is the only thing that is taken out: %j',
		(text) => {
			expect(redact(text)).toBe(text);
		},
	);

	it('and the body of the request are not part of the error', () => {
		const request = { method: 'POST' as const, path: '/v1/contacts', body: { note: 'private' } };
		const error = new ApiError({ kind: 'refused', message: 'status 406', request, status: 406 });
		expect(JSON.stringify({ ...error, message: error.message })).not.toContain('private');
	});
});

describe('a stale version', () => {
	const error = (method: 'PUT' | 'POST', status: number, field = '', key = '') =>
		new ApiError({
			kind: 'refused',
			message: '',
			request: { method, path: '/v1/contacts/1' },
			status,
			complaint: { issues: field ? [{ field, key, message: '' }] : [], message: '' },
		});

	it.each([
		['409 on PUT', error('PUT', 409), true],
		['406 on PUT that names the version', error('PUT', 406, 'version', 'invalid_value'), true],
		['406 on PUT without a version', error('PUT', 406, 'version', 'missing_entity'), false],
		['406 on PUT without a version, regular shape', error('PUT', 406, 'version', 'NOTNULL'), false],
		[
			'406 on PUT that names something else',
			error('PUT', 406, 'company.name', 'invalid_value'),
			false,
		],
		['406 on POST', error('POST', 406, 'version', 'invalid_value'), false],
		['409 on POST', error('POST', 409), false],
	])('is told by %s: %#', (_, given, is) => {
		expect(isStaleVersion(given)).toBe(is);
	});
});
