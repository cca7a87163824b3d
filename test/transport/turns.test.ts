/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the table goes to stdout, past jest's console */
// Processes with less than one request per window each, which cannot talk to each other.
import fc from 'fast-check';

import { readAccount } from '../../nodes/LexwareOffice/transport/account';
import { limiterFor, resetLimiters } from '../../nodes/LexwareOffice/transport/limiter';
import { nextSlotAt, toleratedLateMs } from '../../nodes/LexwareOffice/transport/timeSlots';
import { Turns } from '../../nodes/LexwareOffice/transport/turns';
import { Window } from '../../nodes/LexwareOffice/transport/window';
import { installClock, seededRandom, uninstallClock } from '../support/clock';
import {
	answer,
	jain,
	openWorld,
	profiles,
	readRequest,
	utilisation,
	type Policy,
	type Profile,
} from './simulation';

const windowMs = 1000;
const requests = 2;
const processes = 4;
/** What the credential makes of 2 per second among 4. */
const share = { requests: 1, windowMs: 2000 };
const roundMs = 1.02 * share.windowMs;
const table: string[] = [];

afterEach(uninstallClock);
afterAll(() => {
	process.stdout.write(`${table.join('\n')}\n`);
});

describe('time slots', () => {
	const slot = fc.record({
		lengthMs: fc.double({ min: 1, max: 10_000, noNaN: true }),
		processes: fc.integer({ min: 1, max: 12 }),
	});

	it('never begin before they may, and no later than a round after it', () => {
		fc.assert(
			fc.property(slot, fc.nat(1e9), fc.nat(11), (shape, earliest, rank) => {
				const slots = { ...shape, rank: rank % shape.processes };
				const at = nextSlotAt(earliest, slots);
				expect(at).toBeGreaterThanOrEqual(earliest - 1e-3);
				expect(at).toBeLessThan(earliest + shape.lengthMs * shape.processes + 1e-3);
			}),
		);
	});

	it('of different processes are at least a slot apart', () => {
		fc.assert(
			fc.property(slot, fc.nat(1e7), fc.nat(1e7), (shape, a, b) => {
				const one = nextSlotAt(a, { ...shape, rank: 0 });
				const other = nextSlotAt(b, { ...shape, rank: shape.processes - 1 });
				if (shape.processes > 1)
					expect(Math.abs(one - other)).toBeGreaterThan(shape.lengthMs * 0.999);
			}),
		);
	});
});

describe('a request that comes late to its slot', () => {
	it('may take half of it, and no more than the guard once the server has refused', () => {
		const window = new Window(share);
		expect(toleratedLateMs(5000, 500, window)).toBe(250);
		window.guard.raise(5000, share.windowMs);
		expect(toleratedLateMs(5000, 500, window)).toBe(window.guardMs(5000));
		expect(window.guardMs(5000)).toBeLessThan(250);
		expect(toleratedLateMs(5000, 10, window)).toBe(5);
	});
});

describe('the turns of a process', () => {
	/** Draws the ranks that are given, as if by chance. */
	function open(...ranks: number[]) {
		const clock = installClock();
		const window = new Window(share);
		const draw = () => ranks.shift() ?? 0;
		const turns = new Turns({ id: '', window, clock, onChange: () => {} }, processes, draw);
		const leave = (now: number) => turns.use(window.note(now));
		return { turns, window, leave };
	}

	it('do not keep a single request waiting', () => {
		const { turns } = open();
		expect([turns.isOpen(10_000), turns.nextAt()]).toEqual([false, -Infinity]);
		turns.ask(10_123, 1);
		expect(turns.isOpen(10_123)).toBe(true);
		expect(turns.isOpen(19_000)).toBe(true);
	});

	it('come once per round where more is waiting', () => {
		const { turns, leave } = open(0.25);
		const at = 5 * roundMs + roundMs / 4;
		turns.ask(at - 300, 2);
		expect(turns.nextAt()).toBeCloseTo(at, 6);
		expect(turns.isOpen(at - 1)).toBe(false);
		expect(turns.isOpen(at + 1)).toBe(true);
		leave(at + 100);
		turns.ask(at + 100, 2);
		expect(turns.nextAt()).toBeCloseTo(at + roundMs, 6);
	});

	it('go by the clock of the machine, whatever a process counts from', () => {
		const clock = installClock();
		const since = { now: () => clock.now() + 777, sleep: async () => {} };
		const key = { id: '', window: new Window(share), clock: since, onChange: () => {} };
		const turns = new Turns(key, processes, () => 0.5);
		turns.ask(since.now(), 2);
		expect(turns.nextAt() - 777).toBeCloseTo(roundMs / 2, 6);
	});

	it('are not asked for twice', () => {
		const { turns } = open();
		turns.ask(100, 2);
		const at = turns.nextAt();
		turns.ask(at + 1, 2);
		expect(turns.nextAt()).toBe(at);
	});

	it('pass when they are missed', () => {
		const { turns } = open();
		turns.ask(1, 2);
		expect(turns.isOpen(roundMs + 254)).toBe(true);
		expect(turns.isOpen(roundMs + 256)).toBe(false);
		turns.ask(roundMs + 256, 2);
		expect(turns.nextAt()).toBeCloseTo(2 * roundMs, 6);
	});

	it.each([
		[0, 1],
		[0.4, 2],
		[0.99, 3],
	])('move to another slot when the server refuses (chance %d: slot %i)', (chance, rank) => {
		const { turns } = open(0, chance);
		turns.ask(1, 2);
		turns.hold();
		turns.ask(1, 2);
		expect(turns.nextAt()).toBeCloseTo((rank * roundMs) / processes, 6);
	});

	it('have nobody to ask, and no trouble', async () => {
		const { turns } = open();
		expect(await turns.describe()).toBeUndefined();
		expect(turns.troubleSince()).toBeUndefined();
	});
});

