// Outputs of the table → n8n items: paired with their input item, files as binary data.
// Called by run.ts.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Output } from './define';
import type { NodeError } from './nodeErrors';

export async function toItems(
	context: IExecuteFunctions,
	outputs: Output[],
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	return await Promise.all(
		outputs.map(async ({ json, file }) => ({
			json,
			pairedItem: { item: itemIndex },
			...(file && {
				binary: {
					[file.field]: await context.helpers.prepareBinaryData(
						file.content,
						file.fileName,
						file.mimeType,
					),
				},
			}),
		})),
	);
}

/** As n8n wants it for both ways to continue: it goes by the property `error` beside the JSON. */
export function toErrorItem(error: NodeError, itemIndex: number): INodeExecutionData {
	return { json: { error: error.message }, error, pairedItem: { item: itemIndex } };
}
