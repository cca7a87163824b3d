// Reads a multipart body into memory.
import type { FastifyRequest } from 'fastify';
import { Refusal, type UploadedFile } from './answer';

export interface Upload {
	/** The part named `file`. */
	file?: UploadedFile;
	fields: Record<string, string>;
}

export async function readUpload(request: FastifyRequest): Promise<Upload> {
	if (!request.isMultipart()) {
		throw new Refusal(415, [], `Content type '${request.headers['content-type']}' not supported`);
	}
	const upload: Upload = { fields: {} };
	for await (const part of request.parts()) {
		if (part.type === 'field') {
			upload.fields[part.fieldname] = String(part.value);
		} else {
			const content = await part.toBuffer();
			if (part.fieldname === 'file') upload.file = { fileName: part.filename, content };
		}
	}
	return upload;
}
