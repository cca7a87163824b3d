// The item loop: values → request → send → items. Keeps order and pairing, and fails per item or as a whole.
// Called by the node's execute.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { accountId } from '../transport/account';
import { openClient, type Client } from '../transport/client';
import { createHttp } from '../transport/http';
import { chooseOperation, type Choice } from './choose';
import { toErrorItem, toItems } from './items';
import { Ledger, type ItemRecord } from './ledger';
import { groupBy, runLanes, type Lane } from './lanes';
import { toNodeError, type NodeError } from './nodeErrors';
import { prepareItem, type Prepared } from './prepare';
import type { Output, Resource } from './define';
import { recordWrites } from './writes';

/** How far reads run ahead, in windows: enough to keep the quota busy over long round trips. */
const windowsAhead = 4;

/** Carries out the node for all its items. */
export async function run(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	return await new Run(context, chooseOperation(context, resources)).finish();
}

/** One execution of the node. */
class Run {
	private readonly stop = new AbortController();
	private readonly clients = new Map<string, Client>();
	private readonly prepared = new Map<number, Prepared>();
	private readonly outputs = new Map<number, INodeExecutionData[]>();
	private readonly failures = new Map<number, NodeError>();
	private readonly ledger?: Ledger;
	private irreversible = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly choice: Choice,
	) {
		const { resource, operation } = choice;
		if (operation.writes) this.ledger = new Ledger(context, `${resource.value}.${operation.value}`);
	}

	async finish(): Promise<INodeExecutionData[][]> {
		const itemIndexes = [...this.context.getInputData().keys()];
		for (const itemIndex of itemIndexes) {
			await this.attempt(itemIndex, async () => await this.prepare(itemIndex));
			this.throwFirstFailure();
		}
		await this.carryOutAll();
		this.addHints();
		this.throwFirstFailure();
		if (this.failures.size === 0) this.ledger?.close();
		return [itemIndexes.flatMap((itemIndex) => this.itemsOf(itemIndex))];
	}

	private async prepare(itemIndex: number): Promise<void> {
		const { operation } = this.choice;
		this.prepared.set(itemIndex, await prepareItem(this.context, operation, itemIndex));
	}

	private async carryOutAll(): Promise<void> {
		const cancelled = this.context.getExecutionCancelSignal();
		const abort = () => this.stop.abort();
		cancelled?.addEventListener('abort', abort);
		await runLanes(
			this.planLanes(),
			async (itemIndex) =>
				await this.attempt(itemIndex, async () => await this.carryOut(itemIndex)),
			this.stop.signal,
		);
		cancelled?.removeEventListener('abort', abort);
	}

	private planLanes(): Lane[] {
		const groups = groupBy([...this.prepared], ([, { account }]) => accountId(account));
		return [...groups.values()].map((group) => {
			const requests = group[0]?.[1].account.requests ?? 1;
			return {
				items: group.map(([itemIndex]) => itemIndex),
				breadth: this.choice.operation.writes ? 1 : windowsAhead * requests,
			};
		});
	}

	private async carryOut(itemIndex: number): Promise<void> {
		const prepared = this.prepared.get(itemIndex);
		if (!prepared) return;
		const record = this.ledger?.itemAt(itemIndex, accountId(prepared.account));
		const outputs = record?.outputs ?? (await this.execute(prepared, record));
		record?.finish(outputs);
		if (this.choice.operation.isIrreversible(prepared.values)) this.irreversible += 1;
		this.outputs.set(itemIndex, await toItems(this.context, outputs, itemIndex));
	}

	private async execute(prepared: Prepared, record?: ItemRecord): Promise<Output[]> {
		const { values, body } = prepared;
		const client = this.clientOf(prepared);
		const send = record ? recordWrites(client.send, record) : client.send;
		return await this.choice.operation.execute({ ...client, values, body, send });
	}

	private clientOf({ account, options }: Prepared): Client {
		const id = accountId(account);
		const client =
			this.clients.get(id) ??
			openClient(
				account,
				{ signal: this.stop.signal, maxWaitMs: options.maxWaitMs },
				createHttp(this.context, account),
			);
		this.clients.set(id, client);
		return client;
	}

	/** A failed item ends the run, unless the node is set to continue. */
	private async attempt(itemIndex: number, action: () => Promise<void>): Promise<void> {
		try {
			await action();
		} catch (error) {
			const place = {
				node: this.context.getNode(),
				resource: this.choice.resource.name,
				itemIndex,
			};
			this.failures.set(itemIndex, toNodeError(error, place));
			if (!this.context.continueOnFail()) this.stop.abort();
		}
	}

	/** The first in time is the cause; the others of an aborted run were only stopped by it. */
	private throwFirstFailure(): void {
		const [failure] = this.failures.values();
		if (!failure || this.context.continueOnFail()) return;
		if (this.ledger && this.outputs.size > 0)
			failure.description = [failure.description, this.describeProgress()]
				.filter(Boolean)
				.join('\n');
		throw failure;
	}

	private describeProgress(): string {
		const items = this.context.getInputData().length;
		const subject = this.outputs.size === 1 ? '1 item is' : `${this.outputs.size} items are`;
		return `${subject} done, of ${items}. A retry continues behind them and writes nothing twice.`;
	}

	private itemsOf(itemIndex: number): INodeExecutionData[] {
		const failure = this.failures.get(itemIndex);
		return failure ? [toErrorItem(failure, itemIndex)] : (this.outputs.get(itemIndex) ?? []);
	}

	private addHints(): void {
		if (this.irreversible === 0 || this.context.getMode() !== 'manual') return;
		const { one, many } = this.choice.operation.deed;
		this.context.addExecutionHints?.({
			message: `${this.irreversible} ${this.irreversible === 1 ? one : many} and cannot be undone`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}
