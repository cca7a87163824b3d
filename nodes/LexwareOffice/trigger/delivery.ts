// What Lexware Office sends: four texts and no record. Pure.
// Read by receive.ts from the bytes whose signature was checked.
import { isJsonObject } from '../operation/define';
import { parseJson } from '../transport/errors';

export interface Delivery {
	organizationId: string;
	eventType: string;
	resourceId: string;
	/** RFC 3339. */
	eventDate: string;
}

/** `undefined` when it is no JSON or a member is missing. */
export function readDelivery(body: Buffer): Delivery | undefined {
	const json = parseJson(body);
	if (!isJsonObject(json)) return undefined;
	const { organizationId, eventType, resourceId, eventDate } = json;
	if (typeof organizationId !== 'string' || typeof eventType !== 'string') return undefined;
	if (typeof resourceId !== 'string' || typeof eventDate !== 'string') return undefined;
	return { organizationId, eventType, resourceId, eventDate };
}
