// 1,000 deliveries as a busy month might bring them: 800 events, a fifth of the deliveries repeated, a tenth late.
import { seededRandom } from './lexware/random';

export interface Happening {
	resourceId: string;
	/** RFC 3339. */
	eventDate: string;
}

const noon = Date.parse('2026-11-24T12:00:00Z');
const records = 100;

/** 800 events of 100 records, a second apart, in the order in which they happened. */
export const happened: readonly Happening[] = Array.from({ length: 800 }, (_, n) => ({
	resourceId: `contact-${n % records}`,
	eventDate: new Date(noon + n * 1000).toISOString(),
}));

/** All of them in the order of delivery. The same for the same seed. */
export function deliveriesOf(seed: number): Happening[] {
	const random = seededRandom(seed);
	const draw = (below: number) => Math.floor(random() * below);
	const delivered = [...happened];
	for (let n = 0; n < 100; n++) delay(delivered, n * 7, draw);
	for (let n = 0; n < 200; n++) {
		const at = draw(delivered.length);
		const event = delivered[at];
		if (event) delivered.splice(at + 1 + draw(delivered.length - at), 0, event);
	}
	return delivered;
}

/** A late one comes after the next event of its record. */
function delay(delivered: Happening[], index: number, draw: (below: number) => number): void {
	const [event, next] = [happened[index], happened[index + records]];
	if (!event) return;
	delivered.splice(delivered.indexOf(event), 1);
	const place = next ? delivered.indexOf(next) + 1 + draw(50) : delivered.length;
	delivered.splice(place, 0, event);
}
