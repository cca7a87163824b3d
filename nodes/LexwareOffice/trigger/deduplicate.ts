// Deliveries come repeatedly and out of order. What has been emitted is remembered in the trigger's static data, which
// n8n saves with the workflow before it answers: the last 2,000 events, across restarts. Pure.
// Used by receive.ts, and by handed.ts for what this process alone knows.
import { createHash } from 'node:crypto';

import type { Delivery } from './delivery';

/** Entries `event.record.time`, oldest first: two hashes, and the time of the event. Plain JSON. */
export interface Memory {
	entries: string[];
}

/** About 70 kB of static data, which n8n reads and writes whole. */
const mostRemembered = 2000;

export function toEntry({ eventType, resourceId, eventDate }: Delivery): string {
	const event = hashOf(`${String(eventType)}\n${String(resourceId)}\n${String(eventDate)}`);
	return [
		event,
		hashOf(String(resourceId)),
		(Date.parse(String(eventDate)) || 0).toString(36),
	].join('.');
}

/** Adds what is not known yet, in the order given. */
export function remember(memory: Memory, entries: readonly string[]): void {
	const known = new Set(memory.entries);
	const added = entries.filter((entry) => !known.has(entry));
	if (added.length > 0) memory.entries = [...memory.entries, ...added].slice(-mostRemembered);
}

/** The same, and always a change, so that whoever saves the memory sees one. */
export function keepAll(memory: Memory, entries: readonly string[]): void {
	memory.entries = [...memory.entries];
	remember(memory, entries);
}

/** Whether an event of the same record that happened later is among the entries; never for a date that is none. */
export function isLate(entries: readonly string[], delivery: Delivery): boolean {
	const own = readEntry(toEntry(delivery));
	if (own.time === 0) return false;
	return entries
		.map(readEntry)
		.some(({ record, time }) => record === own.record && time > own.time);
}

function readEntry(entry: string): { record: string; time: number } {
	const [, record = '', time = ''] = entry.split('.');
	return { record, time: parseInt(time, 36) };
}

function hashOf(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
