// What becomes of an uploaded file: checks, de-duplication by content, and the voucher it makes.
import { createHash, randomUUID } from 'node:crypto';
import type { Account } from '../account';
import { Refusal, type UploadedFile } from '../answer';
import { berlinTimestamp } from '../time';
import type { VoucherRecord } from './vouchers';

export type FileKind = 'pdf' | 'png' | 'jpg' | 'xml';

export interface StoredFile {
	id: string;
	kind: FileKind;
	/** As the first upload named it. */
	fileName: string;
	content: Buffer;
	checksum: string;
	voucherId: string;
}

/** Inclusive. */
export const maxFileBytes = 5 * 1024 * 1024;

const kindByExtension: Record<string, FileKind> = {
	pdf: 'pdf',
	png: 'png',
	jpg: 'jpg',
	jpeg: 'jpg',
	xml: 'xml',
};

function checkFile(account: Account, file: UploadedFile | undefined): FileKind {
	// Measured: without a part named `file` the real server stumbles.
	if (!file) throw new Refusal(500, [{ field: '', key: 'technical_error' }]);
	const { fileName, content } = file;
	const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
	const kind = kindByExtension[extension];
	if (!kind || (kind === 'xml' && !account.acceptsXml)) {
		throw refuseFile('inacceptable_file_extension');
	}
	if (content.length > maxFileBytes) throw refuseFile('max_file_size_exceeded');
	const problem = contentProblem(kind, content);
	if (problem) throw refuseFile(problem);
	return kind;
}

function refuseFile(key: string): Refusal {
	return new Refusal(406, [{ field: '', key }]);
}

function contentProblem(kind: FileKind, content: Buffer): string | undefined {
	const starts = (hex: string) => content.subarray(0, hex.length / 2).toString('hex') === hex;
	switch (kind) {
		case 'pdf':
			return content.subarray(0, 5).toString('latin1') === '%PDF-'
				? undefined
				: 'voucher_upload_toxic_pdf';
		case 'png':
			// Width and height of the header chunk; an image of one pixel is refused.
			return starts('89504e470d0a1a0a') &&
				content.length >= 24 &&
				content.readUInt32BE(16) * content.readUInt32BE(20) > 1
				? undefined
				: 'image_conversion_error';
		case 'jpg':
			return starts('ffd8ff') ? undefined : 'image_conversion_error';
		case 'xml':
			return /<([\w-]+:)?(Invoice|CrossIndustryInvoice|CreditNote)[\s>]/.test(content.toString())
				? undefined
				: 'invalid_xrechnung';
	}
}

/** Stores the file with a new voucher; the same content again gives the ids it already has. */
export function receiveFile(account: Account, upload: UploadedFile | undefined): StoredFile {
	const kind = checkFile(account, upload);
	const { fileName = '', content = Buffer.alloc(0) } = upload ?? {};
	const checksum = checksumOf(content);
	const known = [...account.files.values()].find((file) => file.checksum === checksum);
	if (known) return known;
	const record = unreadVoucher(account);
	const file = { id: randomUUID(), kind, fileName, content, checksum, voucherId: record.id };
	record.files.push(file.id);
	account.files.set(file.id, file);
	account.vouchers.set(record.id, { record, openAmount: null, paymentItems: [] });
	account.revision += 1;
	return file;
}

/** Stores the file with a voucher that exists; de-duplicates within it. */
export function attachFile(
	account: Account,
	record: VoucherRecord,
	upload: UploadedFile | undefined,
): string {
	const kind = checkFile(account, upload);
	const { fileName = '', content = Buffer.alloc(0) } = upload ?? {};
	const checksum = checksumOf(content);
	const known = record.files.find((id) => account.files.get(id)?.checksum === checksum);
	if (known) return known;
	const file = { id: randomUUID(), kind, fileName, content, checksum, voucherId: record.id };
	account.files.set(file.id, file);
	record.files.push(file.id);
	return file.id;
}

function checksumOf(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** Recognition of the text is not imitated: the voucher is `unchecked` at once and empty but for its file. */
function unreadVoucher({ profile }: Account): VoucherRecord {
	const now = berlinTimestamp(new Date());
	return {
		id: randomUUID(),
		organizationId: profile.organizationId,
		type: 'purchaseinvoice',
		voucherStatus: 'unchecked',
		taxType: 'gross',
		useCollectiveContact: true,
		contactName: 'Sammellieferant',
		voucherItems: [],
		files: [],
		createdDate: now,
		updatedDate: now,
		version: 0,
	};
}
