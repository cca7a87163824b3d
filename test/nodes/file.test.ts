import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import { readBinary, storeBinary, useBinaryMode, type BinaryMode } from '../support/binaryMode';
import { itemsOf, jsonOf, locator, runNode } from '../support/runNode';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({
		quota: { policy: 'none', requests: 1, windowMs: 1 },
		accounts: { ...Object.fromEntries(keys.map((key) => [key, {}])), xml: { acceptsXml: true } },
	});
});

afterAll(async () => {
	await lexware.close();
});

const keys = ['memory', 'filesystem', 'nfc', 'nfd', 'doc', 'again', 'types', 'size', 'status'];

const call = (
	key: string,
	operation: string,
	parameters: INodeParameters = {},
	file?: IBinaryData,
) => ({
	url: lexware.url,
	key,
	resource: 'file',
	operation,
	parameters,
	binary: file && { data: file },
});

const limit = 5 * 1024 * 1024;

/** Every byte there is, over and over, behind what makes a PDF of it. */
function allBytes(size: number): Buffer {
	const bytes = Buffer.alloc(size, Buffer.from(Array.from({ length: 256 }, (_, n) => n)));
	bytes.write('%PDF-1.7');
	return bytes;
}

const smallPdf = (text: string) => Buffer.from(`%PDF-1.7 ${text}`);

/** The composed and the decomposed form of the same name; a Mac makes the second. */
const march = 'Rechnung Müller & Söhne „März".pdf';
const names = { nfc: march.normalize('NFC'), nfd: march.normalize('NFD') };

