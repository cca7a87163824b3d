// https://developers.lexware.io/docs/#files-endpoint
import { json, Refusal, type Answer, type Call, type Resource } from '../answer';
import type { SalesDocument } from '../sales/document';
import { acceptedTypes, renderDocument, renderPdf, renderXml } from '../sales/printout';
import { receiveFile, type FileKind, type StoredFile } from './fileUpload';

export const files: Resource = {
	name: 'files',
	errors: 'legacy',
	routes: [
		{ method: 'POST', path: '/files', body: 'multipart', handle: upload },
		{ method: 'GET', path: '/files/:id', handle: fetchFile },
		{ method: 'GET', path: '/files/:id/status', handle: readStatus },
	],
};

async function upload(call: Call): Promise<Answer> {
	const { file, fields } = await call.readUpload();
	if (fields.type === undefined) return missingType();
	// Measured: a bare JSON string.
	if (fields.type !== 'voucher') return json(400, 'Invalid or missing upload type.');
	const { id, voucherId } = receiveFile(call.account, file);
	return json(202, { id, voucherId });
}

/** Measured: one issue, not in a list. */
function missingType(): Answer {
	return json(400, {
		i18nKey: 'bad_request_error',
		source: 'type',
		type: 'bad_request_error',
		additionalData: null,
		args: null,
	});
}

/** The shape is not documented. */
function readStatus(call: Call): Answer {
	if (call.account.withoutScope.has('files/status')) {
		throw new Refusal(403, [{ field: '', key: 'access_denied' }]);
	}
	const { id, voucherId } = find(call);
	return json(200, { id, voucherId, status: 'processed' });
}

function find({ account, params }: Call): StoredFile {
	const file = account.files.get(params.id ?? '');
	if (!file) throw new Refusal(404, []);
	return file;
}

const mediaTypes: Record<FileKind, string> = {
	pdf: 'application/pdf',
	png: 'image/png',
	jpg: 'image/jpeg',
	xml: 'application/xml',
};

// The preview of an XML file shall be the same bytes each time.
const unixEpoch = { createdDate: '1970-01-01', updatedDate: '1970-01-01' };

async function fetchFile(call: Call): Promise<Answer> {
	const { account, params, accept } = call;
	const wanted = acceptedTypes(accept).find((type) =>
		['*/*', 'application/xml', 'application/pdf', 'image/jpeg', 'image/png'].includes(type),
	);
	if (!wanted) throw new Refusal(406, [], `Accept '${accept}' is not supported`);
	const printed = [...account.documents.values()].find(
		({ record }) => record.files?.documentFileId === params.id,
	);
	if (printed) return await fetchPrinted(printed, wanted, params.id ?? '');
	const { id, kind, content } = find(call);
	if (wanted === 'application/xml' && kind !== 'xml') throw new Refusal(404, []);
	if (kind === 'xml' && wanted !== '*/*' && wanted !== 'application/xml') {
		const lines = content.toString().split('\n');
		return send(id, 'pdf', await renderPdf('XRechnung', unixEpoch, lines));
	}
	return send(id, kind, content);
}

/** Deprecated for sales documents. Here an XRechnung is a PDF unless XML is asked for. */
async function fetchPrinted(
	{ record }: SalesDocument,
	wanted: string,
	id: string,
): Promise<Answer> {
	if (wanted === '*/*' || wanted === 'application/pdf') {
		return send(id, 'pdf', await renderDocument(record));
	}
	if (wanted !== 'application/xml') throw new Refusal(406, []);
	if (record.electronicDocumentProfile !== 'XRechnung') throw new Refusal(404, []);
	return send(id, 'xml', Buffer.from(renderXml(record)));
}

function send(id: string, kind: FileKind, content: Buffer): Answer {
	return {
		status: 200,
		headers: {
			'content-type': mediaTypes[kind],
			'content-disposition': `inline; filename=${id}.${kind};`,
		},
		body: content,
	};
}
