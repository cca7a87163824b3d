// A file of the input item on its way to Lexware Office: which one, whether the API takes it, and what is sent.
// https://developers.lexware.io/docs/#files-endpoint-upload-a-file
import type { Fields, InputFile } from '../operation/field';
import { InputError } from '../operation/values';
import type { Upload } from '../transport/request';

/** Inclusive. */
const mostBytes = 5 * 1024 * 1024;

/** The API judges a file by the extension of its name. */
const mimeTypes: Record<string, string> = {
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	pdf: 'application/pdf',
	png: 'image/png',
	xml: 'application/xml',
};

export const uploadFields = {
	inputDataField: {
		type: 'file',
		displayName: 'Input Data Field Name',
		required: true,
		hint: 'The name of the input field that holds the file: PDF, JPG, PNG or XML, 5 MB at most',
	},
} as const satisfies Fields;

export const reportDuplicate = {
	type: 'boolean',
	displayName: 'Report Duplicate',
	default: true,
	description:
		'Whether to tell if Lexware Office had this very file already, which takes one more request',
} as const;

export function checkUpload({ fileName, bytes = 0 }: InputFile): string[] {
	const isKnown = Object.hasOwn(mimeTypes, extensionOf(fileName));
	const finding = `'${fileName}' is not a PDF, JPG, PNG or XML file by the end of its name`;
	return [...(isKnown ? [] : [finding]), ...checkSize(fileName, bytes)];
}

/** @throws InputError when the file turns out to be too large once it is read */
export async function toUpload(file: InputFile, fields?: Upload['fields']): Promise<Upload> {
	const content = await file.read();
	const findings = checkSize(file.fileName, content.length);
	if (findings.length > 0) throw new InputError(findings);
	const mimeType = mimeTypes[extensionOf(file.fileName)] ?? file.mimeType;
	return { fileName: file.fileName, mimeType, content, fields };
}

function checkSize(fileName: string, bytes: number): string[] {
	if (bytes <= mostBytes) return [];
	return [`'${fileName}' has ${bytes} bytes, and Lexware Office takes ${mostBytes} (5 MB) at most`];
}

function extensionOf(fileName: string): string {
	return /\.([^.]*)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
