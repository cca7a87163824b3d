import { payment } from '../../nodes/LexwareOffice/resources/payment';
import { answer, carryOut, requestOf } from './requestOf';

const voucherId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';

describe('payment', () => {
	it('asks by the id of the voucher', async () => {
		expect(await requestOf(payment, 'get', { voucherId })).toEqual({
			method: 'GET',
			path: `/v1/payments/${voucherId}`,
		});
	});

	it('takes the 406 of a draft as "no payment data"', async () => {
		const draft = answer(406, { message: 'No payment information for this invoice in draft' });
		const { outputs } = await carryOut(payment, 'get', { voucherId }, { answers: [draft] });
		expect(outputs).toEqual([{ json: { voucherId, hasPaymentData: false } }]);
	});

	it('does not hide any other refusal', async () => {
		const missing = answer(404, { message: 'Not Found' });
		await expect(
			carryOut(payment, 'get', { voucherId }, { answers: [missing] }),
		).rejects.toMatchObject({ kind: 'refused', status: 404 });
	});

	it.each([['1337.00'], [1337]])('gives the open amount %p as a number', async (openAmount) => {
		const answers = [{ openAmount, paymentStatus: 'openRevenue' }];
		const { outputs } = await carryOut(payment, 'get', { voucherId }, { answers });
		expect(outputs).toEqual([
			{ json: { voucherId, hasPaymentData: true, openAmount: 1337, paymentStatus: 'openRevenue' } },
		]);
	});
});
