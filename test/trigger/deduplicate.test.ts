import {
	isLate,
	remember,
	toEntry,
	type Memory,
} from '../../nodes/LexwareOffice/trigger/deduplicate';
import type { Delivery } from '../../nodes/LexwareOffice/trigger/delivery';
import { deliveriesOf, happened } from '../support/deliveries';

const noon = Date.parse('2026-11-24T12:00:00Z');

function eventAt(second: number, change: Partial<Delivery> = {}): Delivery {
	return {
		organizationId: 'o',
		eventType: 'contact.changed',
		resourceId: 'contact-1',
		eventDate: new Date(noon + second * 1000).toISOString(),
		...change,
	};
}

function memoryOf(...deliveries: Delivery[]): Memory {
	return { entries: deliveries.map(toEntry) };
}

describe('an event', () => {
	it('is the same when type, record and time are the same', () => {
		expect(toEntry(eventAt(1))).toBe(toEntry(eventAt(1, { organizationId: 'other' })));
	});

	it.each<[string, Delivery]>([
		['type', eventAt(1, { eventType: 'contact.created' })],
		['record', eventAt(1, { resourceId: 'contact-2' })],
		['time', eventAt(2)],
	])('is another when its %s differs', (_, other) => {
		expect(toEntry(other)).not.toBe(toEntry(eventAt(1)));
	});

	it('is late when the same record has had a later one, of whatever type', () => {
		const { entries } = memoryOf(eventAt(5, { eventType: 'contact.created' }));
		expect(isLate(entries, eventAt(4))).toBe(true);
	});

	it.each<[string, Delivery]>([
		['of another record', eventAt(4, { resourceId: 'contact-2' })],
		['at the same moment', eventAt(5, { eventType: 'contact.created' })],
		['afterwards', eventAt(6)],
		['at a time that is none', eventAt(0, { eventDate: 'yesterday' })],
	])('is not late %s', (_, delivery) => {
		expect(isLate(memoryOf(eventAt(5)).entries, delivery)).toBe(false);
	});

	it('is compared by the moment, whatever zone the time is given in', () => {
		const { entries } = memoryOf(eventAt(0, { eventDate: '2026-11-24T13:00:01.000+01:00' }));
		expect(isLate(entries, eventAt(0))).toBe(true);
		expect(isLate(entries, eventAt(2))).toBe(false);
	});
});

describe('the memory', () => {
	it('takes nothing twice and leaves itself alone when there is nothing new', () => {
		const memory = memoryOf(eventAt(1));
		const { entries } = memory;
		remember(memory, [toEntry(eventAt(1))]);
		expect(memory.entries).toBe(entries);
		remember(memory, [toEntry(eventAt(2))]);
		expect(memory.entries).toHaveLength(2);
	});

	it('holds the last 2,000 events, in less than 80 kB of JSON', () => {
		const memory: Memory = { entries: [] };
		const all = Array.from({ length: 2500 }, (_, n) =>
			toEntry(eventAt(n, { resourceId: `c-${n}` })),
		);
		for (const entry of all) remember(memory, [entry]);
		expect(memory.entries).toEqual(all.slice(-2000));
		expect(JSON.stringify(memory).length).toBeLessThan(80_000);
	});
});

describe('1,000 deliveries, 20 % repeated and 10 % out of order', () => {
	const delivered = deliveriesOf(8).map((event) => eventAt(0, event));
	const memory: Memory = { entries: [] };
	const emitted: Array<Delivery & { isLate: boolean }> = [];
	for (const event of delivered) {
		// As n8n keeps it between two deliveries.
		const kept = JSON.parse(JSON.stringify(memory)) as Memory;
		if (kept.entries.includes(toEntry(event))) continue;
		emitted.push({ ...event, isLate: isLate(kept.entries, event) });
		remember(memory, [toEntry(event)]);
	}

	it('are 1,000', () => {
		expect(delivered).toHaveLength(1000);
	});

	it('emit each event once', () => {
		expect(emitted).toHaveLength(800);
		expect(new Set(emitted.map(toEntry))).toEqual(
			new Set(happened.map((event) => toEntry(eventAt(0, event)))),
		);
	});

	it('mark exactly the late ones', () => {
		const latest = new Map<string, number>();
		for (const event of emitted) {
			const time = Date.parse(event.eventDate);
			const before = latest.get(event.resourceId) ?? 0;
			expect(event.isLate).toBe(time < before);
			latest.set(event.resourceId, Math.max(before, time));
		}
		expect(emitted.filter((event) => event.isLate).length).toBeGreaterThan(80);
	});
});
