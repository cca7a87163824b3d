// The item loop: values → request → send → items. Keeps order and pairing, and fails per item or as a whole.
// Called by the node's execute.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { accountId } from '../transport/account';
import { openClient, type Client } from '../transport/client';
import { createHttp } from '../transport/http';
import { timeouts } from '../transport/wire';
import { chooseOperation, type Choice } from './choose';
import { withFeatures } from './features';
import { toErrorItem, toItems } from './items';
import { writesOf } from './itemWrites';
import { Ledger, type ItemRecord } from './ledger';
import { groupBy, runLanes, type Lane } from './lanes';
import { toNodeError, type NodeError } from './nodeErrors';
import { prepareItem, type Prepared } from './prepare';
import { addHints, describeProgress } from './report';
import { nameWhatIsDone } from './unfinished';
import type { Output, Resource, SendRequest } from './define';

/** How far reads run ahead, in windows: enough to keep the quota busy over long round trips. */
const windowsAhead = 4;

/**
 * Carries out the node for all its items.
 * @param limits how long an attempt may take; other than the API's own only where the API is not the real one
 */
export async function run(
	context: IExecuteFunctions,
	resources: readonly Resource[],
	limits = timeouts,
): Promise<INodeExecutionData[][]> {
	return await new Run(context, chooseOperation(context, resources), limits).finish();
}

/** One execution of the node. */
class Run {
	private readonly stop = new AbortController();
	private readonly clients = new Map<string, Client>();
	private readonly prepared = new Map<number, Prepared>();
	private readonly outputs = new Map<number, INodeExecutionData[]>();
	private readonly failures = new Map<number, NodeError>();
	private readonly ledger?: Ledger;
	private readonly deeds = { irreversible: 0, adopted: 0 };

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly choice: Choice,
		private readonly limits: typeof timeouts,
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
		const troubles = [...this.clients.values()].flatMap((client) => client.sharingTrouble() ?? []);
		const sharingTroubles = [...new Set(troubles)];
		addHints(this.context, this.choice.operation, { ...this.deeds, sharingTroubles });
		this.throwFirstFailure();
		if (this.failures.size === 0 && !this.stop.signal.aborted) this.ledger?.close();
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
		// Between two tries of Retry On Fail, n8n does not look whether somebody pressed Stop.
		if (cancelled?.aborted) abort();
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
		if (this.choice.operation.isIrreversible(prepared.values)) this.deeds.irreversible += 1;
		this.outputs.set(itemIndex, await toItems(this.context, outputs, itemIndex));
	}

	private async execute(prepared: Prepared, record?: ItemRecord): Promise<Output[]> {
		const { values, body } = prepared;
		const client = this.clientOf(prepared);
		const send = record ? this.sendOf(prepared, client, record) : client.send;
		const { resource, operation } = this.choice;
		const carryOut = async () =>
			await withFeatures(
				{ needs: resource.needs, body, send: client.send },
				async () => await operation.execute({ ...client, values, body, send }),
			);
		return record ? await nameWhatIsDone(record, carryOut) : await carryOut();
	}

	private sendOf(prepared: Prepared, client: Client, record: ItemRecord): SendRequest {
		const { context, choice } = this;
		const onAdopted = () => (this.deeds.adopted += 1);
		const { signal } = this.stop;
		return writesOf({ context, choice, prepared, client, record, signal, onAdopted }).send;
	}

	private clientOf({ account, options }: Prepared): Client {
		const id = accountId(account);
		const client =
			this.clients.get(id) ??
			openClient(
				account,
				{ signal: this.stop.signal, maxWaitMs: options.maxWaitMs },
				createHttp(this.context, account, this.limits),
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
		const done = this.outputs.size;
		const progress =
			this.ledger && done > 0 && describeProgress(done, this.context.getInputData().length);
		failure.description = [failure.description, progress].filter(Boolean).join('\n');
		throw failure;
	}

	private itemsOf(itemIndex: number): INodeExecutionData[] {
		const failure = this.failures.get(itemIndex);
		return failure ? [toErrorItem(failure, itemIndex)] : (this.outputs.get(itemIndex) ?? []);
	}
}
