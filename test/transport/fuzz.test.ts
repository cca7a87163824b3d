/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the figures go to stdout, past jest's console */
// Random loads, servers and networks in virtual time. A failing scenario names its seed: put it into `only` to repeat it.
import type { Headers, Outcome } from '../../nodes/LexwareOffice/transport/request';
import type { Result } from '../../nodes/LexwareOffice/transport/retry';
import type { Execution } from '../../nodes/LexwareOffice/transport/slot';
import { installClock, seededRandom, uninstallClock } from '../support/clock';
import {
	createRequest,
	openWorld,
	profiles,
	readRequest,
	type Policy,
	type World,
} from './simulation';

const scenarios = 400;
const only: number | undefined = undefined;

const policies: Policy[] = ['bucket', 'sliding', 'fixed', 'spacing'];
const networks = Object.values(profiles);
const refusals: Array<(waitMs: number) => Headers> = [
	(ms) => ({ 'retry-after': String(Math.ceil(ms / 1000)) }),
	(ms) => ({ 'retry-after': (ms / 1000).toFixed(2) }),
	() => ({}),
	() => ({ 'retry-after': '0' }),
	() => ({ 'retry-after': '-3' }),
	() => ({ 'retry-after': 'soon' }),
	() => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }),
];

interface Sending {
	at: number;
	key: string;
	isWrite: boolean;
}

interface Scenario {
	world: World;
	requests: number;
	windowMs: number;
	violations: string[];
	sendings: Sending[];
	writesInFlight: number;
	/** What Bottleneck must have at rest. */
	tokens: number;
	random: () => number;
}

interface Run {
	name: string;
	execution: Execution;
	controller: AbortController;
	abortedAt: number;
	firstSent: number[];
}

function openScenario(seed: number): Scenario {
	const random = seededRandom(seed);
	const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
	const requests = 1 + Math.floor(random() * 10);
	const windowMs = pick([200, 1000, 1500, 3000]);
	// Now and then the server allows less than the credential says, or somebody else uses the key.
	const served = random() < 0.2 ? Math.max(1, requests - 1) : requests;
	const world = openWorld(
		{
			policy: pick(policies),
			requests: served,
			windowMs,
			profile: pick(networks),
			seed,
			clock: installClock(seed),
			refusalHeaders: pick(refusals),
		},
		{ requests, windowMs },
	);
	const start = { violations: [], sendings: [], writesInFlight: 0, tokens: requests };
	return { world, requests, windowMs, random, ...start };
}

/** Sends through the server, sometimes loses the answer, and checks what must hold at each sending. */
function senderFor(scenario: Scenario, run: Run, index: number, isWrite: boolean) {
	const { world, violations, sendings, random } = scenario;
	const key = `${run.name}/${index}`;
	let earlier: Outcome | undefined;
	return async (): Promise<Outcome> => {
		const at = world.clock.now();
		if (world.limiter.status().heldMs > 0) violations.push(`${key} left during a hold`);
		if (at > run.abortedAt) violations.push(`${key} left after it was stopped`);
		if (isWrite && mayHaveBeenCarriedOut(earlier))
			violations.push(`${key} was repeated after a loss`);
		if (isWrite && ++scenario.writesInFlight > 1) violations.push(`${key} overlaps a write`);
		if (earlier === undefined) run.firstSent.push(index);
		sendings.push({ at, key, isWrite });
		const outcome = disturb(await world.server.send(readRequest), random());
		if (isWrite) scenario.writesInFlight -= 1;
		earlier = outcome;
		return outcome;
	};
}

function mayHaveBeenCarriedOut(outcome: Outcome | undefined): boolean {
	return outcome?.kind === 'lost' || (outcome?.kind === 'answer' && outcome.status >= 500);
}

function disturb(outcome: Outcome, chance: number): Outcome {
	if (chance < 0.01) return { kind: 'lost', cause: 'connection broken' };
	if (chance < 0.015) return { kind: 'notSent', cause: 'ECONNREFUSED' };
	if (chance < 0.02) return { kind: 'answer', status: 503, headers: {}, body: Buffer.alloc(0) };
	return outcome;
}

