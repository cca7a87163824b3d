// `quotaSharing: redis` of a credential → the service that sharing.ts knows. One link per Redis and login in this
// process, and one window there per API key.
import { createHash } from 'node:crypto';

import type { Clock } from '../clock';
import { RedisLink } from '../sharedQuota';
import type { QuotaService, ReadService } from '../sharing';
import { readPlace, type Place } from './place';
import { RedisQuota } from './reservations';

const links = new Map<string, RedisLink>();

export const readRedisService: ReadService = (data, findings, processes): QuotaService => {
	const place = readPlace(data, findings);
	const id = createHash('sha256').update(JSON.stringify(place)).digest('hex');
	return {
		id,
		open: (key) => new RedisQuota(key, linkTo(place, id, key.clock), processes),
	};
};

function linkTo(place: Place, id: string, clock: Clock): RedisLink {
	const link = links.get(id) ?? new RedisLink(place, clock);
	links.set(id, link);
	return link;
}
