import { Window, type Dispatch } from '../../nodes/LexwareOffice/transport/window';

const second = 1000;
/** Long enough ago to be neither cold nor counted. */
const start = 100_000;

function open(requests = 2, windowMs = second): Window {
	return new Window({ requests, windowMs });
}

/** A window whose connections are warm: N requests have left and come back. */
function warm(requests = 2, windowMs = second): Window {
	const window = open(requests, windowMs);
	const before = start - 2 * windowMs - 1;
	for (let i = 0; i < requests; i++) window.noteAnswer(window.note(before), before + 50, false);
	window.takeLeavers(start);
	return window;
}

/** Teaches the fastest round trip with twenty answers. */
function learn(window: Window, rttMs: number, from: number): void {
	for (let i = 0; i < 20; i++) {
		const at = from + i * 3 * second;
		window.noteAnswer(window.note(at), at + rttMs, false);
	}
}

describe('the ledger of the window', () => {
	it('lets as many requests leave at once as the window holds', () => {
		const window = open();
		expect(window.allowedAt(start, 1)).toBeLessThanOrEqual(start);
		window.note(start);
		expect(window.allowedAt(start, 1)).toBeLessThanOrEqual(start);
	});

	it('spaces nothing itself where the others are asked, and keeps to the window and to holds', () => {
		const window = warm();
		window.isShared = true;
		window.note(start);
		expect(window.allowedAt(start, 50)).toBeLessThanOrEqual(start);
		window.note(start);
		expect(window.allowedAt(start, 50)).toBe(start + second);
		window.hold.extend(start + 5 * second, true);
		expect(window.allowedAt(start, 50)).toBe(start + 5 * second);
	});

	it('ends the probe after a hold whose answer never came', () => {
		const window = warm();
		window.hold.start(start, second, { at: start }, true);
		const sentAt = start + 1.1 * second;
		const probe = window.note(sentAt);
		expect(window.allowedAt(sentAt, 1)).toBeGreaterThan(sentAt);
		window.noteSilence(probe);
		expect(window.allowedAt(sentAt, 1)).toBeLessThanOrEqual(sentAt);
		// It proved nothing about the quota, so the next hold is still the longer one.
		expect(window.hold.inARow).toBe(1);
	});

	it('makes the next one wait for the oldest to leave, plus two percent', () => {
		const window = warm();
		window.note(start);
		window.note(start + 300);
		expect(window.allowedAt(start + 300, 1)).toBe(start + 1020);
	});

	it('keeps the first requests after a silence twelve percent longer', () => {
		const window = open();
		window.note(start);
		window.note(start);
		expect(window.allowedAt(start, 1)).toBe(start + 1140);
		window.note(start + 1140);
		window.note(start + 1140);
		expect(window.allowedAt(start + 1140, 1)).toBe(start + 2160);
	});

	it('does not take the usual pause of a long window for a silence', () => {
		const window = open(1, 10 * second);
		window.note(start);
		const next = start + 11_400;
		expect(window.allowedAt(start, 1)).toBe(next);
		window.note(next);
		expect(window.allowedAt(next, 1)).toBe(next + 10_200);
	});

	it('spaces a queue longer than the window', () => {
		const window = open();
		window.note(start);
		expect(window.allowedAt(start, 3)).toBe(start + 400);
	});

	it('spaces a stream of single requests', () => {
		const window = warm();
		for (const at of [0, 500, 1020]) window.note(start + at);
		expect(window.allowedAt(start + 1020, 1)).toBe(start + 1520);
		expect(window.allowedAt(start + 1400, 0)).toBe(start + 1520);
		window.note(start + 1520);
		expect(window.allowedAt(start + 1520, 1)).toBe(start + 2040);
	});

	it('paces a stream from one and a half times its requests in two windows on', () => {
		const window = warm(4);
		const sentAt = [0, 10, 20, 30, 1990];
		for (const at of sentAt) window.note(start + at);
		expect(window.allowedAt(start + 1990, 1)).toBeLessThanOrEqual(start + 1990);
		window.note(start + 1991);
		expect(window.allowedAt(start + 1991, 1)).toBe(start + 1991 + 200);
		expect(window.allowedAt(start + 2000, 1)).toBeLessThanOrEqual(start + 2191);
		// The first of them is two windows old.
		expect(window.spacingMs(start + 1999, 1)).toBe(200);
		expect(window.spacingMs(start + 2000, 1)).toBe(0);
	});

	it('does not pace as many as fit into the window', () => {
		const window = warm(4);
		expect(window.spacingMs(start, 4)).toBe(0);
		expect(window.spacingMs(start, 5)).toBe(200);
	});

	it('hands every token back once', () => {
		const window = warm();
		window.note(start);
		window.note(start + 300);
		expect(window.takeLeavers(start + 1019)).toBe(0);
		expect(window.nextLeaveAt(start + 1019)).toBe(start + 1020);
		expect(window.takeLeavers(start + 1020)).toBe(1);
		expect(window.takeLeavers(start + 1021)).toBe(0);
		expect(window.takeLeavers(start + 9000)).toBe(1);
		expect(window.isBusy).toBe(false);
		expect(window.nextLeaveAt(start + 9000)).toBe(Infinity);
	});
});

