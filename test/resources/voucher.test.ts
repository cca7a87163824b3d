import { voucher } from '../../nodes/LexwareOffice/resources/voucher';
import type { Values } from '../../nodes/LexwareOffice/operation/field';
import type { JsonObject } from '../../nodes/LexwareOffice/transport/request';
import { answer, carryOut, findingsOf, inputFile, requestOf, type Sent } from './requestOf';

const voucherId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const contactId = '3f6c1c0e-7d2e-4f0a-9e65-0b1b8e0f6a11';
const categoryId = 'cf03a2b0-f838-474f-ac5e-67adb9b830c7';
const route = `/v1/vouchers/${voucherId}`;

const fields = {
	type: 'purchaseinvoice',
	voucherNumber: 'R-1',
	voucherDate: '2026-01-15',
	taxType: 'gross',
	useCollectiveContact: true,
};
const items = (...amounts: Array<[number, string, number?]>) => ({
	entry: amounts.map(([amount, taxRatePercent, taxAmount]) => ({
		amount,
		taxRatePercent,
		taxAmount: taxAmount ?? '',
		categoryId: { mode: 'list', value: categoryId },
	})),
});
const body = {
	...fields,
	totalGrossAmount: 119,
	totalTaxAmount: 19,
	voucherItems: [{ amount: 119, taxAmount: 19, taxRatePercent: 19, categoryId }],
};

/** As the API hands it out: full timestamps, a status, and files. */
const stored = {
	...body,
	id: voucherId,
	voucherDate: '2026-01-15T00:00:00.000+01:00',
	dueDate: '2026-06-30T00:00:00.000+02:00',
	voucherStatus: 'open',
	contactName: 'Sammellieferant',
	files: ['f1', 'f2'],
	version: 4,
};
const putOf = async (current: JsonObject, parameters: Values) => {
	const answers = [current, { id: voucherId, version: 5 }];
	const { requests } = await carryOut(voucher, 'update', { voucherId, ...parameters }, { answers });
	expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		`GET ${route}`,
		`PUT ${route}`,
	]);
	return requests[1]?.body;
};

const rows: Array<[string, Values, Sent]> = [
	[
		'create',
		{ ...fields, voucherItems: items([119, '19']) },
		{ method: 'POST', path: '/v1/vouchers', body },
	],
	[
		'create',
		{
			...fields,
			taxType: 'net',
			useCollectiveContact: false,
			contactId: { mode: 'id', value: contactId },
			voucherDate: '2025-12-31T23:30:00.000Z',
			voucherItems: items([100, '19'], [-10.1, '7']),
			additionalFields: { dueDate: '31.01.2026', remark: 'bar' },
		},
		{
			method: 'POST',
			path: '/v1/vouchers',
			body: {
				...fields,
				taxType: 'net',
				useCollectiveContact: false,
				contactId,
				voucherDate: '2026-01-01',
				dueDate: '2026-01-31',
				remark: 'bar',
				totalGrossAmount: 108.19,
				totalTaxAmount: 18.29,
				voucherItems: [
					{ amount: 100, taxAmount: 19, taxRatePercent: 19, categoryId },
					{ amount: -10.1, taxAmount: -0.71, taxRatePercent: 7, categoryId },
				],
			},
		},
	],
	[
		'create',
		{ jsonBody: { ...body, voucherDate: '2026-01-14T23:00:00.000Z' } },
		{ method: 'POST', path: '/v1/vouchers', body },
	],
	['get', { voucherId }, { method: 'GET', path: route }],
	[
		'getAll',
		{ voucherNumber: 'R&D 1', limit: 5 },
		{
			method: 'GET',
			path: '/v1/vouchers',
			query: { voucherNumber: 'R&amp;D 1' },
			paging: { limit: 5, pageSize: 250 },
		},
	],
];

