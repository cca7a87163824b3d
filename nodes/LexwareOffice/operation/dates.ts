// Calendar days as Lexware Office understands them: always Berlin's, wherever n8n runs.
// Used by values.ts to read a date field, and by fields to write it in the form an endpoint wants.

const berlin = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Berlin',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

const isoPattern =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?: ?(Z|[+-]\d{2}(?::?\d{2})?)(?:\[[^\]]+\])?)?)?$/i;
const germanPattern = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+\d{1,2}:\d{2}(?::\d{2})?(?: Uhr)?)?$/;

/**
 * Any way a user gives a date → the calendar day `yyyy-MM-dd`, or `undefined` when it is not a date.
 * A date without zone is that day; an instant with a zone becomes the day it falls on in Berlin. Accepts ISO 8601
 * text (also as databases write it: a blank for the T, a zone without minutes), `24.11.2026`, JS Date and Luxon
 * DateTime.
 */
export function toBerlinDay(value: unknown): string | undefined {
	if (value instanceof Date) return dayOfInstant(value);
	if (isLuxon(value)) return dayOfInstant(value.toJSDate());
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const german = germanPattern.exec(text);
	if (german) return checkDay(german[3], german[2], german[1]);
	const [, year, month, date, time = '00:00', zone] = isoPattern.exec(text) ?? [];
	const day = checkDay(year, month, date);
	if (day === undefined) return undefined;
	const instant = dayOfInstant(
		new Date(`${day}T${time.replace(',', '.')}${toOffset(zone ?? 'Z')}`),
	);
	return zone === undefined ? instant && day : instant;
}

/** `+01`, `+0100` → `+01:00`, the only form that `Date` is bound to read. */
function toOffset(zone: string): string {
	const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

/** Midnight in Berlin on the given day, in the one form sales documents take: `2026-01-15T00:00:00.000+01:00`. */
export function toBerlinMidnight(day: string): string {
	const offset = ['+01:00', '+02:00'].find((candidate) => {
		const parts = partsOf(new Date(`${day}T00:00:00.000${candidate}`));
		return `${parts.year}-${parts.month}-${parts.day}` === day && parts.hour === '00';
	});
	return `${day}T00:00:00.000${offset ?? '+01:00'}`;
}

function dayOfInstant(instant: Date): string | undefined {
	if (Number.isNaN(instant.getTime())) return undefined;
	const { year, month, day } = partsOf(instant);
	return `${year}-${month}-${day}`;
}

function partsOf(instant: Date): Record<string, string> {
	return Object.fromEntries(berlin.formatToParts(instant).map(({ type, value }) => [type, value]));
}

function checkDay(year = '', month = '', day = ''): string | undefined {
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const instant = new Date(`${text}T00:00:00.000Z`);
	const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
	return exists ? text : undefined;
}

function isLuxon(value: unknown): value is { toJSDate: () => Date } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toJSDate' in value &&
		typeof value.toJSDate === 'function'
	);
}
