// Holds what the user was told against the server's own books.
import type { LexwareServer } from '../lexware/server';
import type { Result } from './cells';

export interface Verdict {
	/** What became of the items, for the table. */
	summary: string;
	doubled: number;
	/** Effects that the user was told are not there, or the other way round. */
	lostSilently: number;
	/** Writes that arrived while the server had asked for a pause; reads that run ahead are under way already. */
	duringHold: number;
}

/** What the user was told about an item. `absent`: the run ended before it. */
type Told = 'done' | 'unknown' | 'failed' | 'absent';

export function judge(result: Result, lexware: LexwareServer): Verdict {
	const { cell, inputs } = result;
	const account = lexware.account(cell.key);
	const told = whatWasTold(result);
	const effects = cell.names.map((name, item) => {
		const input = inputs[item];
		return input ? cell.verb.countEffects(account, name, input) : 0;
	});
	return {
		summary: summarize(result, told),
		doubled: effects.reduce((sum, effect) => sum + Math.max(0, effect - 1), 0),
		lostSilently: cell.verb.isRead
			? 0
			: effects.filter((effect, item) => isSilent(told[item] ?? 'absent', effect)).length,
		duringHold: cell.verb.isRead ? 0 : countDuringHold(result, lexware),
	};
}

function isSilent(told: Told, effect: number): boolean {
	if (told === 'unknown') return false;
	return told === 'done' ? effect === 0 : effect > 0;
}

function whatWasTold({ cell, finished }: Result): Told[] {
	const { items, error } = finished.of('Lexware Office');
	const toldBy = (text: string): Told =>
		/It is unknown whether/.test(text) ? 'unknown' : 'failed';
	if (!error) {
		return items.map(({ json }) =>
			json.error === undefined ? 'done' : toldBy(String(json.error)),
		);
	}
	const [, done = '0'] = /(\d+) items? (?:is|are) done, of/.exec(error.description ?? '') ?? [];
	return cell.names.map((_, item) => {
		if (item < Number(done)) return 'done';
		return item === Number(done) ? toldBy(error.message) : 'absent';
	});
}

function summarize({ finished }: Result, told: Told[]): string {
	const wasFound = finished
		.of('Lexware Office')
		.hints.some(({ message }) => message.includes('was found in Lexware Office'));
	const [first = 'absent'] = told;
	return first === 'done' && wasFound ? 'found' : first;
}

/** After each throttle, the key stays quiet for as long as the server said, or for the shortest backoff. */
function countDuringHold({ cell }: Result, lexware: LexwareServer): number {
	const { holdMs } = cell.fault;
	if (holdMs === undefined) return 0;
	const arrivals = lexware.log.arrivals(cell.key);
	const hits = arrivals.filter(({ verdict, status }) =>
		cell.fault.fault.kind === 'throttle' ? verdict === 'refused429' : status === 500,
	);
	return hits.reduce((sum, hit) => {
		const heldFrom = hit.doneAt ?? hit.at;
		const held = arrivals.filter(({ at }) => at > heldFrom && at < heldFrom + holdMs - 5);
		return sum + held.length;
	}, 0);
}
