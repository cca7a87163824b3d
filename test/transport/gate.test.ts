// What the gate does beyond what limiter.test.ts sees: limits that change, and other processes that are asked.
import { Gate } from '../../nodes/LexwareOffice/transport/gate';
import { createTokens } from '../../nodes/LexwareOffice/transport/limiter';
import type { SharedQuota } from '../../nodes/LexwareOffice/transport/sharing';
import type { Ask, Execution, HoldTime, Slot } from '../../nodes/LexwareOffice/transport/slot';
import { Window, type Dispatch } from '../../nodes/LexwareOffice/transport/window';
import { installClock, uninstallClock, type VirtualClock } from '../support/clock';
import { answer } from './simulation';

const ok = answer(200);
const refused = answer(429);
const read: Ask = { isWrite: false };
const write: Ask = { isWrite: true };
const patient = (maxWaitMs = 600_000): Execution => ({ maxWaitMs });

let clock: VirtualClock;

beforeEach(() => {
	clock = installClock();
});

afterEach(uninstallClock);

function open(requests = 2, windowMs = 1000) {
	const window = new Window({ requests, windowMs });
	const tokens = createTokens(requests);
	const gate = new Gate(window, tokens, clock);
	const available = async () => await clock.until(tokens.available());
	const take = async (ask = read, execution = patient()): Promise<Slot> => {
		const slot = await clock.until(gate.acquire(execution, ask));
		if (slot.kind !== 'slot') throw new Error(slot.reason);
		return slot;
	};
	return { window, gate, available, take };
}

/** Other processes that give what the test says, and remember what they were told. */
class Others implements SharedQuota {
	asked: number[] = [];
	used: Dispatch[] = [];
	drops = 0;
	told: Array<{ time: HoldTime; sentAt: number }> = [];
	outcomes: boolean[] = [];
	closed = 0;
	openAt = Infinity;

	ask(_now: number, queued: number): void {
		this.asked.push(queued);
	}

	isOpen(now: number): boolean {
		return this.openAt <= now;
	}

	nextAt(): number {
		return this.openAt;
	}

	use(dispatch: Dispatch): void {
		this.used.push(dispatch);
		this.openAt = Infinity;
	}

	drop(): void {
		this.drops += 1;
	}

	noteOutcome(_dispatch: Dispatch, isRefused: boolean): void {
		this.outcomes.push(isRefused);
	}

	hold(time: HoldTime, sentAt: number): void {
		this.told.push({ time, sentAt });
	}

