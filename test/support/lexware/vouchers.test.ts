import { seedContact } from './resources/contacts';
import { maxFileBytes } from './resources/fileUpload';
import { startLexware, type LexwareServer } from './server';
import { testClient, type TestClient } from './testClient';

const voucher = {
	type: 'purchaseinvoice',
	voucherNumber: 'R-1',
	voucherDate: '2026-07-15',
	totalGrossAmount: 119,
	totalTaxAmount: 19,
	taxType: 'gross',
	useCollectiveContact: true,
	voucherItems: [
		{
			amount: 119,
			taxAmount: 19,
			taxRatePercent: 19,
			categoryId: 'cf03a2b0-f838-474f-ac5e-67adb9b830c7',
		},
	],
};

const pdf = Buffer.from('%PDF-1.4 receipt');
// Signature, header chunk, 2 by 2 pixels.
const png = Buffer.from('89504e470d0a1a0a0000000d494844520000000200000002', 'hex');

let lexware: LexwareServer;
let client: TestClient;

beforeEach(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		accounts: { a: {}, xml: { acceptsXml: true }, narrow: { withoutScope: ['files/status'] } },
	});
	client = testClient(lexware.url, 'a');
});

afterEach(async () => await lexware.close());

const issuesOf = ({ data }: { data: unknown }) => {
	const { IssueList } = data as { IssueList: Array<{ source: string | null; i18nKey: string }> };
	return IssueList.map(({ source, i18nKey }) => `${source}: ${i18nKey}`);
};

const create = async (change: object = {}) => {
	const { data, status } = await client.post('/vouchers', { ...voucher, ...change });
	if (status !== 200) throw new Error(JSON.stringify(data));
	return (data as { id: string }).id;
};

const upload = async (
	content: Buffer,
	fileName = 'receipt.pdf',
	{ type = 'voucher', path = '/files', key = 'a' } = {},
) => {
	const form = new FormData();
	form.append('file', new Blob([new Uint8Array(content)]), fileName);
	if (type) form.append('type', type);
	return await testClient(lexware.url, key).post(path, form);
};

describe('bookkeeping vouchers', () => {
	it('are open, and give days back as timestamps', async () => {
		const { data } = await client.get(`/vouchers/${await create()}`);
		expect(data).toMatchObject({
			voucherStatus: 'open',
			voucherDate: '2026-07-15T00:00:00.000+02:00',
			dueDate: '2026-07-15T00:00:00.000+02:00',
			contactName: 'Sammellieferant',
			files: [],
			version: 1,
		});
	});

	const [item] = voucher.voucherItems;

	it.each<[string, object, string[]]>([
		['one cent too much', { totalGrossAmount: 119.01 }, ['totalGrossAmount: invalid_total_amount']],
		[
			'one cent of tax too much',
			{ voucherItems: [{ ...item, taxAmount: 19.01 }], totalTaxAmount: 19.01 },
			['voucherItems[0].taxAmount: invalid_taxamount'],
		],
		['no number', { voucherNumber: undefined }, ['voucherNumber: missing_entity']],
		['no items', { voucherItems: [] }, ['voucherItems: missing_entity']],
		[
			'a timestamp as date',
			{ voucherDate: '2026-07-15T00:00:00.000Z' },
			['voucherDate: invalid_value'],
		],
		['no contact at all', { useCollectiveContact: false }, ['contactId: Missing_ContactId']],
		[
			'an unknown contact',
			{ useCollectiveContact: false, contactId: 'x' },
			['contactId: invalid_value'],
		],
		['status unchecked', { voucherStatus: 'unchecked' }, ['voucherStatus: invalid_value']],
		['status paid', { voucherStatus: 'paid' }, ['voucherStatus: invalid_value']],
		['an income category', { type: 'salesinvoice' }, ['voucherItems[0].categoryId: invalid_value']],
		['a tax type of sales documents', { taxType: 'vatfree' }, ['taxType: invalid_value']],
	])('refuse %s', async (_name, change, issues) => {
		const refused = await client.post('/vouchers', { ...voucher, ...change });
		expect([refused.status, issuesOf(refused)]).toEqual([406, issues]);
	});

	it('add tax to net items', async () => {
		await create({ taxType: 'net', voucherItems: [{ ...item, amount: 100 }] });
	});

	it('allow a name of one’s own for the collective contact only', async () => {
		const { id } = seedContact(lexware.account('a'), {
			version: 0,
			roles: { customer: {} },
			company: { name: 'K' },
		});
		const refused = await client.post('/vouchers', {
			...voucher,
			useCollectiveContact: false,
			contactId: id,
			contactName: 'Anders',
		});
		expect(issuesOf(refused)).toEqual([
			'null: custom_contact_name_for_referenced_contact_not_allowed',
		]);
	});

	it('refuse a stale version with 409 and a missing one with 406', async () => {
		const id = await create();
		expect((await client.put(`/vouchers/${id}`, { ...voucher, version: 0 })).status).toBe(409);
		expect((await client.put(`/vouchers/${id}`, voucher)).status).toBe(406);
		expect((await client.put(`/vouchers/${id}`, { ...voucher, version: 1 })).status).toBe(200);
	});

	it('are found by exact number, and only by it', async () => {
		await create();
		const { data } = await client.get('/vouchers?voucherNumber=R-1');
		expect(data).toMatchObject({ totalElements: 1 });
		expect(data).not.toHaveProperty('sort');
		expect((await client.get('/vouchers')).status).toBe(400);
	});

	it('lose the files an update does not name', async () => {
		const id = await create();
		const attached = await upload(pdf, 'a.pdf', { path: `/vouchers/${id}/files`, type: '' });
		expect(attached.status).toBe(202);
		const { id: fileId } = attached.data as { id: string };
		const read = await client.get(`/vouchers/${id}`);
		expect(read.data).toMatchObject({ files: [fileId] });
		const { version } = read.data as { version: number };
		await client.put(`/vouchers/${id}`, { ...voucher, version, files: [fileId] });
		expect((await client.download(`/files/${fileId}`)).status).toBe(200);
		await client.put(`/vouchers/${id}`, { ...voucher, version: version + 1 });
		expect((await client.download(`/files/${fileId}`)).status).toBe(404);
	});
});

