import { withDeadline } from '../../nodes/LexwareOffice/transport/deadline';
import type { Outcome } from '../../nodes/LexwareOffice/transport/request';
import { installClock, uninstallClock, type VirtualClock } from '../support/clock';

const outcome: Outcome = { kind: 'notSent', cause: 'ECONNREFUSED' };

describe('the end of an attempt', () => {
	let clock: VirtualClock;

	beforeEach(() => {
		clock = installClock(1, 0);
	});

	afterEach(() => {
		uninstallClock();
	});

	const after = async (ms: number) => {
		await clock.sleep(ms);
		return outcome;
	};

	it.each([1, 44_999, 45_500])('is its outcome when there is one after %p ms', async (ms) => {
		expect(await clock.until(withDeadline(after(ms), 45_000))).toBe(outcome);
		expect(clock.now()).toBeLessThan(ms + 10);
	});

	it('is a loss one second after its own time-out, however long the answer drips', async () => {
		const lost = await clock.until(withDeadline(after(3_600_000), 45_000));
		expect(lost).toEqual({ kind: 'lost', cause: 'no answer within 46 s' });
		expect(clock.now()).toBeGreaterThanOrEqual(46_000);
		expect(clock.now()).toBeLessThan(46_100);
	});

	it('leaves no timer behind that runs for longer than a second', async () => {
		await clock.until(withDeadline(after(10), 90_000));
		await clock.pass(1000);
		expect(clock.pending).toBe(0);
	});
});
