// This package as n8n loads it, from its sources.
import { LexwareOfficePublicApi } from '../../credentials/LexwareOfficePublicApi.credentials';
import { LexwareOffice } from '../../nodes/LexwareOffice/LexwareOffice.node';
import { LexwareOfficeTrigger } from '../../nodes/LexwareOffice/LexwareOfficeTrigger.node';
import type { Package } from './nodeTypes';

export function thisPackage(): Package {
	return {
		name: 'n8n-nodes-lexware-office',
		nodes: [new LexwareOffice(), new LexwareOfficeTrigger()],
		credentials: [new LexwareOfficePublicApi()],
	};
}
