// Everything about an item that can be known, and be wrong, before a request is spent.
// Called by run.ts for all items first: a bad tenth item stops the run before the first one is written.
import type { IExecuteFunctions } from 'n8n-workflow';

import { readAccount, type Account } from '../transport/account';
import { credentialType } from '../transport/http';
import type { Operation } from './define';
import type { InputFile } from './field';
import { readInput, type Input } from './input';
import type { Source } from './values';

/** One item, ready to be carried out. */
export interface Prepared extends Input {
	account: Account;
}

/** @throws InputError, AccountError, or n8n's own error when an expression cannot be resolved */
export async function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Promise<Prepared> {
	// The key may be an expression: each item goes to its own account.
	const account = readAccount(await context.getCredentials(credentialType, itemIndex));
	return { account, ...readInput(operation, sourceOf(context, itemIndex)) };
}

function sourceOf(context: IExecuteFunctions, itemIndex: number): Source {
	return {
		readParameter: (name, { type, noDataExpression }) =>
			context.getNodeParameter(name, itemIndex, undefined, {
				extractValue: type === 'locator',
				rawExpressions: noDataExpression,
			}),
		readFile: (name) => readFile(context, itemIndex, name),
	};
}

function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): InputFile | undefined {
	const data = context.getInputData()[itemIndex]?.binary?.[name];
	if (!data) return undefined;
	return {
		fileName: data.fileName ?? `${name}.${data.fileExtension ?? 'bin'}`,
		mimeType: data.mimeType,
		bytes: data.bytes,
		read: async () => await context.helpers.getBinaryDataBuffer(itemIndex, name),
	};
}
