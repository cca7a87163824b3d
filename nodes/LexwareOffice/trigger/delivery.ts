// What Lexware Office sends: four texts and no record. Pure.
// Read by the trigger's webhook from the bytes whose signature was checked.
import { parseJson } from '../transport/errors';
import { isJsonObject } from '../operation/define';

export interface Delivery {
	organizationId: string;
	eventType: string;
	resourceId: string;
	/** RFC 3339. */
	eventDate: string;
}

/** `undefined` when a member is missing. */
export function readDelivery(body: Buffer): Delivery | undefined {
	const json = parseJson(body);
	if (!isJsonObject(json)) return undefined;
	const { organizationId, eventType, resourceId, eventDate } = json;
	if (typeof organizationId !== 'string' || typeof eventType !== 'string') return undefined;
	if (typeof resourceId !== 'string' || typeof eventDate !== 'string') return undefined;
	return { organizationId, eventType, resourceId, eventDate };
}
