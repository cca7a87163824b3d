/* eslint-disable @n8n/community-nodes/no-restricted-globals */
// A process that sends: carries out the experiments it is told, a few side by side. Started by lab.ts.
import { experiments, type ExperimentName } from './experiments';
import type { Place } from './experiments/place';

export interface Order {
	id: number;
	name: ExperimentName;
	place: Place;
	options: unknown;
}

export type Reply = { id: number; findings: unknown } | { id: number; mistake: string };

process.on('message', (order: Order) => {
	void carryOut(order).then((reply) => process.send?.(reply));
});
process.once('disconnect', () => process.exit());

async function carryOut({ id, name, place, options }: Order): Promise<Reply> {
	// The other side has paired name and options (Lab.run).
	const experiment = experiments[name] as (place: Place, options: unknown) => Promise<unknown>;
	return await experiment(place, options).then(
		(findings) => ({ id, findings }),
		(error: unknown) => ({ id, mistake: String(error instanceof Error ? error.stack : error) }),
	);
}
