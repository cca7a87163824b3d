// Bookkeeping vouchers, their files, and the voucher list.
import { storeBinary } from '../binaryMode';
import { voucher } from '../creations';
import { seedVoucherRows } from '../lexware/seed';
import { locator } from '../runNode';
import { add, type Books, type Rows } from './row';

const categoryId = 'cf03a2b0-f838-474f-ac5e-67adb9b830c7';

const receipt = {
	type: 'purchaseinvoice',
	voucherNumber: 'R&D 1',
	voucherDate: '2026-01-15',
	totalGrossAmount: 119,
	totalTaxAmount: 19,
	taxType: 'gross',
	useCollectiveContact: true,
	voucherItems: [{ amount: 119, taxAmount: 19, taxRatePercent: 19, categoryId }],
	version: 0,
};

const addReceipt = async ({ api }: Books) => await add(api, '/vouchers', receipt);

const recordOf = ({ account }: Books, id: unknown) => account.vouchers.get(String(id))?.record;

const pdf = async (text: string) => ({
	data: await storeBinary(Buffer.from(`%PDF-1.7 ${text}`), `${text}.pdf`, 'application/pdf'),
});

/** @returns the ids of the file and of the voucher it made */
async function addFile({ api, account }: Books, text: string) {
	const form = new FormData();
	form.append('file', new Blob([`%PDF-1.7 ${text}`]), `${text}.pdf`);
	form.append('type', 'voucher');
	const id = await add(api, '/files', form);
	return { id, voucherId: account.files.get(id)?.voucherId };
}

export const receiptRows: Rows = {
	'voucher.create': (books) => ({
		parameters: { ...voucher.parameters, voucherNumber: 'R-2' },
		arrives: ['POST /v1/vouchers 200'],
		gives: [{ version: 1 }],
		leaves: {
			find: ({ id }) => recordOf(books, id),
			like: { voucherNumber: 'R-2', voucherStatus: 'open', totalTaxAmount: 19 },
		},
	}),

	'voucher.get': async (books) => {
		const id = await addReceipt(books);
		return {
			parameters: { voucherId: locator(id) },
			arrives: [`GET /v1/vouchers/${id} 200`],
			gives: [{ id, voucherNumber: 'R&D 1', totalGrossAmount: 119 }],
		};
	},

	'voucher.getAll': async (books) => {
		const id = await addReceipt(books);
		await add(books.api, '/vouchers', { ...receipt, voucherNumber: 'R-2' });
		return {
			parameters: { voucherNumber: 'R&D 1' },
			arrives: ['GET /v1/vouchers 200'],
			gives: [{ id, voucherNumber: 'R&D 1' }],
		};
	},

	'voucher.update': async (books) => {
		const id = await addReceipt(books);
		return {
			parameters: { voucherId: locator(id), updateFields: { remark: 'bar' } },
			arrives: [`GET /v1/vouchers/${id} 200`, `PUT /v1/vouchers/${id} 200`],
			gives: [{ id }],
			leaves: {
				find: ({ id }) => recordOf(books, id),
				like: { remark: 'bar', voucherStatus: 'open' },
			},
		};
	},

	'voucher.attachFile': async (books) => {
		const voucherId = await addReceipt(books);
		return {
			parameters: { voucherId: locator(voucherId) },
			binary: await pdf('Anlage'),
			arrives: [`GET /v1/vouchers/${voucherId} 200`, `POST /v1/vouchers/${voucherId}/files 202`],
			gives: [{ voucherId, isDuplicate: false }],
			leaves: {
				find: ({ id }) => ({
					fileName: books.account.files.get(String(id))?.fileName,
					isAttached: recordOf(books, voucherId)?.files.includes(String(id)),
				}),
				like: { fileName: 'Anlage.pdf', isAttached: true },
			},
		};
	},

	'file.upload': async (books) => ({
		binary: await pdf('Beleg'),
		// The voucher it makes tells whether the file was there before.
		arrives: ({ voucherId }) => ['POST /v1/files 202', `GET /v1/vouchers/${String(voucherId)} 200`],
		gives: [{ isDuplicate: false }],
		leaves: {
			find: ({ id }) => books.account.files.get(String(id)),
			like: { fileName: 'Beleg.pdf', content: Buffer.from('%PDF-1.7 Beleg') },
		},
	}),

	'file.download': async (books) => {
		const { id } = await addFile(books, 'Beleg');
		return {
			parameters: { fileId: locator(id) },
			arrives: [`GET /v1/files/${id} 200`],
			gives: [{ id, fileSize: 14 }],
			file: { fileName: `${id}.pdf`, mimeType: 'application/pdf', start: '%PDF-1.7 Beleg' },
		};
	},

	'file.getStatus': async (books) => {
		const { id, voucherId } = await addFile(books, 'Beleg');
		return {
			parameters: { fileId: locator(id) },
			arrives: [`GET /v1/files/${id}/status 200`],
			gives: [{ id, voucherId }],
		};
	},

	'voucherList.getAll': ({ account }) => {
		seedVoucherRows(account, 5);
		const [row] = account.seededRows;
		return {
			parameters: { filters: { voucherNumber: String(row?.voucherNumber) } },
			arrives: ['GET /v1/voucherlist 200'],
			gives: [{ id: row?.id, voucherType: 'invoice', totalAmount: 100 }],
		};
	},
};
