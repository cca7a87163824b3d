// Holds what the user was told against the server's own books.
import type { Account } from '../lexware/account';
import type { LexwareServer } from '../lexware/server';
import { itemsPerCell, type Result } from './cells';

export interface Verdict {
	/** What became of the items, for the table. */
	summary: string;
	doubled: number;
	/** Effects that the user was told are not there, or the other way round. */
	lostSilently: number;
	/** Items that came out with the id of another record. */
	mistaken: number;
	/** Requests that arrived while the server had asked for a pause, beside what was under way already. */
	duringHold: number;
}

/**
 * What the user was told about an item. `carriedOut`: failed, but the write is in the books. `absent`: the run ended
 * before it.
 */
type Told = 'done' | 'carriedOut' | 'unknown' | 'failed' | 'absent';

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
		mistaken: told.filter(
			(toldOne, item) => toldOne === 'done' && isMistaken(result, item, account),
		).length,
		duringHold: countDuringHold(result, lexware),
	};
}

function isMistaken({ cell, inputs, finished }: Result, item: number, account: Account): boolean {
	const { idOf } = cell.verb;
	const { items, error } = finished.of('Lexware Office');
	const [input, name] = [inputs[item], cell.names[item]];
	// A run that ended in an error gives no items.
	if (error || !idOf || !input || name === undefined) return false;
	const id = idOf(account, name, input);
	return id === undefined || items[item]?.json.id !== id;
}

function isSilent(told: Told, effect: number): boolean {
	if (told === 'unknown') return false;
	return told === 'done' || told === 'carriedOut' ? effect === 0 : effect > 0;
}

function whatWasTold({ cell, finished }: Result): Told[] {
	const { items, error } = finished.of('Lexware Office');
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

function toldBy(text: string): Told {
	if (text.startsWith('It is unknown whether')) return 'unknown';
	return text.startsWith('Lexware Office has carried out') ? 'carriedOut' : 'failed';
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
	// Writes wait for each other; reads run ahead.
	const underWay = cell.verb.isRead ? itemsPerCell - 1 : 0;
	const hits = arrivals.filter(({ verdict, status }) =>
		cell.fault.fault?.kind === 'throttle' ? verdict === 'refused429' : status === 500,
	);
	return hits.reduce((sum, hit) => {
		const heldFrom = hit.doneAt ?? hit.at;
		const held = arrivals.filter(({ at }) => at > heldFrom && at < heldFrom + holdMs - 5);
		return sum + Math.max(0, held.length - underWay);
	}, 0);
}
