import * as timers from '../../vendor/timers';
import { installClock, uninstallClock, type VirtualClock } from '../support/clock';

let clock: VirtualClock;
let calls: string[];

beforeEach(() => {
	clock = installClock();
	calls = [];
});

afterEach(uninstallClock);

describe('the timers that Bottleneck finds in the bundle', () => {
	it('call back in time, with arguments', async () => {
		timers.setTimeout((...words) => calls.push(words.join(' ')), 20, 'a', 'b');
		timers.setTimeout(() => calls.push('soon'));
		await clock.pass(10);
		expect(calls).toEqual(['soon']);
		await clock.pass(20);
		expect(calls).toEqual(['soon', 'a b']);
	});

	it('do not call back once cleared', async () => {
		timers.clearTimeout(timers.setTimeout(() => calls.push('late'), 5));
		timers.clearTimeout(undefined);
		timers.clearTimeout(null);
		await clock.pass(20);
		expect(calls).toEqual([]);
	});

	it('repeat until cleared', async () => {
		const timer = timers.setInterval(() => calls.push('tick'), 10);
		await clock.pass(36);
		timers.clearInterval(timer);
		await clock.pass(100);
		expect(calls).toEqual(['tick', 'tick', 'tick']);
		expect(clock.pending).toBe(0);
	});

	it('tell a time that no change of the wall clock can turn back', () => {
		const before = timers.Date.now();
		expect(timers.Date.now()).toBeGreaterThanOrEqual(before);
		expect(before).toBe(performance.now());
	});
});