describe('file', () => {
	it.each<BinaryMode>(['memory', 'filesystem'])(
		'carries 5 MiB of all bytes there and back with binary data in %s mode',
		async (mode) => {
			await useBinaryMode(mode);
			const content = allBytes(limit);
			const given = await storeBinary(content, 'alles.pdf', 'application/pdf');
			expect(given.id?.startsWith('filesystem') ?? false).toBe(mode === 'filesystem');
			const { id, isDuplicate } = await jsonOf(call(mode, 'upload', {}, given));
			expect(isDuplicate).toBe(false);
			const stored = lexware.account(mode).files.get(String(id));
			expect(stored?.content.equals(content)).toBe(true);
			const [item] = await itemsOf(call(mode, 'download', { fileId: locator(id) }));
			const taken = item?.binary?.data;
			if (!taken) throw new Error('no file came back');
			expect(taken.id?.startsWith('filesystem') ?? false).toBe(mode === 'filesystem');
			expect((await readBinary(taken)).equals(content)).toBe(true);
			expect(taken).toMatchObject({ mimeType: 'application/pdf', fileName: `${String(id)}.pdf` });
			await useBinaryMode('memory');
		},
	);

	it('does not send one byte more than 5 MiB', async () => {
		const given = await storeBinary(allBytes(limit + 1), 'alles.pdf', 'application/pdf');
		const { error } = await runNode(call('size', 'upload', {}, given));
		expect(error?.message).toContain('5242881 bytes');
		expect(lexware.log.arrivals('size')).toHaveLength(0);
	});

	it('does not send types that the API refuses', async () => {
		const given = await storeBinary(Buffer.from('GIF89a'), 'bild.gif', 'image/gif');
		const { error } = await runNode(call('types', 'upload', {}, given));
		expect(error?.message).toBe(
			"'bild.gif' is not a PDF, JPG, PNG or XML file by the end of its name",
		);
		expect(lexware.log.arrivals('types')).toHaveLength(0);
	});

	it('says which field has no file', async () => {
		const { error } = await runNode(call('types', 'upload', { inputDataField: 'scan' }));
		expect(error?.message).toBe(
			"'Input Data Field Name' is 'scan', and the item has no file of that name",
		);
	});

	it.each(Object.entries(names))(
		'uploads a file under its very name, umlauts and quotes included (%s)',
		async (key, fileName) => {
			const given = await storeBinary(smallPdf(key), fileName, 'application/pdf');
			const { id } = await jsonOf(call(key, 'upload', {}, given));
			expect(lexware.account(key).files.get(String(id))?.fileName).toBe(fileName);
		},
	);

	it.each(Object.entries(names))(
		'downloads a file under the very name that the server gives (%s)',
		async (form, fileName) => {
			const made = await jsonOf({
				...call('doc', 'create', {
					finalize: true,
					recipient: 'address',
					address: { entry: { name: 'Müller', countryCode: 'DE' } },
					lineItems: {
						entry: [{ type: 'custom', name: 'Rat', quantity: 1, unitName: 'Std', unitPrice: 1 }],
					},
				}),
				resource: 'invoice',
			});
			const record = lexware.account('doc').documents.get(String(made.id))?.record;
			if (!record) throw new Error('no invoice was made');
			record.voucherNumber = fileName.slice('Rechnung '.length, -'.pdf'.length);
			const [item] = await itemsOf({
				...call('doc', 'download', { invoiceId: locator(made.id) }),
				resource: 'invoice',
			});
			// The server joins title and number with a line.
			const expected = fileName.replace('Rechnung ', 'Rechnung_');
			expect(expected.normalize(form.toUpperCase())).toBe(expected);
			expect(item?.json.fileName).toBe(expected);
			expect(item?.binary?.data?.fileName).toBe(expected);
		},
	);

	it('reports a file that was uploaded before, whoever did it', async () => {
		const given = await storeBinary(smallPdf('einmal'), 'einmal.pdf', 'application/pdf');
		const first = await jsonOf(call('again', 'upload', {}, given));
		expect(first.isDuplicate).toBe(false);
		const second = await jsonOf(call('again', 'upload', {}, given));
		expect(second).toEqual({ ...first, isDuplicate: true });
		const old = await storeBinary(smallPdf('alt'), 'alt.pdf', 'application/pdf');
		await upload('again', smallPdf('alt'));
		const third = await jsonOf(call('again', 'upload', {}, old));
		expect(third.isDuplicate).toBe(true);
		expect(lexware.account('again').vouchers.size).toBe(2);
	});

	it('downloads an XML invoice as XML, or as a PDF of it', async () => {
		const xml = Buffer.from('<Invoice xmlns="x"></Invoice>');
		const given = await storeBinary(xml, 'rechnung.xml', 'text/xml');
		const { id } = await jsonOf(call('xml', 'upload', {}, given));
		const download = async (parameters: INodeParameters) => {
			const run = call('xml', 'download', { fileId: locator(id), ...parameters });
			const [item] = await itemsOf(run);
			return item?.binary?.data?.mimeType;
		};
		expect(await download({})).toBe('application/xml');
		expect(await download({ format: 'xml' })).toBe('application/xml');
		expect(await download({ format: 'pdf' })).toBe('application/pdf');
	});

	it('tells the status of an upload', async () => {
		const given = await storeBinary(smallPdf('status'), 'status.pdf', 'application/pdf');
		const { id, voucherId } = await jsonOf(call('status', 'upload', {}, given));
		const status = await jsonOf(call('status', 'getStatus', { fileId: locator(id) }));
		expect(status).toMatchObject({ id, voucherId });
	});
});

/** By somebody else, an hour ago. */
async function upload(key: string, content: Buffer): Promise<void> {
	const form = new FormData();
	form.append('file', new Blob([new Uint8Array(content)]), 'alt.pdf');
	form.append('type', 'voucher');
	const response = await fetch(`${lexware.url}/v1/files`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}` },
		body: form,
	});
	const { voucherId } = (await response.json()) as { voucherId: string };
	const record = lexware.account(key).vouchers.get(voucherId)?.record;
	if (!record) throw new Error('nothing was uploaded');
	record.createdDate = new Date(Date.now() - 3_600_000).toISOString();
}
