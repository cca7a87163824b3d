import { file } from '../../nodes/LexwareOffice/resources/file';
import { answer, carryOut, findingsOf, inputFile, requestOf } from './requestOf';

const fileId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const limit = 5 * 1024 * 1024;
const pdf = Buffer.from('%PDF-1.7');
const date = 'Tue, 10 Nov 2026 12:00:00 GMT';

const upload = async (ids: { id: string; voucherId: string }, createdDate?: string) =>
	await carryOut(
		file,
		'upload',
		{ inputDataField: 'data' },
		{
			files: { data: inputFile('Beleg.pdf', pdf) },
			answers: [
				answer(202, ids, { date }),
				createdDate === undefined ? answer(404, {}) : { createdDate },
			],
		},
	);

describe('file', () => {
	it('asks for the status', async () => {
		expect(await requestOf(file, 'getStatus', { fileId })).toEqual({
			method: 'GET',
			path: `/v1/files/${fileId}/status`,
		});
	});

	it.each([
		[{}, '*/*'],
		[{ format: 'asIssued' }, '*/*'],
		[{ format: 'pdf' }, 'application/pdf'],
		[{ format: 'xml' }, 'application/xml'],
	])('downloads with %j by asking for %s', async (parameters, accept) => {
		expect(await requestOf(file, 'download', { fileId, ...parameters })).toEqual({
			method: 'GET',
			path: `/v1/files/${fileId}`,
			accept,
		});
	});

	it('says that a file has no XML, where the API says that it does not exist', async () => {
		const answers = [answer(404, {}), answer(404, {})];
		const xml = carryOut(file, 'download', { fileId, format: 'xml' }, { answers });
		await expect(xml).rejects.toMatchObject({
			findings: [`The file ${fileId} has no XML, or does not exist`],
		});
		const pdfOfIt = carryOut(file, 'download', { fileId }, { answers });
		await expect(pdfOfIt).rejects.toMatchObject({ kind: 'refused', status: 404 });
	});

	it('uploads as a voucher, then looks at the voucher that was made', async () => {
		const ids = { id: 'fresh', voucherId: 'v-1' };
		const { requests, outputs } = await upload(ids, '2026-11-10T13:00:00.000+01:00');
		expect(requests).toEqual([
			{
				method: 'POST',
				path: '/v1/files',
				upload: {
					fileName: 'Beleg.pdf',
					mimeType: 'application/pdf',
					content: pdf,
					fields: { type: 'voucher' },
				},
			},
			{ method: 'GET', path: '/v1/vouchers/v-1' },
		]);
		expect(outputs).toEqual([{ json: { ...ids, isDuplicate: false } }]);
	});

	it('takes a voucher that cannot be read yet for a new one', async () => {
		const { outputs } = await upload({ id: 'unread', voucherId: 'v-2' });
		expect(outputs[0]?.json.isDuplicate).toBe(false);
	});

	it('reports a file whose voucher is older than the upload', async () => {
		const ids = { id: 'old', voucherId: 'v-3' };
		const { outputs } = await upload(ids, '2026-11-10T12:59:50.000+01:00');
		expect(outputs[0]?.json.isDuplicate).toBe(true);
	});

	it('reports a file that this process uploaded a moment ago, without a request', async () => {
		const ids = { id: 'twice', voucherId: 'v-4' };
		await upload(ids);
		const { requests, outputs } = await upload(ids);
		expect(requests).toHaveLength(1);
		expect(outputs[0]?.json.isDuplicate).toBe(true);
	});

	it.each(['a.gif', 'a.tif', 'a.txt', 'a', 'pdf', 'a.pdf.zip', 'a.constructor'])(
		'does not send %s',
		(fileName) => {
			const files = { data: inputFile(fileName, pdf) };
			expect(findingsOf(file, 'upload', { inputDataField: 'data' }, { files })).toEqual([
				`'${fileName}' is not a PDF, JPG, PNG or XML file by the end of its name`,
			]);
		},
	);

	it.each([
		['a.pdf', 'application/pdf'],
		['a.JPG', 'image/jpeg'],
		['a.jpeg', 'image/jpeg'],
		['a.b.png', 'image/png'],
		['Rechnung Müller & Söhne „März".xml', 'application/xml'],
	])('sends %s as %s', async (fileName, mimeType) => {
		const files = { data: inputFile(fileName, pdf, 'application/octet-stream') };
		const parameters = { inputDataField: 'data', reportDuplicate: false };
		const sent = await requestOf(file, 'upload', parameters, { files });
		expect(sent.upload).toMatchObject({ fileName, mimeType });
	});

	it('says before anything is sent that a file is too large, where its size is known', () => {
		const large = { ...inputFile('a.pdf', pdf), bytes: limit + 1 };
		const given = { files: { data: large } };
		expect(findingsOf(file, 'upload', { inputDataField: 'data' }, given)).toEqual([
			`'a.pdf' has ${limit + 1} bytes, and Lexware Office takes ${limit} (5 MB) at most`,
		]);
	});

	it('sends a file of exactly 5 MiB and not one byte more', async () => {
		const parameters = { inputDataField: 'data', reportDuplicate: false };
		const largest = { data: inputFile('a.pdf', Buffer.alloc(limit)) };
		const tooLarge = { data: inputFile('a.pdf', Buffer.alloc(limit + 1)) };
		expect((await requestOf(file, 'upload', parameters, { files: largest })).method).toBe('POST');
		await expect(requestOf(file, 'upload', parameters, { files: tooLarge })).rejects.toMatchObject({
			findings: [expect.stringContaining('5242881 bytes')],
		});
	});
});
