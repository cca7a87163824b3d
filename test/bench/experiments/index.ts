// Every experiment by its name, with what it wants to know and what it finds.
import { runBesideBulk } from './besideBulk';
import { runBlock } from './block';
import { runCreates } from './creates';
import { runIdle } from './idle';
import { runLatecomer } from './latecomer';
import { runLoad } from './load';
import { runOverhead } from './overhead';

export const experiments = {
	load: runLoad,
	latecomer: runLatecomer,
	besideBulk: runBesideBulk,
	block: runBlock,
	creates: runCreates,
	idle: runIdle,
	overhead: runOverhead,
};

export type ExperimentName = keyof typeof experiments;
export type OptionsOf<Name extends ExperimentName> = Parameters<(typeof experiments)[Name]>[1];
export type FindingsOf<Name extends ExperimentName> = Awaited<
	ReturnType<(typeof experiments)[Name]>
>;
