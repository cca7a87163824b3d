// Download: a file of the API as n8n binary, under the file name that the server gives.
// Used by resources in place of `defineOperation`.
import type { Answer, ApiRequest } from '../transport/request';
import { sendUnlessRefused } from './attempt';
import { contentDispositionName } from './contentDisposition';
import { defineOperation, type Operation, type Output } from './define';
import type { Fields } from './field';
import type { Noun } from './standard';
import { InputError } from './values';

export const outputDataField = {
	type: 'string',
	displayName: 'Output Data Field Name',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the file in',
} as const;

const format = {
	type: 'options',
	displayName: 'Format',
	default: 'asIssued',
	options: [
		{ name: 'As Issued', value: 'asIssued', description: 'The file that counts' },
		{
			name: 'PDF',
			value: 'pdf',
			description: 'Of an XRechnung this is a preview, not the invoice',
		},
		{ name: 'XML', value: 'xml', description: 'Where the file is an XRechnung' },
	],
} as const;

/** Something was sent, for nobody knew before. */
const unchanged = 'Nothing was changed.';

const mediaTypes: Record<string, string> = { pdf: 'application/pdf', xml: 'application/xml' };

/** `hasFormats` where the API may have more than one form of the file. */
export function downloadFile(definition: {
	noun: Noun;
	locator: Fields;
	request: (id: string) => ApiRequest;
	hasFormats?: boolean;
}): Operation {
	const { noun, locator, request, hasFormats } = definition;
	const [name = ''] = Object.keys(locator);
	const fields: Fields = { ...locator, ...(hasFormats && { format }), outputDataField };
	return defineOperation({
		value: 'download',
		name: 'Download',
		action: `Download ${noun.one}`,
		description: `Save the document of one ${noun.one} as a file`,
		writes: false,
		fields,
		execute: async ({ values, send }) => {
			const id = String(values[name]);
			const accept = mediaTypes[String(values.format)] ?? '*/*';
			const wish = { ...request(id), accept };
			const isXml = values.format === 'xml';
			const answer = isXml ? await sendUnlessRefused(send, wish, 404) : await send(wish);
			// The API says the same of an unknown id and of a file without XML.
			if (!answer)
				throw new InputError([`The ${noun.one} ${id} has no XML, or does not exist`], unchanged);
			return [fileOutput(answer, id, String(values.outputDataField))];
		},
	});
}

/** The answer's bytes, and what its headers say of them. */
export function fileOutput(answer: Answer, id: string, field: string): Output {
	const mimeType =
		headerText(answer, 'content-type').split(';')[0]?.trim() || 'application/octet-stream';
	const extension = mimeType.split('/')[1] ?? 'bin';
	const fileName =
		contentDispositionName(headerText(answer, 'content-disposition')) ?? `${id}.${extension}`;
	return {
		json: { id, fileName, mimeType, fileSize: answer.body.length },
		file: { field, content: answer.body, fileName, mimeType },
	};
}

function headerText(answer: Answer, name: string): string {
	const value = answer.headers[name];
	return (Array.isArray(value) ? value[0] : value) ?? '';
}