describe('what the answers teach', () => {
	it('frees a request early by the difference to the fastest round trip, after twenty answers', () => {
		const window = open();
		learn(window, 100, start);
		const now = start + 20 * 3 * second;
		const first = window.note(now);
		window.note(now);
		expect(window.allowedAt(now, 1)).toBe(now + 1020);
		window.noteAnswer(first, now + 105, false);
		expect(window.allowedAt(now + 105, 1)).toBeCloseTo(now + 1009, 0);
	});

	it('frees less early while few answers of varying speed are known', () => {
		const window = open();
		for (let i = 0; i < 40; i++) {
			const at = start + i * 3 * second;
			window.noteAnswer(window.note(at), at + 100 + (i % 2) * 20, false);
		}
		const now = start + 40 * 3 * second;
		const first = window.note(now);
		window.note(now);
		window.noteAnswer(first, now + 100, false);
		const freeAt = window.allowedAt(now + 100, 1);
		expect(freeAt).toBeGreaterThan(now + 1004 + 3);
		expect(freeAt).toBeLessThan(now + 1004 + 7);
	});

	it.each([
		[false, 1020],
		[true, 1308],
	])(
		'keeps requests longer that were far slower than usual, if the server refused before: %s',
		(hasRefused, freeAfterMs) => {
			const window = open();
			learn(window, 100, start);
			const now = start + 20 * 3 * second;
			if (hasRefused) window.guard.raise(now - second, second);
			const pair = [window.note(now), window.note(now)];
			for (const dispatch of pair) window.noteAnswer(dispatch, now + 400, false);
			expect(window.allowedAt(now + 400, 1)).toBeCloseTo(now + freeAfterMs, -1);
		},
	);

	it('never frees a request later than the guard says', () => {
		const window = open();
		learn(window, 100, start);
		const now = start + 20 * 3 * second;
		const first = window.note(now);
		window.note(now);
		window.noteAnswer(first, now + 700, false);
		expect(window.allowedAt(now + 700, 1)).toBe(now + 1020);
	});

	it.each<[string, (window: Window, dispatch: Dispatch, now: number) => void]>([
		['a refusal', (window, dispatch, now) => window.noteAnswer(dispatch, now, true)],
		['silence', (window, dispatch) => window.noteSilence(dispatch)],
	])('frees nothing early after %s', (_name, end) => {
		const window = open();
		learn(window, 100, start);
		const now = start + 20 * 3 * second;
		const first = window.note(now);
		window.note(now);
		end(window, first, now + 100);
		expect(window.allowedAt(now + 100, 1)).toBe(now + 1020);
	});

	it('frees nothing early before it knows the network', () => {
		const window = warm();
		const first = window.note(start);
		window.note(start);
		window.noteAnswer(first, start + 50, false);
		expect(window.allowedAt(start + 50, 1)).toBe(start + 1020);
	});
});

describe('a refusal', () => {
	function refuse(window: Window, now: number): boolean {
		const dispatch = window.note(now);
		const isNew = window.hold.start(now + 50, 2000, dispatch, true);
		if (isNew) window.guard.raise(now + 50, second);
		window.noteAnswer(dispatch, now + 50, true);
		return isNew;
	}

	it('holds the key, then lets one request probe, then spaces strictly', () => {
		const window = warm();
		refuse(window, start);
		const until = start + 2050;
		expect(window.allowedAt(start + 100, 5)).toBe(until);
		const probe = window.note(until);
		expect(window.allowedAt(until, 5)).toBeGreaterThan(until + second);
		window.noteAnswer(probe, until + 50, false);
		const guardMs = window.guardMs(until + 50);
		expect(window.allowedAt(until + 50, 5)).toBeCloseTo(until + (second + guardMs) / 2, 3);
	});

	it('does not wait for the answer of the probe longer than a window', () => {
		const window = warm();
		refuse(window, start);
		const until = start + 2050;
		window.note(until);
		const guardMs = window.guardMs(until);
		expect(window.allowedAt(until, 5)).toBeCloseTo(until + second + guardMs, 3);
		expect(guardMs).toBeCloseTo(35, 0);
	});

	it('belongs to the hold under way if the request left before', () => {
		const window = warm();
		const [first, second_] = [window.note(start), window.note(start + 10)];
		expect(window.hold.start(start + 50, 500, first, false)).toBe(true);
		expect(window.hold.start(start + 60, 900, second_, false)).toBe(false);
		expect(window.hold.until).toBe(start + 550);
		expect(window.hold.inARow).toBe(1);
	});

	it('lets only the server make that hold longer', () => {
		const window = warm();
		const [first, second_] = [window.note(start), window.note(start + 10)];
		window.hold.start(start + 50, 500, first, false);
		expect(window.hold.start(start + 60, 3000, second_, true)).toBe(false);
		expect(window.hold.until).toBe(start + 3060);
	});

	it('counts the holds in a row until an answer is no refusal', () => {
		const window = warm();
		const early = window.note(start - 10);
		refuse(window, start);
		refuse(window, start + 3000);
		expect(window.hold.inARow).toBe(2);
		window.noteAnswer(early, start + 4000, false);
		expect(window.hold.inARow).toBe(2);
		window.noteAnswer(window.note(start + 6000), start + 6050, false);
		expect(window.hold.inARow).toBe(0);
	});
});