async function carryOut(scenario: Scenario, name: string): Promise<Result[]> {
	const { world, random, windowMs } = scenario;
	const controller = new AbortController();
	const maxWaitMs = random() < 0.1 ? 3000 : 600_000;
	const execution = { signal: controller.signal, maxWaitMs, urgent: random() < 0.2 };
	const run: Run = { name, execution, controller, abortedAt: Infinity, firstSent: [] };
	await world.clock.sleep(random() * 6 * windowMs);
	const count = 1 + Math.floor(random() ** 2 * 40);
	const writes = random() < 0.4 ? random() : 0;
	const results = Array.from({ length: count }, async (_, index) => {
		const isWrite = random() < writes;
		const send = senderFor(scenario, run, index, isWrite);
		return await world.run(isWrite ? createRequest : readRequest, execution, send);
	});
	if (random() < 0.3) {
		await world.clock.sleep(random() * 5 * windowMs);
		run.abortedAt = world.clock.now();
		controller.abort();
	}
	const ended = await Promise.all(results);
	const isInOrder = run.firstSent.every((index, i) => i === 0 || index > run.firstSent[i - 1]!);
	if (!isInOrder) scenario.violations.push(`${name} left out of order`);
	return ended;
}

/** Now and then a second credential with the same key brings a stricter limit along; sometimes it goes again. */
async function changeLimits(scenario: Scenario): Promise<void> {
	const { world, requests, windowMs, sendings, violations, random } = scenario;
	if (random() < 0.75) return;
	await world.clock.sleep(random() * 5 * windowMs);
	const stricter = { requests: Math.ceil(requests / 2), windowMs: windowMs * 1.5 };
	world.setLimits(stricter);
	scenario.tokens = stricter.requests;
	const from = world.clock.now();
	await world.clock.sleep(random() * 10 * windowMs);
	const spans = spansOf(sendings, stricter.requests).filter(({ at }) => at > from);
	if (spans.some(({ ms }) => ms < stricter.windowMs)) violations.push('the stricter limit broke');
	if (random() < 0.5) return;
	world.setLimits({ requests, windowMs });
	scenario.tokens = requests;
}

/** How long it took from the request N before to each. */
function spansOf(sendings: Sending[], requests: number): Array<{ at: number; ms: number }> {
	return sendings.slice(requests).map(({ at }, i) => ({ at, ms: at - sendings[i]!.at }));
}

async function disturbServer({ world, windowMs, random }: Scenario): Promise<void> {
	if (random() < 0.5) return;
	await world.clock.sleep(random() * 8 * windowMs);
	world.server.blockedUntil = world.clock.now() + random() * 6 * windowMs;
}

async function play(seed: number): Promise<Scenario & { smallest: number }> {
	const scenario = openScenario(seed);
	const { world, requests, windowMs, sendings, violations } = scenario;
	const runs = 1 + Math.floor(scenario.random() * 6);
	const work = Promise.all([
		disturbServer(scenario),
		changeLimits(scenario),
		...Array.from({ length: runs }, async (_, i) => await carryOut(scenario, `run ${i}`)),
	]);
	await world.clock.until(work);
	await world.clock.pass(9 * windowMs + 1000);
	const spans = spansOf(sendings, requests).map(({ ms }) => ms);
	const smallest = Math.min(Infinity, ...spans) / windowMs;
	if (smallest < 1) violations.push(`N + 1 requests within ${smallest} W`);
	if ((await world.available()) !== scenario.tokens) violations.push('tokens were lost or made');
	if (world.clock.pending > 0) violations.push(`${world.clock.pending} timers are left`);
	if (world.limiter.status().queued > 0) violations.push('something is still queued');
	if (world.mostTickets() > 2) violations.push(`${world.mostTickets()} tickets at a time`);
	return { ...scenario, smallest };
}

it(`keeps its promises in ${scenarios} random scenarios`, async () => {
	const failed: string[] = [];
	let dispatches = 0;
	let refused = 0;
	let smallest = Infinity;
	for (let seed = only ?? 1; seed <= (only ?? scenarios); seed++) {
		try {
			const scenario = await play(seed);
			dispatches += scenario.sendings.length;
			refused += scenario.world.server.refusedAt.length;
			smallest = Math.min(smallest, scenario.smallest);
			if (scenario.violations.length > 0) failed.push(`seed ${seed}: ${scenario.violations[0]}`);
		} catch (error) {
			failed.push(`seed ${seed}: ${String(error)}`);
		} finally {
			uninstallClock();
		}
	}
	expect(failed).toEqual([]);
	expect(dispatches).toBeGreaterThan(5000);
	expect(refused).toBeGreaterThan(100);
	expect(smallest).toBeGreaterThanOrEqual(1);
	process.stdout.write(
		`fuzz: ${scenarios} scenarios, ${dispatches} dispatches, ${refused} refused, smallest ${smallest.toFixed(4)} W\n`,
	);
}, 300_000);
