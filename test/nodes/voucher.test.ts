import type { INodeParameters } from 'n8n-workflow';

import { itemsOf, jsonOf, locator, runNode, runsOf } from '../support/runNode';
import { seedContact } from '../support/lexware/resources/contacts';
import { startLexware, type LexwareServer } from '../support/lexware/server';

let lexware: LexwareServer;

beforeAll(async () => {
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
});

afterAll(async () => {
	await lexware.close();
});

const call = runsOf('voucher', () => lexware.url);

const categoryId = locator('cf03a2b0-f838-474f-ac5e-67adb9b830c7');

const receipt = {
	type: 'purchaseinvoice',
	voucherNumber: 'R&D 1',
	voucherDate: '2026-01-15',
	useCollectiveContact: true,
	voucherItems: { entry: [{ amount: 119, categoryId }] },
};

const pdf = (text: string) => ({
	data: {
		data: Buffer.from(`%PDF-1.7 ${text}`).toString('base64'),
		mimeType: 'application/pdf',
		fileName: `${text}.pdf`,
	},
});

const recordOf = (key: string, id: unknown) =>
	lexware.account(key).vouchers.get(String(id))?.record;

describe('voucher', () => {
	it('books a receipt whose tax and totals follow from its items', async () => {
		const { id } = await jsonOf(
			call('create', 'create', {
				...receipt,
				taxType: 'net',
				voucherItems: {
					entry: [
						{ amount: 100, taxRatePercent: '19', categoryId },
						{ amount: 0.5, taxRatePercent: '19', categoryId },
						{ amount: 33.33, taxRatePercent: '7', categoryId },
					],
				},
			}),
		);
		expect(recordOf('create', id)).toMatchObject({
			voucherStatus: 'open',
			totalTaxAmount: 21.43,
			totalGrossAmount: 155.26,
			contactName: 'Sammellieferant',
		});
	});

	it('books on a contact, with an instant of the last day of the year', async () => {
		const { id: contactId } = seedContact(lexware.account('contact'), {
			version: 0,
			roles: { vendor: {} },
			company: { name: 'Anna AG' },
		});
		const { id } = await jsonOf(
			call('contact', 'create', {
				...receipt,
				useCollectiveContact: false,
				contactId: locator(contactId),
				voucherDate: '2025-12-31T23:30:00.000Z',
			}),
		);
		expect(recordOf('contact', id)).toMatchObject({
			contactId,
			voucherDate: '2026-01-01T00:00:00.000+01:00',
		});
	});

	it('says what does not add up, before it sends anything', async () => {
		const { error } = await runNode(
			call('sums', 'create', { ...receipt, additionalFields: { totalGrossAmount: 120 } }),
		);
		expect(error?.message).toBe("'Total Gross Amount' is 120, and the items add up to 119");
		expect(lexware.log.arrivals('sums')).toHaveLength(0);
	});

	it('is found by its number, and read by its id', async () => {
		const { id } = await jsonOf(call('read', 'create', receipt));
		await jsonOf(call('read', 'create', { ...receipt, voucherNumber: 'R-2' }));
		const found = await itemsOf(call('read', 'getAll', { voucherNumber: 'R&D 1' }));
		expect(found.map(({ json }) => json.id)).toEqual([id]);
		const link = `https://app.lexware.de/permalink/vouchers/edit/${String(id)}`;
		const read = await jsonOf(
			call('read', 'get', { voucherId: { __rl: true, mode: 'url', value: link } }),
		);
		expect(read).toMatchObject({ id, voucherNumber: 'R&D 1', totalGrossAmount: 119 });
		expect(Object.keys(read)).toHaveLength(10);
	});

	it('keeps its files through an update, and attaches a file once only', async () => {
		const key = 'files';
		const { id } = await jsonOf(call(key, 'create', receipt));
		const voucherId = locator(id);
		const attach = async (text: string) =>
			await jsonOf({ ...call(key, 'attachFile', { voucherId }), binary: pdf(text) });
		const first = await attach('Beleg');
		expect(first).toMatchObject({ voucherId: id, isDuplicate: false });
		expect(await attach('Anlage')).toMatchObject({ isDuplicate: false });
		expect(await attach('Beleg')).toMatchObject({ id: first.id, isDuplicate: true });
		const updateFields = { remark: 'bar', voucherItems: { entry: [{ amount: 59.5, categoryId }] } };
		await jsonOf(call(key, 'update', { voucherId, updateFields }));
		expect(recordOf(key, id)).toMatchObject({
			remark: 'bar',
			totalGrossAmount: 59.5,
			totalTaxAmount: 9.5,
			voucherDate: '2026-01-15T00:00:00.000+01:00',
			voucherStatus: 'open',
		});
		expect(recordOf(key, id)?.files).toHaveLength(2);
		expect(lexware.account(key).files.size).toBe(2);
	});

	it('completes and books what an upload has left unchecked', async () => {
		const key = 'book';
		const { voucherId } = await jsonOf({
			...call(key, 'upload'),
			resource: 'file',
			binary: pdf('Beleg'),
		});
		const book = async (updateFields: INodeParameters) =>
			await runNode(call(key, 'update', { voucherId: locator(voucherId), updateFields }));
		expect((await book({ remark: 'Taxi' })).error).toBeUndefined();
		expect(recordOf(key, voucherId)).toMatchObject({ voucherStatus: 'unchecked', remark: 'Taxi' });
		const { error } = await book({ book: true });
		expect([error?.message, error?.description].join('\n')).toContain("'Voucher Number' is empty");
		const { voucherNumber, voucherDate, voucherItems } = receipt;
		const full = { voucherNumber, voucherDate, voucherItems, book: true };
		expect((await book(full)).error).toBeUndefined();
		expect(recordOf(key, voucherId)).toMatchObject({ voucherStatus: 'open', remark: 'Taxi' });
		expect(recordOf(key, voucherId)?.files).toHaveLength(1);
	});

	it('lays its changes over those of somebody who was faster', async () => {
		const { id } = await jsonOf(call('stale', 'create', receipt));
		lexware.faults.add({ key: 'stale', method: 'PUT', fault: 'conflict' });
		const updateFields = { remark: 'neu' };
		await jsonOf(call('stale', 'update', { voucherId: locator(id), updateFields }));
		expect(recordOf('stale', id)?.remark).toBe('neu');
	});
});
