// This package with attempts that end after a second, for tests in which answers do not come.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { LexwareOffice } from '../../nodes/LexwareOffice/LexwareOffice.node';
import { run } from '../../nodes/LexwareOffice/operation/run';
import { resources } from '../../nodes/LexwareOffice/resources';
import type { Package } from './nodeTypes';
import { thisPackage } from './thisPackage';

class ImpatientLexwareOffice extends LexwareOffice {
	override async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources, { requestMs: 1000, uploadMs: 1000 });
	}
}

export function impatientPackage(): Package {
	return { ...thisPackage(), nodes: [new ImpatientLexwareOffice()] };
}
