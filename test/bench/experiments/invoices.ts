/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// So many executions of one workflow at a time in n8n's engine, each making an invoice of every item, and what the server
// and the books say of it afterwards.
import { runWorkflow, type Finished } from '../../support/runWorkflow';
import { intoNode } from '../../support/workflows';
import type { Target } from '../contenders/contender';
import { controlOf } from '../loopback';
import { watchLag, type Lag } from '../measure';
import { balance, type Balance } from '../sideBySide/books';
import { enter, type Entrant, type EntrantName } from '../sideBySide/contenders';
import { targetOf, type Place } from './place';

export interface Invoices {
	entrant: EntrantName;
	executions: number;
	/** Per execution. */
	items: number;
}

export interface InvoiceFigures extends Balance {
	/** Requests that passed the quota. */
	passed: number;
	refused: number;
	/** Between the first and the last request that passed the quota. */
	spanMs: number;
	/** Executions that ended with an error. */
	failed: number;
	/** Processor time of this process per request that it sent. */
	cpuMs: number;
	lag: Lag;
}

export async function runInvoices(place: Place, options: Invoices): Promise<InvoiceFigures> {
	const entrant = enteredAs(options.entrant);
	const target = targetOf(place);
	const readLag = watchLag();
	const before = process.cpuUsage();
	const { name } = entrant.nodeFor(target);
	const runs = await Promise.all(
		Array.from({ length: options.executions }, async (_, execution) => {
			const customers = customersOf(options.items, `${execution + 1}`);
			return { customers, ids: idsIn(await runOnce(entrant, target, customers), name) };
		}),
	);
	const { user, system } = process.cpuUsage(before);
	const lag = readLag();
	const { passed, refused, spanMs } = await controlOf(place.url).summary(place.apiKey);
	return {
		...(await balance(
			target,
			runs.flatMap(({ customers }) => customers),
			new Set(runs.flatMap(({ ids }) => ids ?? [])),
		)),
		passed,
		refused,
		spanMs,
		failed: runs.filter(({ ids }) => ids === undefined).length,
		cpuMs: (user + system) / 1000 / (passed + refused),
		lag,
	};
}

/** Unpacked and loaded once per process, as n8n does when it starts. */
let entered: { name: EntrantName; entrant: Entrant } | undefined;

export function enteredAs(name: EntrantName): Entrant {
	if (entered?.name !== name) {
		entered = { name, entrant: enter(name) };
		process.once('exit', entered.entrant.leave);
	}
	return entered.entrant;
}

export function customersOf(count: number, prefix: string): string[] {
	return Array.from({ length: count }, (_, index) => `Kunde ${prefix}-${index + 1}`);
}

export async function runOnce(
	{ packages, nodeFor, credentialsFor }: Entrant,
	target: Target,
	customers: string[],
): Promise<Finished> {
	const items = customers.map((customer) => ({ customer }));
	return await runWorkflow(intoNode(items, nodeFor(target)), {
		packages,
		credentials: credentialsFor(target),
	});
}

/** Documents that the node's output names; nothing when the execution ended with an error. */
function idsIn({ run, of }: Finished, nodeName: string): unknown[] | undefined {
	if (run.data.resultData.error) return undefined;
	return of(nodeName).items.flatMap(({ json }) => json.id ?? []);
}
