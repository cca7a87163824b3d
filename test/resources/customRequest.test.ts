import { customRequest } from '../../nodes/LexwareOffice/resources/customRequest';
import { answer, carryOut, findingsOf, inputFile, requestOf, type Sent } from './requestOf';
import type { Values } from '../../nodes/LexwareOffice/operation/field';

const entries = (...pairs: Array<[string, string]>) => ({
	entry: pairs.map(([name, value]) => ({ name, value })),
});

const rows: Array<[string, Values, Sent]> = [
	['a route', { path: '/profile' }, { method: 'GET', path: '/v1/profile', query: {} }],
	['a route with /v1', { path: 'v1/profile/' }, { method: 'GET', path: '/v1/profile', query: {} }],
	[
		'a query',
		{ path: '/contacts', queryParameters: entries(['name', 'Müller & Co'], ['page', '0']) },
		{ method: 'GET', path: '/v1/contacts', query: { name: 'Müller & Co', page: '0' } },
	],
	[
		'a JSON body',
		{ method: 'POST', path: '/contacts', requestBody: '{"version":0}' },
		{ method: 'POST', path: '/v1/contacts', query: {}, body: { version: 0 } },
	],
	[
		'a file with form fields',
		{
			method: 'POST',
			path: '/files',
			bodyType: 'file',
			inputDataField: 'data',
			formFields: entries(['type', 'voucher']),
		},
		{
			method: 'POST',
			path: '/v1/files',
			query: {},
			upload: {
				fileName: 'Beleg.pdf',
				mimeType: 'application/pdf',
				content: Buffer.from('%PDF-1.7'),
				fields: { type: 'voucher' },
			},
		},
	],
	[
		'a wish for a media type',
		{ path: '/files/x', responseFormat: 'file', accept: 'application/xml' },
		{ method: 'GET', path: '/v1/files/x', query: {}, accept: 'application/xml' },
	],
];

const files = { data: inputFile('Beleg.pdf', Buffer.from('%PDF-1.7')) };

describe('customRequest', () => {
	it.each(rows)('sends %s', async (_, parameters, request) => {
		const sent = await requestOf(
			customRequest,
			'send',
			{ method: 'GET', ...parameters },
			{ files },
		);
		expect(sent).toEqual(request);
	});

	it.each([
		'https://evil.example/v1/contacts',
		'//evil.example/contacts',
		'HTTP:evil.example',
		'/../v2/contacts',
		'contacts/../../x',
		'contacts/./x',
		'contacts/%2e%2e/x',
		'contacts\\..\\x',
		'contacts?finalize=true',
		'contacts#x',
		'contacts//x',
		'contacts/ä',
		'contacts/a b',
		'/',
		'v1',
		'@evil.example/contacts',
	])('refuses the path %s', (path) => {
		const findings = findingsOf(customRequest, 'send', { path });
		expect(findings).toHaveLength(1);
		expect(findings[0]).toMatch(/^'Path' /);
	});

	it('does not issue documents through a query that an expression could fill', () => {
		const queryParameters = entries(['Finalize ', 'true']);
		expect(findingsOf(customRequest, 'send', { path: '/invoices', queryParameters })).toEqual([
			"'Query Parameters' has finalize; issue a document with the Finalize switch of its Create operation",
		]);
	});

	it('leaves the choice of the method to people, and counts DELETE as irreversible', () => {
		const send = customRequest.operations[0];
		expect(send?.fields.method?.noDataExpression).toBe(true);
		expect(send?.isIrreversible({ method: 'DELETE' })).toBe(true);
		expect(send?.isIrreversible({ method: 'PUT' })).toBe(false);
	});

	it('gives a file under the name of the server', async () => {
		const parameters = { path: '/files/x', responseFormat: 'file', accept: '*/*' };
		const pdf = answer(
			200,
			{},
			{
				'content-type': 'application/pdf',
				'content-disposition': 'attachment; filename="a b.pdf"',
			},
		);
		const { outputs } = await carryOut(
			customRequest,
			'send',
			{ ...parameters, outputDataField: 'pdf' },
			{ answers: [pdf] },
		);
		expect(outputs).toMatchObject([
			{
				json: { id: 'x', fileName: 'a b.pdf', mimeType: 'application/pdf', fileSize: 2 },
				file: { field: 'pdf', fileName: 'a b.pdf' },
			},
		]);
	});
});