describe('what the server counts', () => {
	it('changes nothing when our own requests explain it', () => {
		const window = warm();
		const first = window.note(start);
		window.note(start + 10);
		window.heed(0, 1000, first, start + 50);
		expect(window.allowedAt(start + 50, 1)).toBe(start + 1020);
		expect(window.hasForeign(start + 50)).toBe(false);
	});

	it('makes room for requests that are not ours', () => {
		const window = warm(10);
		expect(window.hasForeign(0)).toBe(false);
		const first = window.note(start);
		expect(window.heed(2, 1000, first, start + 50)).toBe(false);
		expect(window.hasForeign(start + 50)).toBe(true);
		expect(window.liveUntil(start + 50)).toHaveLength(8);
		window.heed(2, 1000, first, start + 60);
		expect(window.liveUntil(start + 60)).toHaveLength(8);
		expect(window.hasForeign(start + 1050)).toBe(false);
	});

	it('waits for the reset when others have used everything', () => {
		const window = warm(10);
		const first = window.note(start);
		expect(window.heed(0, 900, first, start + 50)).toBe(true);
		expect(window.hold.isByServer).toBe(true);
		window.heed(0, 3000, first, start + 50);
		expect(window.allowedAt(start + 50, 1)).toBe(start + 3050);
	});

	it('waits for the reset of a quota that is longer than our window', () => {
		const window = warm();
		const first = window.note(start);
		window.note(start);
		window.heed(0, 30_000, first, start + 50);
		expect(window.allowedAt(start + 50, 1)).toBe(start + 30_050);
	});

	it('never allows more than the limits', () => {
		const window = warm();
		const first = window.note(start);
		window.note(start);
		window.heed(100, 0, first, start + 50);
		expect(window.allowedAt(start + 50, 1)).toBe(start + 1020);
	});
});

describe('requests of before', () => {
	it('leave the window whatever order they came to an end in', () => {
		const window = open();
		learn(window, 100, start);
		const now = start + 20 * 3 * second;
		const [first, later] = [window.note(now), window.note(now + 10)];
		window.noteAnswer(later, now + 110, false);
		// The later one is free at 1014, the first at 1020.
		expect(window.allowedAt(now + 110, 1)).toBeCloseTo(now + 1014, 0);
		window.noteAnswer(first, now + 400, false);
		expect(window.allowedAt(now + 400, 1)).toBeCloseTo(now + 1014, 0);
	});

	it('keep the window busy until the last has left', () => {
		const window = warm();
		expect(window.isBusy).toBe(false);
		window.note(start);
		window.note(start + 300);
		window.takeLeavers(start + 1100);
		expect(window.isBusy).toBe(true);
		window.takeLeavers(start + 1400);
		expect(window.isBusy).toBe(false);
	});

	it('are remembered as far as the spacing needs, and all that have not left', () => {
		const window = open();
		for (let i = 0; i < 50; i++) {
			window.takeLeavers(start + i * second);
			window.note(start + i * second);
		}
		expect(window.liveUntil(-Infinity)).toHaveLength(6);
		for (let i = 0; i < 50; i++) window.note(start + 100 * second + i);
		expect(window.liveUntil(-Infinity).length).toBeGreaterThanOrEqual(50);
		window.takeLeavers(start + 200 * second);
		window.note(start + 200 * second);
		expect(window.liveUntil(-Infinity)).toHaveLength(6);
	});

	it('of others are remembered while they count, and no longer', () => {
		const window = warm(4);
		const first = window.note(start);
		window.heed(1, 3000, first, start + 50);
		window.note(start + 60);
		expect(window.hasForeign(start + 3049)).toBe(true);
		window.note(start + 3060);
		expect(window.hasForeign(start)).toBe(false);
	});
});

describe('limits that change', () => {
	it('remembers enough for a longer window', () => {
		const window = warm();
		for (const at of [0, 10, 1020, 1030]) window.note(start + at);
		window.takeLeavers(start + 1500);
		window.limits = { requests: 2, windowMs: 5 * second };
		expect(window.allowedAt(start + 1500, 1)).toBe(start + 1020 + 5100);
	});

	it('counts what has left against a smaller number', () => {
		const window = warm(10);
		for (let i = 0; i < 10; i++) window.note(start + 10 * i);
		window.limits = { requests: 1, windowMs: second };
		expect(window.allowedAt(start + 100, 0)).toBe(start + 90 + 1020);
	});
});
