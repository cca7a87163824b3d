/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-imports */
// The processes of the benchmark. All are started before anything is measured: so many servers, each lent to one
// experiment at a time, and so many senders, each shared by a few. Opponents have senders of their own: some of them send
// everything at once, which would delay whoever shares their process.
import { fork, type ChildProcess } from 'node:child_process';

import { compile } from './compile';
import type { ExperimentName, FindingsOf, OptionsOf } from './experiments';
import type { Order, Reply } from './sender';
import { startServer, type BenchServer, type Network } from './loopback';

type Side = 'ours' | 'opponents';

export class Lab {
	private readonly senders: Record<Side, Sender[]>;
	private readonly hired: Sender[] = [];
	private readonly idle: BenchServer[];
	private keys = 0;

	private constructor(
		private readonly servers: BenchServer[],
		senders: Record<Side, number>,
	) {
		this.idle = [...servers];
		const start = (count: number) => Array.from({ length: count }, () => new Sender());
		this.senders = { ours: start(senders.ours), opponents: start(senders.opponents) };
	}

	static async open(servers: number, senders: Record<Side, number>): Promise<Lab> {
		return new Lab(await Promise.all(Array.from({ length: servers }, startServer)), senders);
	}

	/** At most as many at a time as there are servers. Each has its server to itself, and a fresh key. */
	async run<Name extends ExperimentName>(
		name: Name,
		network: Network,
		options: OptionsOf<Name>,
		by: Side | Sender = 'ours',
	): Promise<FindingsOf<Name>> {
		const server = this.idle.shift();
		if (!server) throw new Error('More experiments at a time than servers');
		await server.control.prepare(network);
		const place = { ...network, url: server.url, apiKey: `bench-${++this.keys}` };
		const sender = typeof by === 'string' ? leastBusy(this.senders[by]) : by;
		const findings = await sender.carryOut({ name, place, options });
		this.idle.push(server);
		return findings as FindingsOf<Name>;
	}

	/** A process of its own, for experiments that measure their process or need all of it. */
	async runAlone<Name extends ExperimentName>(
		name: Name,
		network: Network,
		options: OptionsOf<Name>,
	): Promise<FindingsOf<Name>> {
		const sender = this.hire();
		const findings = await this.run(name, network, options, sender);
		sender.stop();
		return findings;
	}

	/** A sender for whoever hands it to `run`, and to nobody else. */
	hire(): Sender {
		const sender = new Sender();
		this.hired.push(sender);
		return sender;
	}

	close(): void {
		const { ours, opponents } = this.senders;
		for (const { stop } of [...this.servers, ...ours, ...opponents, ...this.hired]) stop();
	}
}

function leastBusy([first, ...others]: Sender[]): Sender {
	if (!first) throw new Error('No sender');
	return others.reduce((best, other) => (other.load < best.load ? other : best), first);
}

const senderFile = compile('test/bench/sender.ts');

export class Sender {
	private readonly child: ChildProcess;
	private readonly waiting = new Map<number, (reply: Reply) => void>();
	private orders = 0;

	constructor() {
		this.child = fork(senderFile);
		this.child.on('message', (reply: Reply) => {
			this.waiting.get(reply.id)?.(reply);
			this.waiting.delete(reply.id);
		});
		this.child.once('exit', (code) => {
			for (const [id, settle] of this.waiting) settle({ id, mistake: `sender ended with ${code}` });
		});
	}

	get load(): number {
		return this.waiting.size;
	}

	async carryOut(order: Omit<Order, 'id'>): Promise<unknown> {
		const id = ++this.orders;
		const reply = await new Promise<Reply>((resolve) => {
			this.waiting.set(id, resolve);
			this.child.send({ ...order, id });
		});
		if ('mistake' in reply) throw new Error(`${order.name}: ${reply.mistake}`);
		return reply.findings;
	}

	readonly stop = () => void this.child.kill('SIGTERM');
}
