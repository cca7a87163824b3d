// https://developers.lexware.io/docs/#files-endpoint
import { existedBefore, remember } from '../fields/duplicates';
import { checkUpload, reportDuplicate, toUpload, uploadFields } from '../fields/upload';
import { sendUnlessRefused } from '../operation/attempt';
import { defineOperation, defineResource, type SendRequest } from '../operation/define';
import { downloadFile } from '../operation/download';
import type { Fields } from '../operation/field';
import { path } from '../operation/path';
import { readRecord } from '../operation/update';
import type { Answer } from '../transport/request';

const noun = { one: 'file', many: 'files' };

const locator = {
	fileId: {
		type: 'locator',
		displayName: 'File',
		required: true,
		description: 'A file of a bookkeeping voucher',
	},
} as const satisfies Fields;

export const file = defineResource({
	value: 'file',
	name: 'File',
	needs: 'BOOKKEEPING',
	operations: [
		downloadFile({
			noun,
			locator,
			request: (id) => ({ method: 'GET', path: path`/v1/files/${id}` }),
			hasFormats: true,
		}),
		defineOperation({
			value: 'getStatus',
			name: 'Get Status',
			action: 'Get status of file',
			description: 'See what has become of an uploaded file',
			writes: false,
			fields: locator,
			request: ({ fileId }) => ({ method: 'GET', path: path`/v1/files/${fileId}/status` }),
		}),
		defineOperation({
			value: 'upload',
			name: 'Upload',
			action: 'Upload file',
			description: 'Hand in a receipt or invoice, of which Lexware Office makes a voucher to check',
			writes: true,
			fields: { ...uploadFields, reportDuplicate },
			check: ({ inputDataField }) => checkUpload(inputDataField),
			execute: async ({ values, send }) => {
				const upload = await toUpload(values.inputDataField, { type: 'voucher' });
				const startedAt = Date.now();
				const answer = await send({ method: 'POST', path: '/v1/files', upload });
				const uploadMs = Date.now() - startedAt;
				const { id, voucherId } = readRecord(answer);
				const wasKnown = remember(String(id));
				if (!values.reportDuplicate) return [{ json: { id, voucherId } }];
				const isDuplicate =
					wasKnown || (await hasOldVoucher(send, String(voucherId), answer, uploadMs));
				return [{ json: { id, voucherId, isDuplicate } }];
			},
		}),
	],
});

/** A voucher that was made just now cannot always be read yet. */
async function hasOldVoucher(
	send: SendRequest,
	voucherId: string,
	uploaded: Answer,
	uploadMs: number,
): Promise<boolean> {
	const route = path`/v1/vouchers/${voucherId}`;
	const answer = await sendUnlessRefused(send, { method: 'GET', path: route }, 404);
	return answer ? existedBefore(readRecord(answer).createdDate, uploaded, uploadMs) : false;
}
