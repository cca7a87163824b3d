// Where a text turned up that does not belong there: keys anywhere, names outside the items.
import type { Finished } from '../runWorkflow';

/** Every place in a value that holds the text, as a dotted path. Follows errors, their causes and hidden members. */
export function placesOf(value: unknown, text: string): string[] {
	const places: string[] = [];
	const seen = new Set<unknown>();
	const walk = (part: unknown, path: string): void => {
		if (typeof part === 'string' && part.includes(text)) places.push(path);
		if (Buffer.isBuffer(part) && part.includes(text)) places.push(path);
		if (typeof part !== 'object' || part === null || seen.has(part) || Buffer.isBuffer(part))
			return;
		seen.add(part);
		for (const name of Object.getOwnPropertyNames(part)) {
			if (name.includes(text)) places.push(`${path}.${name}`);
			walk((part as Record<string, unknown>)[name], path ? `${path}.${name}` : name);
		}
	};
	walk(value, '');
	return places;
}

/** The items themselves: what came in, what went out, and the outputs that the ledger keeps. */
const allowed = [
	/(^|\.)data\.main\.\d+\.\d+\.(json|binary)\./,
	/^data\.executionData\.contextData\.node:[^.]+\.writes\.[^.]*( [^.]*)?\..*\.outputs\./,
	/^data\.resultData\.pinData\./,
];

/** Places of the execution's data that hold a name although they are no items. */
export function misplaced({ run }: Finished, name: string): string[] {
	return placesOf(run, name).filter((place) => !allowed.some((pattern) => pattern.test(place)));
}
