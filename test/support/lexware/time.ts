// Timestamps as the API gives them: RFC 3339 with the Berlin offset.

const berlinClock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Berlin',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** Such as `2026-07-01T02:00:00.000+02:00`. */
export function berlinTimestamp(date: Date): string {
	const wall = berlinClock.format(date).replace(' ', 'T');
	const milliseconds = String(date.getUTCMilliseconds()).padStart(3, '0');
	const aheadMs = Date.parse(`${wall}.${milliseconds}Z`) - date.getTime();
	const hours = String(Math.round(aheadMs / 3_600_000)).padStart(2, '0');
	return `${wall}.${milliseconds}+${hours}:00`;
}

/** Calendar day in Berlin, `yyyy-MM-dd`. */
export function berlinDay(date: Date): string {
	return berlinTimestamp(date).slice(0, 10);
}

/** Midnight in Berlin at the start of a day given as `yyyy-MM-dd`. */
export function berlinMidnight(day: string): string {
	const offsets = ['+01:00', '+02:00'];
	const midnights = offsets.map((offset) => new Date(`${day}T00:00:00.000${offset}`));
	const midnight = midnights.find((date) => berlinTimestamp(date).startsWith(`${day}T00:00`));
	return berlinTimestamp(midnight ?? new Date(`${day}T00:00:00.000+01:00`));
}

/** `yyyy-MM-dd` that exists in the calendar. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** `yyyy-MM-ddTHH:mm:ss.SSSXXX`: exactly three fraction digits, and `Z` or an offset with colon. */
export function isTimestamp(text: string): boolean {
	return (
		/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(Z|[+-]\d{2}:\d{2})$/.test(text) &&
		isDay(text.slice(0, 10)) &&
		!Number.isNaN(Date.parse(text))
	);
}

export function addDays(timestamp: string, days: number): string {
	return berlinTimestamp(new Date(Date.parse(timestamp) + days * 86_400_000));
}