describe('files', () => {
	it('make an unchecked purchase invoice, which can be completed and booked', async () => {
		const { status, data } = await upload(pdf);
		expect(status).toBe(202);
		const { id, voucherId } = data as { id: string; voucherId: string };
		const read = await client.get(`/vouchers/${voucherId}`);
		expect(read.data).toMatchObject({ voucherStatus: 'unchecked', files: [id] });
		const { version } = read.data as { version: number };
		const change = { ...voucher, files: [id] };
		const partial = { type: 'purchaseinvoice', taxType: 'gross', useCollectiveContact: true };
		const kept = await client.put(`/vouchers/${voucherId}`, { ...partial, files: [id], version });
		expect(kept.status).toBe(200);
		const booked = await client.put(`/vouchers/${voucherId}`, {
			...change,
			voucherStatus: 'open',
			version: version + 1,
		});
		expect(booked.status).toBe(200);
		expect((await client.get(`/vouchers/${voucherId}`)).data).toMatchObject({
			voucherStatus: 'open',
		});
	});

	it('with the same content are one file', async () => {
		const first = await upload(pdf);
		const again = await upload(pdf, 'other.pdf');
		expect([again.status, again.data]).toEqual([202, first.data]);
		expect(lexware.account('a').vouchers.size).toBe(1);
	});

	it.each<[string, Buffer, string, string]>([
		['a text file', pdf, 'a.txt', 'inacceptable_file_extension'],
		['XML without the feature', Buffer.from('<Invoice />'), 'a.xml', 'inacceptable_file_extension'],
		['a PDF that is none', Buffer.from('hello'), 'a.pdf', 'voucher_upload_toxic_pdf'],
		['an image that is none', pdf, 'a.png', 'image_conversion_error'],
		[
			'one byte too much',
			Buffer.concat([pdf, Buffer.alloc(maxFileBytes + 1 - pdf.length)]),
			'a.pdf',
			'max_file_size_exceeded',
		],
	])('refuse %s', async (_name, content, fileName, key) => {
		const refused = await upload(content, fileName);
		expect([refused.status, issuesOf(refused)]).toEqual([406, [`null: ${key}`]]);
		expect(lexware.account('a').files.size).toBe(0);
	});

	it('may have exactly 5 MiB', async () => {
		const content = Buffer.concat([pdf, Buffer.alloc(maxFileBytes - pdf.length)]);
		expect((await upload(content)).status).toBe(202);
	});

	it('demand their form field and their part', async () => {
		const wrongType = await upload(pdf, 'a.pdf', { type: 'receipt' });
		expect([wrongType.status, wrongType.data]).toEqual([400, 'Invalid or missing upload type.']);
		const missing = await upload(pdf, 'a.pdf', { type: '' });
		expect(missing.status).toBe(400);
		expect(missing.data).toMatchObject({ i18nKey: 'bad_request_error', source: 'type' });
		const form = new FormData();
		form.append('type', 'voucher');
		expect((await client.post('/files', form)).status).toBe(500);
		expect((await client.post('/files', {})).status).toBe(415);
	});

	it.each<[string, Buffer, string, Record<string, number | string>]>([
		[
			'PDF',
			pdf,
			'a.pdf',
			{
				'*/*': 'application/pdf',
				'application/xml': 404,
				'application/pdf': 'application/pdf',
				'image/png': 'application/pdf',
				'application/json': 406,
			},
		],
		[
			'PNG',
			png,
			'a.png',
			{ '*/*': 'image/png', 'application/pdf': 'image/png', 'application/xml': 404 },
		],
		[
			'XML',
			Buffer.from('<Invoice></Invoice>'),
			'a.xml',
			{
				'*/*': 'application/xml',
				'application/xml': 'application/xml',
				'application/pdf': 'application/pdf',
				'image/jpeg': 'application/pdf',
			},
		],
	])('of kind %s come as the Accept header says', async (_kind, content, name, matrix) => {
		const { data } = await upload(content, name, { key: 'xml' });
		const { id } = data as { id: string };
		const seen: Record<string, number | string> = {};
		for (const accept of Object.keys(matrix)) {
			const answer = await testClient(lexware.url, 'xml').download(`/files/${id}`, accept);
			seen[accept] = answer.status === 200 ? String(answer.headers['content-type']) : answer.status;
		}
		expect(seen).toEqual(matrix);
	});

	it('tell their status to keys with the scope for it', async () => {
		const { data } = await upload(pdf);
		const { id } = data as { id: string };
		expect((await client.get(`/files/${id}/status`)).status).toBe(200);
		const denied = await testClient(lexware.url, 'narrow').get(`/files/${id}/status`);
		expect([denied.status, issuesOf(denied)]).toEqual([403, ['null: access_denied']]);
	});

	it('cannot be listed, nor read through the voucher', async () => {
		const id = await create();
		const paths = ['/files', `/vouchers/${id}/files`, `/vouchers/${id}/file`];
		for (const path of paths) expect((await client.get(path)).status).toBe(404);
	});
});
