/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// One execution with many items on a quota that holds nobody up: processor time per request, and the memory that is left.
import type { EntrantName } from '../sideBySide/contenders';
import { heapBytes } from '../heap';
import { customersOf, enteredAs, runOnce } from './invoices';
import { targetOf, type Place } from './place';

export interface TenThousand {
	entrant: EntrantName;
	items: number;
}

export interface TenThousandFigures {
	/** Items that came out of the node. */
	out: number;
	/** Processor time of this process per item. */
	cpuMs: number;
	/** Heap beyond that before the execution, while n8n still holds its result. */
	heldBytes: number;
	/** The same once the execution is forgotten. */
	leftBytes: number;
}

/** Everything is compiled, connected and grown to its size before it counts. */
const warmUpItems = 500;

export async function runTenThousand(
	place: Place,
	{ entrant: name, items }: TenThousand,
): Promise<TenThousandFigures> {
	const entrant = enteredAs(name);
	const target = targetOf(place);
	await runOnce(entrant, target, customersOf(warmUpItems, 'warm'));
	const heapBefore = await heapBytes();
	const cpuBefore = process.cpuUsage();
	const { out, cpu, heldBytes } = await hold();
	const leftBytes = (await heapBytes()) - heapBefore;
	return { out, cpuMs: (cpu.user + cpu.system) / 1000 / items, heldBytes, leftBytes };

	/** In a function of its own, so that the result is out of reach once it returns. */
	async function hold() {
		const finished = await runOnce(entrant, target, customersOf(items, 'run'));
		const cpu = process.cpuUsage(cpuBefore);
		const heldBytes = (await heapBytes()) - heapBefore;
		const out = finished.of(entrant.nodeFor(target).name).items.length;
		return { out, cpu, heldBytes };
	}
}
