// What this execution has already written, so that a re-run of the node repeats nothing: n8n's Retry On Fail starts again
// from item 0 and so does retrying a failed execution. Opened by run.ts once per run, written by writes.ts.
import { createHash, randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest, JsonObject } from '../transport/request';
import type { Output } from './define';
import { takeId } from './processWrites';

/** One request that changes the books. Without `answer` it is pending: it may or may not have been carried out. */
export interface Write {
	/** Found nowhere else. */
	id: string;
	/** Method and path, such as `POST /v1/invoices`. */
	route: string;
	/** Hash of the whole request; the request itself is not kept. */
	request: string;
	/** When it left: milliseconds since 1970 by the clock of this machine. */
	sentAt: number;
	/** How far the server's clock was ahead of this machine's then, where it was known. */
	serverAheadMs?: number;
	/** The body of the answer. */
	answer?: string;
}

/** One item of one account. With `outputs` it is done, and its writes are of no interest any more. */
interface Entry {
	account: string;
	writes: Write[];
	outputs?: JsonObject[];
}

/** One run of the node: its items by index and account. */
type Book = Record<string, Entry>;

type Context = Pick<IExecuteFunctions, 'getContext' | 'getWorkflowDataProxy' | 'isToolExecution'>;

/**
 * The books of a node in one execution. They live in n8n's node context, which is saved with the execution's data:
 * plain JSON, no keys, no request bodies.
 */
export class Ledger {
	private readonly books: Record<string, Book>;
	private readonly isTool: boolean;
	private readonly name: string;

	/** @param operation what the node is set to, such as `invoice.create` */
	constructor(context: Context, operation: string) {
		const storage = context.getContext('node');
		this.books = storage.writes ??= {};
		this.isTool = context.isToolExecution?.() ?? false;
		// An agent's tool gets a new run index for each try, and parallel calls may share one: it gets a book of its own.
		const run = this.isTool ? randomUUID() : context.getWorkflowDataProxy(0).$runIndex;
		this.name = `${run} ${operation}`;
		if (!this.isTool) this.dropOthers();
		const book = (this.books[this.name] ??= {});
		// A look-up must not take what this execution wrote before n8n was started anew.
		for (const { outputs = [] } of Object.values(book))
			for (const { id } of outputs) if (typeof id === 'string') takeId(id);
	}

	itemAt(itemIndex: number, account: string): ItemRecord {
		const book = (this.books[this.name] ??= {});
		const entry = (book[`${itemIndex} ${shorten(account)}`] ??= {
			account: shorten(account),
			writes: [],
		});
		return new ItemRecord(entry, this.isTool ? this.earlierTries(entry) : []);
	}

	/** Every item is done: nothing has to be remembered. */
	close(): void {
		delete this.books[this.name];
	}

	/** A later run of a loop has begun, or the node was set to something else. */
	private dropOthers(): void {
		for (const name of Object.keys(this.books)) {
			if (name !== this.name) delete this.books[name];
		}
	}

	/** Pending writes of an agent's earlier calls. */
	private earlierTries({ account }: Entry): Write[] {
		return Object.entries(this.books)
			.filter(([name]) => name !== this.name)
			.flatMap(([, book]) => Object.values(book))
			.filter((entry) => entry.account === account && !entry.outputs)
			.flatMap(({ writes }) => writes.filter(({ answer }) => answer === undefined));
	}
}

/** What one item has written so far. */
export class ItemRecord {
	/** Writes of this try by route, to tell the second of a kind from the first. */
	private readonly seen = new Map<string, number>();

	constructor(
		private readonly entry: Entry,
		private readonly earlierTries: Write[],
	) {}

	/** What the item came to, when it is done. */
	get outputs(): Output[] | undefined {
		return this.entry.outputs?.map((json) => ({ json }));
	}

	/** Nothing was written for the item, as far as is known. */
	get isFresh(): boolean {
		return this.entry.writes.length === 0 && !this.entry.outputs;
	}

	/** What a failed item has to tell of: a write of unknown outcome, or else the last one that was carried out. */
	get telling(): Write | undefined {
		const { writes } = this.entry;
		return writes.find(({ answer }) => answer === undefined) ?? writes.at(-1);
	}

	/**
	 * The item's write of this route, in the order in which the operation makes them. The content does not count: an
	 * expression with the time of day gives another body on each try, and the item is the same.
	 * @returns the write of an earlier try, or undefined when there is none
	 */
	find(request: ApiRequest): Write | undefined {
		const route = routeOf(request);
		const nth = this.seen.get(route) ?? 0;
		this.seen.set(route, nth + 1);
		const known = this.entry.writes.filter((write) => write.route === route)[nth];
		const hash = hashOf(request);
		return known ?? this.earlierTries.find((write) => write.request === hash);
	}

	/** A write is about to leave. */
	open(request: ApiRequest): Write {
		const write = {
			id: shorten(randomUUID()),
			route: routeOf(request),
			request: hashOf(request),
			sentAt: Date.now(),
		};
		this.entry.writes.push(write);
		return write;
	}

	/** It is certain that the write was not carried out. */
	strike(write: Write): void {
		this.entry.writes = this.entry.writes.filter((other) => other !== write);
	}

	/**
	 * The item is done. Files are not kept: an operation that gives one is gone through again, with the answers kept. What
	 * was only read is read again.
	 */
	finish(outputs: Output[]): void {
		if (this.entry.writes.length === 0 || outputs.some(({ file }) => file)) return;
		this.entry.outputs = outputs.map(({ json }) => json);
		this.entry.writes = [];
	}
}

function routeOf({ method, path }: ApiRequest): string {
	return `${method} ${path}`;
}

/** Equal for requests with equal content. */
export function hashOf({ method, path, query, body, upload }: ApiRequest): string {
	const hash = createHash('sha256').update(JSON.stringify([method, path, query, body]));
	if (upload) hash.update(upload.content);
	return shorten(hash.digest('hex'));
}

/** Sixteen hexadecimal digits tell the writes of one execution apart. */
function shorten(hash: string): string {
	return hash.slice(0, 16);
}
