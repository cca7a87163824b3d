// Everything about an item that can be known, and be wrong, before a request is spent.
// Called by run.ts for all items first: a bad tenth item stops the run before the first one is written.
import type { IExecuteFunctions } from 'n8n-workflow';

import { readAccount, type Account } from '../transport/account';
import { credentialType } from '../transport/http';
import type { JsonObject } from '../transport/request';
import { readBody } from './bodyInput';
import type { Operation } from './define';
import type { InputFile, Values } from './field';
import { fieldsOf } from './properties';
import { runOptions, toRunOptions, type RunOptions } from './runOptions';
import { InputError, readValues, type Source } from './values';

/** One item, ready to be carried out. */
export interface Prepared {
	account: Account;
	values: Values;
	body: JsonObject;
	options: RunOptions;
}

/** @throws InputError, AccountError, or n8n's own error when an expression cannot be resolved */
export async function prepareItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Promise<Prepared> {
	// The key may be an expression: each item goes to its own account.
	const account = readAccount(await context.getCredentials(credentialType, itemIndex));
	const fields = { ...fieldsOf(operation), options: runOptions };
	const { options, ...values } = readValues(fields, sourceOf(context, itemIndex));
	const body = readBody(operation.body, values);
	const findings = [...operation.check(values), ...(operation.body?.check(body) ?? [])];
	if (findings.length > 0) throw new InputError(findings);
	return { account, values, body, options: toRunOptions(options) };
}

function sourceOf(context: IExecuteFunctions, itemIndex: number): Source {
	return {
		readParameter: (name, { type }) =>
			context.getNodeParameter(name, itemIndex, undefined, { extractValue: type === 'locator' }),
		readFile: (name) => readFile(context, itemIndex, name),
	};
}

function readFile(context: IExecuteFunctions, itemIndex: number, name: string): InputFile {
	const data = context.getInputData()[itemIndex]?.binary?.[name];
	if (!data) throw new InputError([`the item has no file in the field '${name}'`]);
	return {
		fileName: data.fileName ?? `${name}.${data.fileExtension ?? 'bin'}`,
		mimeType: data.mimeType,
		read: async () => await context.helpers.getBinaryDataBuffer(itemIndex, name),
	};
}
