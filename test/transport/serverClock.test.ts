import { learnServerTime, serverAheadMs } from '../../nodes/LexwareOffice/transport/serverClock';
import type { Outcome } from '../../nodes/LexwareOffice/transport/request';

const answer = (date?: string): Outcome => ({
	kind: 'answer',
	status: 504,
	headers: { date },
	body: Buffer.alloc(0),
});

describe('the server’s clock', () => {
	it('is unknown before the first answer', () => {
		learnServerTime('https://unknown', { kind: 'lost', cause: 'ECONNRESET' });
		learnServerTime('https://unknown', answer());
		learnServerTime('https://unknown', answer('yesterday'));
		expect(serverAheadMs('https://unknown')).toBeUndefined();
	});

	it('is known to half a second after any answer, per server', () => {
		learnServerTime('https://ahead', answer(new Date(Date.now() + 60_000).toUTCString()));
		learnServerTime('https://behind', answer(new Date(Date.now() - 60_000).toUTCString()));
		expect(Math.abs((serverAheadMs('https://ahead') ?? 0) - 60_000)).toBeLessThan(600);
		expect(Math.abs((serverAheadMs('https://behind') ?? 0) + 60_000)).toBeLessThan(600);
	});
});