describe('voucher', () => {
	it.each(rows)('%s sends exactly this', async (operation, parameters, request) => {
		const given = operation === 'getAll' ? { answers: [[]] } : {};
		expect(await requestOf(voucher, operation, parameters, given)).toEqual(request);
	});

	describe('update', () => {
		it('keeps files, contact name and amounts, sends days, and drops the status', async () => {
			const { voucherStatus, ...kept } = stored;
			expect(voucherStatus).toBe('open');
			expect(await putOf(stored, { updateFields: { remark: 'neu' } })).toEqual({
				...kept,
				voucherDate: '2026-01-15',
				dueDate: '2026-06-30',
				remark: 'neu',
			});
		});

		it('does not let go of a file even if the changes name only one', async () => {
			const put = await putOf(stored, { jsonBody: { files: ['f2', 'f3'] } });
			expect(put?.files).toEqual(['f1', 'f2', 'f3']);
		});

		it('adds the amounts up again when the items change', async () => {
			const put = await putOf(stored, { updateFields: { voucherItems: items([107, '7']) } });
			expect(put).toMatchObject({ totalGrossAmount: 107, totalTaxAmount: 7 });
		});

		it('puts a contact in the place of the collective one, and drops its name', async () => {
			const put = await putOf(stored, { updateFields: { contactId } });
			expect(put).toMatchObject({ contactId, useCollectiveContact: false });
			expect(put).not.toHaveProperty('contactName');
		});

		it('drops the name that comes with a contact', async () => {
			const own = { ...stored, useCollectiveContact: false, contactId, contactName: 'Berta AG' };
			const put = await putOf(own, { updateFields: { remark: 'neu' } });
			expect(put).toMatchObject({ contactId });
			expect(put?.contactName).toBeUndefined();
		});

		it('puts the collective contact in the place of a contact', async () => {
			const own = { ...stored, useCollectiveContact: false, contactId, contactName: undefined };
			const put = await putOf(own, { updateFields: { useCollectiveContact: true } });
			expect(put).toMatchObject({ useCollectiveContact: true });
			expect(put?.contactId).toBeUndefined();
		});

		it('empties a day that is set to empty', async () => {
			const due = { ...stored, dueDate: '2026-02-01T00:00:00.000+01:00' };
			const put = await putOf(due, { updateFields: { dueDate: '', remark: '' } });
			expect(put).not.toHaveProperty('dueDate');
			expect(put).not.toHaveProperty('remark');
		});

		it('does not take away all items', () => {
			const parameters = { voucherId, updateFields: { voucherItems: {} } };
			expect(findingsOf(voucher, 'update', parameters)).toEqual([
				"'Update Fields → Voucher Items' is empty",
			]);
		});

		it('books a voucher that is unchecked', async () => {
			const unchecked = { ...stored, voucherStatus: 'unchecked' };
			const put = await putOf(unchecked, { updateFields: { book: true } });
			expect(put?.voucherStatus).toBe('open');
		});

		it('leaves an unchecked voucher unchecked, complete or not', async () => {
			const { id, type, taxType, files, version, useCollectiveContact } = stored;
			const unread = { id, type, taxType, files, version, useCollectiveContact };
			const put = await putOf(
				{ ...unread, voucherStatus: 'unchecked' },
				{ updateFields: { remark: 'neu' } },
			);
			expect(put).toEqual({ ...unread, remark: 'neu' });
		});

		it.each<[string, JsonObject, JsonObject, string]>([
			[
				'a status that cannot be set',
				{},
				{ voucherStatus: 'paid' },
				"'Voucher Status' cannot become",
			],
			[
				'booking what is incomplete',
				{ voucherStatus: 'unchecked', voucherNumber: undefined },
				{ voucherStatus: 'open' },
				"'Voucher Number' is empty",
			],
			[
				'a name for a contact of its own',
				{ useCollectiveContact: false, contactId },
				{ contactName: 'Berta' },
				"'Contact Name' goes with the collective contact only",
			],
			[
				'net amounts while it is unchecked',
				{ voucherStatus: 'unchecked', voucherItems: [] },
				{ taxType: 'net' },
				"'Tax Type' Net is not allowed while the voucher is unchecked",
			],
			[
				'a total that the items do not make',
				{},
				{ totalGrossAmount: 120 },
				"'Total Gross Amount' is 120, and the items add up to 119",
			],
		])('writes nothing with %s', async (_, current, changes, finding) => {
			const update = carryOut(
				voucher,
				'update',
				{ voucherId, jsonBody: changes },
				{ answers: [{ ...stored, ...current }] },
			);
			await expect(update).rejects.toMatchObject({
				findings: [expect.stringContaining(finding)],
			});
		});

		it.each([
			['409', 409, {}],
			['406', 406, { IssueList: [{ source: 'version', i18nKey: 'invalid_value' }] }],
		])('keeps a file that came while it was merging (%s)', async (_, status, conflict) => {
			const newer = { ...stored, files: ['f1', 'f2', 'f3'], version: 5 };
			const { requests } = await carryOut(
				voucher,
				'update',
				{ voucherId, updateFields: { remark: 'neu' } },
				{ answers: [stored, answer(status, conflict), newer] },
			);
			expect(requests[3]?.body).toMatchObject({ files: newer.files, version: 5, remark: 'neu' });
		});
	});

	describe('checks', () => {
		const given = (more: Values) => ({ jsonBody: { ...body, ...more } });
		const item = body.voucherItems[0];

		it.each<[string, Values, string]>([
			[
				'a tax amount one cent off',
				{ voucherItems: [{ ...item, taxAmount: 19.01 }], totalTaxAmount: 19.01 },
				"'Voucher Items 1 → Tax Amount' is 19.01, and 19 % of 119 gross is 19",
			],
			[
				'a net voucher whose total is the net sum',
				{ taxType: 'net', totalTaxAmount: 22.61, voucherItems: [{ ...item, taxAmount: 22.61 }] },
				"'Total Gross Amount' is 119, and the items add up to 141.61",
			],
			[
				'a total tax that is not the sum',
				{ totalTaxAmount: 18.99 },
				"'Total Tax Amount' is 18.99, and the items add up to 19",
			],
			[
				'a contact beside the collective one',
				{ contactId },
				"'Contact' and 'Use Collective Contact' exclude each other",
			],
			[
				'no contact at all',
				{ useCollectiveContact: false },
				"'Contact' is empty; choose one, or switch on 'Use Collective Contact'",
			],
			[
				'a contact with a name',
				{ useCollectiveContact: false, contactId, contactName: 'x' },
				"'Contact Name' goes with the collective contact only",
			],
			[
				'a shipping date of a purchase',
				{ shippingDate: '2026-01-15' },
				"'Shipping Date' goes with sales vouchers only",
			],
			[
				'a date that does not exist',
				{ voucherDate: '2026-02-30' },
				"'Voucher Date' is '2026-02-30', which is not a date; write it as 2026-11-24 or 24.11.2026",
			],
			['a type of sales documents', { type: 'invoice' }, "'Type' is 'invoice', and salesinvoice"],
			['a tax type of sales documents', { taxType: 'vatfree' }, "'Tax Type' is 'vatfree'"],
			['no items', { voucherItems: undefined }, "'Voucher Items' is empty"],
			['an empty list of items', { voucherItems: [] }, "'Voucher Items' is empty"],
			['items that are no list', { voucherItems: item }, "'Voucher Items' is not a list"],
			['a blank number', { voucherNumber: ' ' }, "'Voucher Number' is empty"],
			[
				'a rate that does not exist',
				{
					voucherItems: [{ ...item, taxRatePercent: 20, taxAmount: 19.83 }],
					totalTaxAmount: 19.83,
				},
				"'Voucher Items 1 → Tax Rate' is '20', and 0, 5, 7, 16, 19 are allowed",
			],
			[
				'a number as text',
				{ totalGrossAmount: '119,00' },
				"'Total Gross Amount' is '119,00', which is not a number",
			],
		])('sends nothing with %s', (_, more, finding) => {
			expect(findingsOf(voucher, 'create', given(more))).toEqual([
				expect.stringContaining(finding),
			]);
		});

		it('says everything at once', () => {
			const wrong = { voucherNumber: '', voucherDate: 'gestern', totalGrossAmount: 1 };
			expect(findingsOf(voucher, 'create', given(wrong))).toHaveLength(3);
		});

		it.each<[string, JsonObject]>([
			['half a cent up', { amount: 0.5, taxAmount: 0.1, taxRatePercent: 19 }],
			['half a cent down', { amount: 0.5, taxAmount: 0.09, taxRatePercent: 19 }],
			['a credit', { amount: -119, taxAmount: -22.61, taxRatePercent: 19 }],
			['no tax', { amount: 33.33, taxAmount: 0, taxRatePercent: 0 }],
		])('takes %s on a net voucher', (_, numbers) => {
			const voucherItems = [{ ...numbers, categoryId }];
			const totals = { totalGrossAmount: undefined, totalTaxAmount: undefined };
			const more = { taxType: 'net', voucherItems, ...totals };
			expect(findingsOf(voucher, 'create', given(more))).toEqual([]);
		});

		it('checks amounts that were entered in fields as well', () => {
			const parameters = {
				...fields,
				voucherItems: items([119, '19', 18]),
				additionalFields: { totalGrossAmount: 200 },
			};
			expect(findingsOf(voucher, 'create', parameters)).toEqual([
				"'Voucher Items 1 → Tax Amount' is 18, and 19 % of 119 gross is 19",
				"'Total Gross Amount' is 200, and the items add up to 119",
			]);
		});
	});

	describe('attachFile', () => {
		const files = { data: inputFile('Beleg.PDF', Buffer.from('%PDF-')) };
		const parameters = { voucherId, inputDataField: 'data' };

		it('sends the file without a type, and looks before whether it is there', async () => {
			const { requests, outputs } = await carryOut(voucher, 'attachFile', parameters, {
				files,
				answers: [{ files: ['f1'] }, answer(202, { id: 'f2' })],
			});
			expect(requests).toEqual([
				{ method: 'GET', path: route },
				{
					method: 'POST',
					path: `${route}/files`,
					upload: {
						fileName: 'Beleg.PDF',
						mimeType: 'application/pdf',
						content: Buffer.from('%PDF-'),
					},
				},
			]);
			expect(outputs).toEqual([{ json: { id: 'f2', voucherId, isDuplicate: false } }]);
		});

		it('reports a file that the voucher had already', async () => {
			const { outputs } = await carryOut(voucher, 'attachFile', parameters, {
				files,
				answers: [{ files: ['f1'] }, { id: 'f1' }],
			});
			expect(outputs).toEqual([{ json: { id: 'f1', voucherId, isDuplicate: true } }]);
		});

		it('spends no request on the question when nobody asks', async () => {
			const silent = { ...parameters, reportDuplicate: false };
			const given = { files, answers: [{ id: 'f1' }] };
			const { requests, outputs } = await carryOut(voucher, 'attachFile', silent, given);
			expect(requests.map(({ method }) => method)).toEqual(['POST']);
			expect(outputs).toEqual([{ json: { id: 'f1', voucherId } }]);
		});
	});
});
