// Puts together what the writes of one item need. Called by run.ts for operations that write.
import type { IExecuteFunctions } from 'n8n-workflow';

import { accountId } from '../transport/account';
import type { Choice } from './choose';
import { IdempotencyKey } from './idempotency';
import type { Prepared } from './prepare';
import { takesKey } from './runOptions';
import { Writes, type WriteSetting } from './writes';

interface Item extends Pick<WriteSetting, 'client' | 'record' | 'signal' | 'onAdopted'> {
	context: IExecuteFunctions;
	choice: Choice;
	prepared: Prepared;
}

export function writesOf({ context, choice, prepared, ...rest }: Item): Writes {
	const { account, options } = prepared;
	return new Writes({
		...rest,
		account,
		key: keyOf(context, choice, prepared),
		findWritten: choice.operation.findWritten,
		isLookedUp: options.isLookedUp,
	});
}

function keyOf(
	context: IExecuteFunctions,
	{ resource, operation }: Choice,
	{ account, options: { idempotencyKey } }: Prepared,
): IdempotencyKey | undefined {
	if (!idempotencyKey || !takesKey(operation)) return undefined;
	const scope = `${accountId(account)} ${resource.value}`;
	return new IdempotencyKey(context.helpers, scope, idempotencyKey);
}
