// Every experiment by its name, with what it wants to know and what it finds.
import { runBesideBulk } from './besideBulk';
import { runBlock } from './block';
import { runCreates } from './creates';
import { runIdle } from './idle';
import { runLatecomer } from './latecomer';
import { runLoad } from './load';
import { runOverhead } from './overhead';
import type { TenThousand, TenThousandFigures } from './tenThousand';
import type { InvoiceFigures, Invoices } from './invoices';
import type { Place } from './place';

// With n8n's engine, which is not loaded where nobody asks for it.
const runInvoices = async (place: Place, options: Invoices): Promise<InvoiceFigures> =>
	await (await import('./invoices')).runInvoices(place, options);
const runTenThousand = async (place: Place, options: TenThousand): Promise<TenThousandFigures> =>
	await (await import('./tenThousand')).runTenThousand(place, options);

export const experiments = {
	load: runLoad,
	latecomer: runLatecomer,
	besideBulk: runBesideBulk,
	block: runBlock,
	creates: runCreates,
	idle: runIdle,
	overhead: runOverhead,
	invoices: runInvoices,
	tenThousand: runTenThousand,
};

export type ExperimentName = keyof typeof experiments;
export type OptionsOf<Name extends ExperimentName> = Parameters<(typeof experiments)[Name]>[1];
export type FindingsOf<Name extends ExperimentName> = Awaited<
	ReturnType<(typeof experiments)[Name]>
>;
