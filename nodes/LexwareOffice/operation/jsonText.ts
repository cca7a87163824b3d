// JSON as somebody typed it → its value, or the place where it stops being JSON. Pure. Called by parse.ts.

/** `position` counts characters from 0; it is the end of the text where something is missing. */
export type ParsedText = { value: unknown } | { position: number };

export function parseJsonText(text: string): ParsedText {
	const { value, message } = tryToParse(text);
	return message === undefined ? { value } : { position: findPlace(text) };
}

/**
 * Node.js names no position for an unexpected character, and no version of it in the same words. The end of the longest
 * beginning that more text could complete is the place whatever the words are.
 */
function findPlace(text: string): number {
	let good = 0;
	let bad = text.length + 1;
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		if (isBeginning(text.slice(0, middle))) good = middle;
		else bad = middle;
	}
	return good;
}

/** Whether the text is JSON as far as it goes: what is wrong with it, if anything, is that it ends. */
function isBeginning(text: string): boolean {
	const { message } = tryToParse(text);
	if (message === undefined || message.startsWith('Unexpected end of JSON input')) return true;
	const [, position] =
		/ in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message) ?? [];
	return position !== undefined && Number(position) >= text.length;
}

/** The message is not for users: it repeats their text. */
function tryToParse(text: string): { value?: unknown; message?: string } {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return { message: error instanceof Error ? error.message : '' };
	}
}
