// The ways to point at one record: picked from a list, pasted as a link of the web app, or given by its ID.
// Used by properties.ts.
import type { INodePropertyMode } from 'n8n-workflow';

import type { LocatorField } from './field';
import { permalinkPattern, permalinkTo } from './permalink';

const exampleId = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';

export function modesOf({ search, permalink }: LocatorField): INodePropertyMode[] {
	return [
		...(search ? [listMode(search)] : []),
		...(permalink ? [urlMode(permalink)] : []),
		mode('id', 'By ID', 'string', { placeholder: `e.g. ${exampleId}` }),
	];
}

function listMode(searchListMethod: string): INodePropertyMode {
	return mode('list', 'From List', 'list', {
		typeOptions: { searchListMethod, searchable: true },
	});
}

/** Links of the web app, as people copy them: their id is what counts. */
function urlMode(permalink: string): INodePropertyMode {
	return mode('url', 'By URL', 'string', {
		placeholder: `e.g. ${permalinkTo(permalink, exampleId)}`,
		extractValue: {
			type: 'regex',
			regex: permalinkPattern(permalink),
		},
	});
}

function mode(
	name: string,
	displayName: string,
	type: INodePropertyMode['type'],
	rest: Partial<INodePropertyMode>,
): INodePropertyMode {
	return { ...rest, displayName, name, type };
}
