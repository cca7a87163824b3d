import { toWire } from '../../nodes/LexwareOffice/transport/wire';
import type { ApiRequest } from '../../nodes/LexwareOffice/transport/request';

const host = 'https://api.lexware.io';
const get = (more: Partial<ApiRequest> = {}) =>
	toWire({ method: 'GET', path: '/v1/contacts', ...more }, host);

describe('the address', () => {
	it.each([
		['nothing', undefined, ''],
		['an empty query', {}, ''],
		['absent values', { a: undefined, b: undefined }, ''],
		['plain values', { page: 0, size: 250, customer: false }, '?page=0&size=250&customer=false'],
		['an empty text', { name: '' }, '?name='],
		['reserved characters', { name: 'a&b=c?d#e/f+g h' }, '?name=a%26b%3Dc%3Fd%23e%2Ff%2Bg%20h'],
		['umlauts and wildcards', { name: 'Grüße%_\\' }, '?name=Gr%C3%BC%C3%9Fe%25_%5C'],
		['reserved characters in a name', { 'a&b': 'c' }, '?a%26b=c'],
		['a comma, as in sort', { sort: 'voucherDate,DESC' }, '?sort=voucherDate%2CDESC'],
		['half of a character', { name: 'a\ud83d' }, '?name=a%EF%BF%BD'],
	])('ends with %s', (_, query, end) => {
		expect(get({ query }).url).toBe(`${host}/v1/contacts${end}`);
	});

	it('gives back every value to a server that decodes it', () => {
		const query = { a: 'x & y', b: '<Ü€😀>', c: "'();:@&=+$,/?#[]%", d: ' \t\n' };
		const { searchParams } = new URL(get({ query }).url);
		expect(Object.fromEntries(searchParams)).toEqual(query);
	});

	it('keeps the path of a proxy', () => {
		const { url } = toWire({ method: 'GET', path: '/v1/x' }, 'https://proxy.example/lexware');
		expect(url).toBe('https://proxy.example/lexware/v1/x');
	});
});

describe('the body', () => {
	it.each(['GET', 'DELETE'] as const)('is missing from %s, whatever is given', (method) => {
		const { body, headers } = get({ method, body: { a: 1 } });
		expect(body).toBeUndefined();
		expect(headers).toEqual({ Accept: 'application/json' });
	});

	it.each(['POST', 'PUT'] as const)('is JSON in UTF-8 with %s', (method) => {
		const { body, headers } = get({ method, body: { name: 'Grüße €', none: undefined, zero: 0 } });
		expect(headers).toEqual({ Accept: 'application/json', 'Content-Type': 'application/json' });
		expect(body?.toString('utf8')).toBe('{"name":"Grüße €","zero":0}');
	});

	it('is an empty object where a write has none: the API refuses a request without content type', () => {
		expect(get({ method: 'POST' }).body?.toString()).toBe('{}');
	});
});

describe('a file', () => {
	const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
	const upload = { fileName: 'Beleg.pdf', mimeType: 'application/pdf', content };
	const send = (more: Partial<ApiRequest['upload']> = {}) =>
		get({ method: 'POST', upload: { ...upload, ...more } });

	const read = async (wire: ReturnType<typeof toWire>) =>
		await new Response(wire.body, { headers: wire.headers }).formData();

	it('arrives byte for byte, with its name, its type and the fields beside it', async () => {
		const form = await read(send({ fields: { type: 'voucher', note: 'Grüße\r\n--x' } }));
		const file = form.get('file') as File;
		expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
		expect([file.name, file.type]).toEqual(['Beleg.pdf', 'application/pdf']);
		expect([form.get('type'), form.get('note')]).toEqual(['voucher', 'Grüße\r\n--x']);
	});

	it.each(['Rechnung März 2026.pdf', 'a;b=c.pdf', '50 % & mehr.pdf', 'Ω€😀.pdf'])(
		'is called %s on the other side, too',
		async (fileName) => {
			const file = (await read(send({ fileName }))).get('file') as File;
			expect(file.name).toBe(fileName);
		},
	);

	it.each([
		['a "b".pdf', 'filename="a \\"b\\".pdf"'],
		['a\\b.pdf', 'filename="a\\\\b.pdf"'],
		['a\r\nX-Evil: 1\r\n\r\nb.pdf', 'filename="a X-Evil: 1 b.pdf"'],
	])('cannot break out of its header by its name %j', (fileName, header) => {
		const [head = ''] = send({ fileName }).body?.toString('latin1').split('\r\n\r\n') ?? [];
		expect(head.split('\r\n')).toEqual([
			expect.stringMatching(/^--lexware-office-/),
			`Content-Disposition: form-data; name="file"; ${header}`,
			'Content-Type: application/pdf',
		]);
	});

	it('gets a fresh boundary and a fresh body with each attempt', () => {
		const [one, other] = [send(), send()];
		expect(one.headers['Content-Type']).not.toBe(other.headers['Content-Type']);
		expect(one.body).not.toBe(other.body);
		expect(one.body?.length).toBe(other.body?.length);
	});
});

describe('an attempt', () => {
	const upload = { fileName: 'a.pdf', mimeType: 'application/pdf', content: Buffer.from('') };

	it.each([
		['45 s', {}, 45_000],
		['90 s when it carries a file', { method: 'POST', upload } as const, 90_000],
	])('may take %s', (_, more, timeoutMs) => {
		expect(get(more).timeoutMs).toBe(timeoutMs);
	});

	it.each([
		[undefined, 'application/json'],
		['*/*', '*/*'],
		['application/pdf', 'application/pdf'],
	])('asks for %p as %s', (accept, header) => {
		expect(get({ accept }).headers.Accept).toBe(header);
	});
});
