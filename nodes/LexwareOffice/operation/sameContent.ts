// Whether a record of the API holds what was sent to it. Pure. Used by the look-ups for writes whose answer was lost, and
// by update.ts to recognize its own write.
import type { Json, JsonObject } from '../transport/request';
import { toBerlinDay } from './dates';
import { isJsonObject } from './define';

/** The server counts versions itself. */
const serverMade = new Set(['version']);

/**
 * Every member that was sent is in the record with the same value; what the server adds does not count. An empty member
 * has to be empty or missing there. Lists have to be equally long.
 */
export function isContained(sent: JsonObject, record: JsonObject): boolean {
	return Object.entries(sent).every(
		([name, value]) => serverMade.has(name) || isSame(value, record[name]),
	);
}

function isSame(sent: Json | undefined, found: Json | undefined): boolean {
	if (isEmpty(sent)) return sent === undefined || isEmpty(found);
	if (Array.isArray(sent)) return Array.isArray(found) && isSameList(sent, found);
	if (isJsonObject(sent)) return isContained(sent, isJsonObject(found) ? found : {});
	if (typeof sent === 'number') return isSameNumber(sent, found);
	if (typeof sent === 'string') return typeof found === 'string' && isSameText(sent, found);
	return sent === found;
}

function isEmpty(value: Json | undefined): boolean {
	return value === undefined || value === null || value === '';
}

function isSameList(sent: Json[], found: Json[]): boolean {
	return sent.length === found.length && sent.every((entry, i) => isSame(entry, found[i]));
}

/** Some amounts come back as texts, and with other trailing zeros. */
function isSameNumber(sent: number, found: Json | undefined): boolean {
	return !isEmpty(found) && typeof found !== 'boolean' && Math.abs(Number(found) - sent) < 1e-9;
}

function isSameText(sent: string, found: string): boolean {
	return trimLines(sent) === trimLines(found) || isSameTime(sent, found);
}

function trimLines(text: string): string {
	return text.replace(/\r\n/g, '\n').trim();
}

/** The same instant under another offset; or a day that comes back as midnight in Berlin. */
function isSameTime(sent: string, found: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}/.test(sent) || !/^\d{4}-\d{2}-\d{2}T/.test(found)) return false;
	return sent.length === 10 ? toBerlinDay(found) === sent : Date.parse(sent) === Date.parse(found);
}
