// Sales documents: the same five operations for every type, with what the types differ in as data.
import type { IDataObject } from 'n8n-workflow';

import { invoice } from '../creations';
import { seedDownPaymentInvoice } from '../lexware/resources/downPaymentInvoices';
import { sampleDocument } from '../lexware/sales/sample';
import { locator } from '../runNode';
import { add, type Books, type Rows } from './row';

interface Type {
	path: string;
	voucherType: string;
	title: string;
	/** Of the first one that is issued. */
	voucherNumber: string;
}

const types: Record<string, Type> = {
	creditNote: {
		path: 'credit-notes',
		voucherType: 'creditnote',
		title: 'Rechnungskorrektur',
		voucherNumber: 'GS0001',
	},
	deliveryNote: {
		path: 'delivery-notes',
		voucherType: 'deliverynote',
		title: 'Lieferschein',
		voucherNumber: 'LS0001',
	},
	invoice: {
		path: 'invoices',
		voucherType: 'invoice',
		title: 'Rechnung',
		voucherNumber: 'RE0001',
	},
	orderConfirmation: {
		path: 'order-confirmations',
		voucherType: 'orderconfirmation',
		title: 'Auftragsbestätigung',
		voucherNumber: 'AB0001',
	},
	quotation: {
		path: 'quotations',
		voucherType: 'quotation',
		title: 'Angebot',
		voucherNumber: 'AG0001',
	},
};

const entered = invoice.parameters;

const addIssued = async ({ api }: Books, path: string) =>
	await add(api, `/${path}?finalize=true`, sampleDocument);

const documentOf =
	({ account }: Books) =>
	({ id }: IDataObject) =>
		account.documents.get(String(id));

const pdfOf = (fileName: string) => ({ fileName, mimeType: 'application/pdf', start: '%PDF-' });

function rowsOf(resource: string, { path, voucherType, title, voucherNumber }: Type): Rows {
	return {
		[`${resource}.create`]: (books) => ({
			parameters: { ...entered, finalize: true },
			arrives: [`POST /v1/${path} 201`],
			gives: [{ version: 1 }],
			leaves: {
				find: documentOf(books),
				like: { type: voucherType, record: { voucherNumber, voucherStatus: 'open' } },
			},
		}),

		[`${resource}.get`]: async (books) => {
			const id = await addIssued(books, path);
			return {
				parameters: { [`${resource}Id`]: locator(id) },
				arrives: [`GET /v1/${path}/${id} 200`],
				gives: [{ id, voucherNumber, contactName: 'Muster AG' }],
			};
		},

		[`${resource}.getAll`]: async (books) => {
			await addIssued(books, resource === 'quotation' ? 'invoices' : 'quotations');
			const id = await addIssued(books, path);
			return {
				parameters: { returnAll: true },
				arrives: ['GET /v1/voucherlist 200'],
				gives: [{ id, voucherType, voucherNumber }],
			};
		},

		[`${resource}.download`]: async (books) => {
			const id = await addIssued(books, path);
			return {
				parameters: { [`${resource}Id`]: locator(id) },
				arrives: [`GET /v1/${path}/${id}/file 200`],
				gives: [{ id, mimeType: 'application/pdf' }],
				file: pdfOf(`${title}_${voucherNumber}.pdf`),
			};
		},
	};
}

const addDunning = async (books: Books) => {
	const invoiceId = await addIssued(books, 'invoices');
	return await add(books.api, `/dunnings?precedingSalesVoucherId=${invoiceId}`, sampleDocument);
};

/** Always a draft without a number, which no list knows. */
const dunningRows: Rows = {
	'dunning.create': async (books) => {
		const precedingSalesVoucherId = await addIssued(books, 'invoices');
		return {
			parameters: { ...entered, precedingSalesVoucherId },
			arrives: ['POST /v1/dunnings 201'],
			// Whatever is not issued has version 0.
			gives: [{ version: 0 }],
			leaves: {
				find: documentOf(books),
				like: {
					type: 'dunning',
					record: { voucherStatus: 'draft', relatedVouchers: [{ id: precedingSalesVoucherId }] },
				},
			},
		};
	},

	'dunning.get': async (books) => {
		const id = await addDunning(books);
		return {
			parameters: { dunningId: locator(id) },
			arrives: [`GET /v1/dunnings/${id} 200`],
			gives: [{ id, voucherStatus: 'draft', contactName: 'Muster AG' }],
		};
	},

	'dunning.download': async (books) => {
		const id = await addDunning(books);
		return {
			parameters: { dunningId: locator(id) },
			arrives: [`GET /v1/dunnings/${id}/file 200`],
			gives: [{ id, mimeType: 'application/pdf' }],
			file: pdfOf('Mahnung.pdf'),
		};
	},
};

const seedDownPayment = ({ account }: Books) =>
	seedDownPaymentInvoice(account, { ...sampleDocument, expirationDate: undefined }).record;

/** Made in the web app only. */
const downPaymentRows: Rows = {
	'downPaymentInvoice.get': (books) => {
		const { id, voucherNumber } = seedDownPayment(books);
		return {
			parameters: { downPaymentInvoiceId: locator(id) },
			arrives: [`GET /v1/down-payment-invoices/${id} 200`],
			gives: [{ id, voucherNumber, totalGrossAmount: 190.4 }],
		};
	},

	'downPaymentInvoice.getAll': async (books) => {
		await addIssued(books, 'invoices');
		const { id } = seedDownPayment(books);
		return {
			parameters: { returnAll: true },
			arrives: ['GET /v1/voucherlist 200'],
			gives: [{ id, voucherType: 'downpaymentinvoice' }],
		};
	},

	'downPaymentInvoice.download': (books) => {
		const { id, voucherNumber } = seedDownPayment(books);
		return {
			parameters: { downPaymentInvoiceId: locator(id) },
			arrives: [`GET /v1/down-payment-invoices/${id}/file 200`],
			gives: [{ id, mimeType: 'application/pdf' }],
			file: pdfOf(`Abschlagsrechnung_${String(voucherNumber)}.pdf`),
		};
	},
};

export const documentRows: Rows = Object.assign(
	{},
	...Object.entries(types).map(([resource, type]) => rowsOf(resource, type)),
	dunningRows,
	downPaymentRows,
);

/** An issued invoice, for what follows from one. */
export async function addInvoice(books: Books): Promise<string> {
	return await addIssued(books, 'invoices');
}