	async describe(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	troubleSince(): undefined {
		return undefined;
	}

	close(): void {
		this.closed += 1;
	}
}

function openShared(requests?: number) {
	const opened = open(requests);
	const others = new Others();
	opened.gate.share(others);
	return { ...opened, others };
}

describe('limits that change', () => {
	it('upwards let more requests leave', async () => {
		const { gate, take, available } = open(1);
		gate.setLimits({ requests: 3, windowMs: 1000 });
		const startedAt = clock.now();
		for (let i = 0; i < 3; i++) (await take()).settle(ok);
		expect(clock.now() - startedAt).toBeLessThan(100);
		await clock.pass(3000);
		expect(await available()).toBe(3);
	});

	it('downwards take the tokens away', async () => {
		const { gate, take, available } = open(3);
		gate.setLimits({ requests: 1, windowMs: 1000 });
		await clock.pass(50);
		expect(await available()).toBe(1);
		(await take()).settle(ok);
		await clock.pass(3000);
		expect(await available()).toBe(1);
	});

	it('in length leave the tokens as they are', async () => {
		const { gate, available } = open(2);
		gate.setLimits({ requests: 2, windowMs: 5000 });
		await clock.pass(50);
		expect(await available()).toBe(2);
	});
});

describe('a request', () => {
	it('of an execution that was stopped before is refused at once', async () => {
		const { gate } = open();
		const execution = { ...patient(), signal: AbortSignal.abort() };
		expect(await gate.acquire(execution, read)).toEqual({ kind: 'refusal', reason: 'cancelled' });
		expect(gate.queued).toBe(0);
	});

	it('that comes back goes before what its execution asked for later', async () => {
		const { gate, take } = open(1);
		const execution = patient();
		const first = await take(read, execution);
		const order: string[] = [];
		const ask = async (name: string, again?: Slot) => {
			const slot = await gate.acquire(execution, { ...read, again });
			order.push(name);
			if (slot.kind === 'slot') slot.settle(ok);
		};
		const later = [ask('second'), ask('third')];
		first.settle(refused);
		await clock.until(Promise.all([ask('first again', first), ...later]));
		expect(order).toEqual(['first again', 'second', 'third']);
	});

	it('counts once, however often it is settled', async () => {
		const { gate, take } = open();
		const slot = await take();
		slot.settle(refused);
		slot.settle(refused);
		expect(gate.refusals).toBe(1);
	});

	it('is what makes the gate busy, until it has left the window', async () => {
		const { gate, take } = open();
		expect(gate.isBusy).toBe(false);
		(await take()).settle(ok);
		expect(gate.isBusy).toBe(true);
		await clock.pass(2000);
		expect(gate.isBusy).toBe(false);
	});

	it('that writes does not wait for reads under way', async () => {
		const { take } = open(3);
		await take(read);
		await take(read);
		const startedAt = clock.now();
		await take(write);
		expect(clock.now() - startedAt).toBeLessThan(100);
	});

	it('that was under way when another was refused belongs to the same hold', async () => {
		const { gate, window, take } = open(3);
		const [first, second] = [await take(), await take()];
		first.settle(refused);
		gate.hold({ ms: 2000, isByServer: true }, first);
		await clock.pass(1500);
		second.settle(refused);
		gate.hold({ ms: 100, isByServer: true }, second);
		expect(window.hold.inARow).toBe(1);
		expect(window.guardMs(clock.now())).toBeLessThan(36);
	});

	it('is refused as cancelled when the gate closes', async () => {
		const { gate, take } = open(1);
		await take();
		const waiting = gate.acquire(patient(), read);
		gate.close();
		expect(await waiting).toMatchObject({ kind: 'refusal', reason: 'cancelled' });
		expect(gate.queued).toBe(0);
	});
});

describe('other processes', () => {
	it('are asked when something waits, and say when it leaves', async () => {
		const { gate, others, take } = openShared();
		expect(others.asked).toEqual([]);
		others.openAt = clock.now() + 500;
		const slot = await take();
		expect(slot.dispatchedAt).toBeGreaterThanOrEqual(500);
		expect(slot.dispatchedAt).toBeLessThan(510);
		expect(others.asked[0]).toBe(1);
		expect(others.used).toHaveLength(1);
		expect(gate.queued).toBe(0);
	});

	it('may give the next time at once', async () => {
		const { others, take } = openShared(5);
		for (let i = 0; i < 3; i++) {
			others.openAt = clock.now();
			(await take()).settle(ok);
		}
		expect(clock.now()).toBeLessThan(100);
	});

	it('that answer at once after a time was missed keep nobody waiting', async () => {
		const { gate, others } = openShared();
		const waiting = gate.acquire(patient(), read);
		others.openAt = clock.now() + 100;
		// The time is missed once; then, and no earlier, another one is given on the spot.
		let isMissed = false;
		others.isOpen = (now) => {
			if (now < 100) return false;
			if (!isMissed) others.openAt = Infinity;
			return others.openAt <= now;
		};
		others.ask = (now) => {
			if (others.openAt !== Infinity || now < 100) return;
			isMissed = true;
			others.openAt = now;
		};
		gate.onShared();
		const slot = await clock.until(waiting);
		expect(slot).toMatchObject({ kind: 'slot' });
		expect(clock.now()).toBeLessThan(110);
	});

	it('keep the gate busy with what waits for them', () => {
		const { gate } = openShared();
		void gate.acquire(patient(), read);
		expect(gate.isBusy).toBe(true);
		gate.close();
		expect(gate.isBusy).toBe(false);
	});

	it('are not asked for a write while one is in flight', async () => {
		const { gate, others, take } = openShared(5);
		others.openAt = 0;
		const first = await take(write);
		others.asked = [];
		others.openAt = 0;
		const second = gate.acquire(patient(), write);
		await clock.pass(300);
		expect(others.asked).toEqual([]);
		expect(gate.queued).toBe(1);
		first.settle(ok);
		expect((await clock.until(second)).kind).toBe('slot');
		expect(others.asked.length).toBeGreaterThan(0);
	});

	it('are told of a refusal, and what they gave is given up for the hold', async () => {
		const { gate, others, take } = openShared();
		others.openAt = 0;
		const slot = await take();
		slot.settle(refused);
		const time = { ms: 700, isByServer: true };
		const waiting = gate.acquire(patient(), read);
		others.drops = 0;
		others.asked = [];
		gate.hold(time, slot);
		expect(others.told).toEqual([{ time, sentAt: slot.dispatchedAt }]);
		expect(others.drops).toBeGreaterThan(0);
		expect(others.asked).toEqual([]);
		others.openAt = 0;
		const heldAt = clock.now();
		await clock.until(waiting);
		expect(clock.now() - heldAt).toBeGreaterThanOrEqual(700);
		expect(others.outcomes).toEqual([true]);
	});

	it.each<[string, Parameters<Slot['settle']>[0], boolean]>([
		['an answer', ok, false],
		['an error of the API', answer(500), false],
		['a refusal', refused, true],
		['silence', { kind: 'lost', cause: 'reset' }, true],
	])('hear of %s', async (_, outcome, isRefused) => {
		const { others, take } = openShared();
		others.openAt = 0;
		(await take()).settle(outcome);
		expect(others.outcomes).toEqual([isRefused]);
	});

	it('that tell of a long hold end the wait of those who have no patience for it', async () => {
		const { window, gate } = openShared();
		const hasty = gate.acquire(patient(1000), read);
		const calm = gate.acquire(patient(60_000), read);
		gate.onShared();
		expect(gate.queued).toBe(2);
		window.hold.adopt(clock.now() + 5000, true, 1, clock.now());
		gate.onShared();
		expect(await hasty).toMatchObject({ kind: 'refusal', reason: 'maxWait', retryAfterMs: 5000 });
		expect(gate.queued).toBe(1);
		gate.close();
		expect((await calm).kind).toBe('refusal');
	});

	it('are left when others take their place, and when the gate closes', () => {
		const { gate, window, others } = openShared();
		expect(window.isShared).toBe(true);
		gate.share(new Others());
		expect(others.closed).toBe(1);
		expect(window.isShared).toBe(true);
		gate.close();
		expect(window.isShared).toBe(false);
	});
});
