/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// Round after round, all contenders side by side: each in a process of its own that has run a workflow before, with a
// server and a key of its own. What one process costs is measured afterwards, alone.
import type { InvoiceFigures } from '../experiments/invoices';
import type { TenThousandFigures } from '../experiments/tenThousand';
import { Lab, type Sender } from '../lab';
import type { Network } from '../loopback';
import { watchLag, type Lag } from '../measure';
import { entrants, ours, type EntrantName } from './contenders';
import { measurePackages, type PackageFigures } from './packages';

export interface Round {
	executions: number;
	/** Per execution. */
	items: number;
}

export const policies = ['bucket', 'sliding'] as const;

export type Policy = (typeof policies)[number];

export interface Cell extends Round {
	policy: Policy;
	entrant: EntrantName;
	figures: InvoiceFigures;
}

export interface Cost {
	entrant: EntrantName;
	figures: TenThousandFigures;
}

export interface Results {
	cells: Cell[];
	/** How late a process was that did nothing but wait, in each round. */
	lags: Lag[];
	costs: Cost[];
	costItems: number;
	packages: PackageFigures[];
}

/** What the vendor documents. */
export const quota = { requests: 2, windowMs: 1000 } as const;
const latency = 'rtt30-jit10';

function networkOf(policy: Policy): Network {
	return { quota: { policy, ...quota, retryAfter: 'seconds' }, latency };
}

/** Nobody is held up, not even by the way to the server; the limiter still has its work. */
const open: Network = {
	quota: { policy: 'none', requests: 1000, windowMs: 1000 },
	latency: 'none',
};

interface Seat {
	policy: Policy;
	entrant: EntrantName;
	sender: Sender;
}

export async function runAll(
	rounds: Round[],
	costItems: number,
	tell: (what: string) => void,
): Promise<Results> {
	const places = policies.flatMap((policy) => entrants.map((entrant) => ({ policy, entrant })));
	const lab = await Lab.open(places.length, { ours: 0, opponents: 0 });
	process.once('exit', () => lab.close());
	const seats: Seat[] = places.map((place) => ({ ...place, sender: lab.hire() }));
	await Promise.all(
		seats.map(async ({ entrant, sender }) => {
			await lab.run('invoices', open, { entrant, executions: 1, items: 20 }, sender);
		}),
	);
	tell(`${seats.length} servers and their senders are up`);
	const cells: Cell[] = [];
	const lags: Lag[] = [];
	for (const round of rounds) {
		const readLag = watchLag();
		cells.push(
			...(await Promise.all(seats.map(async (seat) => await runCell(lab, seat, round, tell)))),
		);
		lags.push(readLag());
	}
	for (const { sender } of seats) sender.stop();
	const costs = await measureCosts(lab, costItems, tell);
	lab.close();
	return { cells, lags, costs, costItems, packages: measurePackages() };
}

async function runCell(
	lab: Lab,
	{ policy, entrant, sender }: Seat,
	round: Round,
	tell: (what: string) => void,
): Promise<Cell> {
	const figures = await lab.run('invoices', networkOf(policy), { entrant, ...round }, sender);
	const { documents, refused, doubled } = figures;
	tell(
		`${policy}, ${round.executions} x ${round.items}, ${entrant}: ${documents} documents, ${refused} refused, ${doubled} doubled`,
	);
	return { policy, entrant, ...round, figures };
}

async function measureCosts(
	lab: Lab,
	items: number,
	tell: (what: string) => void,
): Promise<Cost[]> {
	const costs: Cost[] = [];
	for (const entrant of [ours, 'HTTP Request, 10 per 10 ms'] as const) {
		const figures = await lab.runAlone('tenThousand', open, { entrant, items });
		tell(`${items} items, ${entrant}: ${figures.cpuMs.toFixed(1)} ms of CPU per request`);
		costs.push({ entrant, figures });
	}
	return costs;
}
