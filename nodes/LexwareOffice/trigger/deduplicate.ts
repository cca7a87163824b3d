// Deliveries come repeatedly and out of order. What has been emitted is remembered in the trigger's static data, which
// n8n saves with the workflow: the last 2,000 events, across restarts and processes.
import { createHash } from 'node:crypto';

import type { Delivery } from './delivery';

/** The part of n8n's static data that is ours; plain JSON. */
export interface Memory {
	/** Hashes of emitted events, oldest first. */
	seen?: string[];
	/** The latest event of each record. */
	latest?: Record<string, string>;
}

const mostRemembered = 2000;

/**
 * Two deliveries at the same moment read the same static data before either has saved it; within one process this
 * catches the second.
 */
const emittedHere = new Set<string>();

/** `trigger` tells triggers apart that hear the same events. */
export function isRepeated(memory: Memory, delivery: Delivery, trigger: string): boolean {
	const id = hashOf(delivery);
	return (memory.seen ?? []).includes(id) || emittedHere.has(`${trigger} ${id}`);
}

/** Whether a later event of the same record has been emitted already. */
export function isLate({ latest = {} }: Memory, { resourceId, eventDate }: Delivery): boolean {
	const known = latest[resourceId];
	return known !== undefined && Date.parse(eventDate) < Date.parse(known);
}

/** To be called when the event is certain to be emitted, and not before. */
export function remember(memory: Memory, delivery: Delivery, trigger: string): void {
	const eventId = hashOf(delivery);
	memory.seen = [...(memory.seen ?? []), eventId].slice(-mostRemembered);
	emittedHere.add(`${trigger} ${eventId}`);
	for (const oldest of emittedHere) {
		if (emittedHere.size <= mostRemembered) break;
		emittedHere.delete(oldest);
	}
	if (isLate(memory, delivery)) return;
	const others = Object.entries(memory.latest ?? {}).filter(([id]) => id !== delivery.resourceId);
	const entries = [...others, [delivery.resourceId, delivery.eventDate]];
	memory.latest = Object.fromEntries(entries.slice(-mostRemembered));
}

function hashOf({ eventType, resourceId, eventDate }: Delivery): string {
	const text = `${eventType}\n${resourceId}\n${eventDate}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
