// n8n's deduplication store as its server keeps it: hashes per workflow and node, found and then added without a lock.
import './environment';

import { createHash } from 'node:crypto';

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

export class DeduplicationStore implements IDataDeduplicator {
	private readonly hashes = new Map<string, string[]>();

	/** All that is kept. */
	get contents(): string {
		return JSON.stringify([...this.hashes]);
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const known = this.open(scope, contextData);
		const output: IDeduplicationOutput = { new: [], processed: [] };
		for (const item of items) {
			const isKnown = known.includes(hashOf(item));
			(isKnown ? output.processed : output.new).push(item);
			if (!isKnown) known.push(hashOf(item));
		}
		if (maxEntries) known.splice(0, known.length - maxEntries);
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		const known = this.open(scope, contextData);
		for (const item of items) {
			const index = known.indexOf(hashOf(item));
			if (index >= 0) known.splice(index, 1);
		}
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<void> {
		this.open(scope, contextData).length = 0;
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
	): Promise<number> {
		return this.open(scope, contextData).length;
	}

	private open(scope: DeduplicationScope, context: ICheckProcessedContextData): string[] {
		const { workflow, node } = context;
		const place = `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
		const hashes = this.hashes.get(place) ?? [];
		this.hashes.set(place, hashes);
		return hashes;
	}
}

function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(item.toString()).digest('base64');
}

/** n8n's engine takes one store per process. */
export async function provideStore(): Promise<DeduplicationStore> {
	const store = new DeduplicationStore();
	await DataDeduplicationService.init(store);
	return store;
}
