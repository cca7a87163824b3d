// The `/file` route: which representation an Accept header gets, and small but real PDF and XML documents.
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { Refusal, type Answer } from '../answer';
import type { SalesDocument, SalesRecord } from './document';
import type { SalesType } from './type';

/** Media types of an Accept header in its order; parameters are cut off. */
export function acceptedTypes(accept: string): string[] {
	return accept.split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase());
}

export async function printout(
	type: SalesType,
	{ record }: SalesDocument,
	accept: string,
): Promise<Answer> {
	const { voucherStatus, voucherNumber, electronicDocumentProfile: profile } = record;
	if (voucherStatus === 'draft' && !type.rendersDrafts) {
		throw new Refusal(
			409,
			[],
			`Voucher ${record.id} is in status 'draft' and therefore cannot be downloaded`,
		);
	}
	const name = [type.title, voucherNumber].filter(Boolean).join('_');
	const format = chooseFormat(accept, profile === 'XRechnung' ? 'xml' : 'pdf');
	if (format === 'pdf') {
		return download('application/pdf', `${name}.pdf`, await renderDocument(record));
	}
	if (profile !== 'XRechnung') throw new Refusal(404, [], 'No XML for this document');
	return download('application/xml', `${name}.xml`, Buffer.from(renderXml(record)));
}

function chooseFormat(accept: string, usual: 'pdf' | 'xml'): 'pdf' | 'xml' {
	for (const mediaType of acceptedTypes(accept)) {
		if (mediaType === '*/*') return usual;
		if (mediaType === 'application/*') return usual;
		if (mediaType === 'application/pdf') return 'pdf';
		if (mediaType === 'application/xml') return 'xml';
	}
	throw new Refusal(406, [], `Accept '${accept}' is not supported`);
}

export function download(
	mediaType: string,
	fileName: string,
	content: Buffer,
	disposition = 'attachment',
): Answer {
	const ascii = fileName.replace(/[^\x20-\x7e]/g, '_');
	const extended = ascii === fileName ? '' : `; filename*=UTF-8''${encodeURIComponent(fileName)}`;
	return {
		status: 200,
		headers: {
			'content-type': mediaType,
			'content-disposition': `${disposition}; filename="${ascii}"${extended}`,
		},
		body: content,
	};
}

/** The same bytes for the same record: no dates or ids of the moment. */
export async function renderDocument(record: SalesRecord): Promise<Buffer> {
	const { title, voucherNumber, address, lineItems, totalPrice } = record;
	return await renderPdf([title, voucherNumber].filter(Boolean).join(' '), record, [
		address.name,
		...lineItems.map(({ name, lineItemAmount }) => `${name ?? ''} ${lineItemAmount ?? ''}`),
		`Summe ${totalPrice?.totalGrossAmount ?? 0} EUR`,
	]);
}

export async function renderPdf(
	title: string,
	{ createdDate, updatedDate }: { createdDate: string; updatedDate: string },
	lines: string[],
): Promise<Buffer> {
	const pdf = await PDFDocument.create({ updateMetadata: false });
	pdf.setTitle(title);
	pdf.setCreationDate(new Date(createdDate));
	pdf.setModificationDate(new Date(updatedDate));
	const font = await pdf.embedFont(StandardFonts.Helvetica);
	const page = pdf.addPage();
	[title, ...lines].slice(0, 40).forEach((line, at) => {
		page.drawText(latin(line), { x: 50, y: page.getHeight() - 60 - 18 * at, size: 12, font });
	});
	return Buffer.from(await pdf.save());
}

/** The built-in fonts know Latin letters only. */
function latin(text: string): string {
	return text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
}

export function renderXml({ voucherNumber, address, totalPrice, xRechnung }: SalesRecord): string {
	const escape = (text: string) =>
		text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">',
		`<ID>${voucherNumber ?? ''}</ID>`,
		`<BuyerReference>${escape(xRechnung?.buyerReference ?? '')}</BuyerReference>`,
		`<BuyerName>${escape(address.name)}</BuyerName>`,
		`<PayableAmount currencyID="EUR">${totalPrice?.totalGrossAmount ?? 0}</PayableAmount>`,
		'</Invoice>',
	].join('\n');
}