describe('a credential with such a share', () => {
	const account = (requestsPerWindow: number) =>
		readAccount({ apiKey: 'a-key', quotaSharing: 'processes', processes, requestsPerWindow });

	it.each([
		[2, 'turns among 4'],
		[3, 'turns among 4'],
		[4, undefined],
		[10, undefined],
	])('of %i requests among four: %s', (requestsPerWindow, id) => {
		expect(account(requestsPerWindow).service?.id).toBe(id);
	});

	it('has its requests leave in their slots', async () => {
		const clock = installClock();
		resetLimiters();
		const { apiKey, baseUrl, service } = account(2);
		const limiter = limiterFor({ ...share, apiKey, host: baseUrl, service }, clock);
		const leaveOne = async () => {
			const slot = await limiter.acquire({ maxWaitMs: 60_000 }, { isWrite: false });
			if (slot.kind === 'refusal') throw new Error(slot.reason);
			slot.settle(answer(200));
			return slot.dispatchedAt;
		};
		const sentAt = await clock.until(Promise.all(Array.from({ length: 6 }, leaveOne)));
		resetLimiters();
		const gaps = sentAt.slice(2).map((at, i) => at - sentAt[i + 1]!);
		for (const gap of gaps) expect(Math.abs(gap - roundMs)).toBeLessThan(5);
		const slotMs = roundMs / processes;
		for (const at of sentAt.slice(1)) expect(at % slotMs).toBeLessThan(5);
	});
});

describe('four processes that start at the same instant', () => {
	const networks = [profiles.rtt30Jit10, profiles.rtt150Jit20];
	const seeds = [1, 2, 3, 4, 5];
	const cells = (['bucket', 'sliding', 'fixed'] as Policy[]).flatMap((policy) =>
		networks.flatMap((profile) =>
			[false, true].map((isOneByOne) => ({
				policy,
				profile,
				name: profile.name,
				isOneByOne,
				way: isOneByOne ? 'one by one' : 'at once',
			})),
		),
	);

	/** Each process sends so many; answers of the one server that they share, and how many each had served. */
	async function run(policy: Policy, profile: Profile, isOneByOne: boolean, seed: number) {
		const clock = installClock(seed);
		const options = { policy, requests, windowMs, profile, clock };
		const worlds = [0, 1, 2, 3].map((i) => openWorld({ ...options, seed: 10 * seed + i }, share));
		const [{ server }] = worlds as [(typeof worlds)[0]];
		const random = seededRandom(seed);
		const served = worlds.map(() => 0);
		const work = worlds.map(async (world, i) => {
			const key = { id: '', window: world.window, clock, onChange: () => {} };
			world.share(new Turns(key, processes, random));
			const execution = { maxWaitMs: 600_000 };
			const send = async () => {
				const result = await world.run(readRequest, execution, server.send);
				if (result.kind === 'answer' && server.accepted.length < 75) served[i]! += 1;
				return result;
			};
			if (!isOneByOne) return await Promise.all(Array.from({ length: 25 }, send));
			const results = [];
			for (let sent = 0; sent < 25; sent++) results.push(await send());
			return results;
		});
		const results = (await clock.until(Promise.all(work))).flat();
		uninstallClock();
		const { accepted, refusedAt } = server;
		return {
			answered: results.filter(({ kind }) => kind === 'answer').length,
			used: utilisation(accepted, requests, windowMs),
			refused: refusedAt.length,
			refusedLater: refusedAt.filter((at) => at > accepted[50]!).length,
			evenness: jain(served),
		};
	}

	it.each(cells)(
		'find a slot each: $policy, $name, 25 requests each, $way',
		async ({ policy, profile, isOneByOne, way }) => {
			for (const seed of seeds) {
				const found = await run(policy, profile, isOneByOne, seed);
				table.push(
					`4 shares ${policy.padEnd(8)} ${profile.name} ${way.padEnd(10)} ${found.used.toFixed(1)} % / ` +
						`${found.refused}, ${found.refusedLater} in the second half; Jain ${found.evenness.toFixed(3)}`,
				);
				expect(found.answered).toBe(100);
				expect(found.refused).toBeLessThanOrEqual(14);
				expect(found.refusedLater).toBeLessThanOrEqual(8);
				expect(found.used).toBeGreaterThanOrEqual(75);
				expect(found.evenness).toBeGreaterThanOrEqual(0.95);
			}
		},
	);
});
