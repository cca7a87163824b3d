// What every POST and PUT answers with instead of the record.
import { json, type Answer, type Call } from './answer';

export interface Versioned {
	id: string;
	createdDate: string;
	updatedDate: string;
	version: number;
}

export function actionResult(
	status: 200 | 201,
	{ baseUrl }: Call,
	resourcePath: string,
	{ id, createdDate, updatedDate, version }: Versioned,
): Answer {
	const resourceUri = `${baseUrl}/v1/${resourcePath}/${id}`;
	return json(
		status,
		{ id, resourceUri, createdDate, updatedDate, version },
		status === 201 ? { location: resourceUri } : {},
	);
}
