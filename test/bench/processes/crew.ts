/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
// So many processes that share one key, and what has become of their requests.
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

import { rest } from '../measure';
import type { FromWorker, ToWorker, WorkerOrder } from './worker';

interface Member {
	child: ChildProcess;
	asked: number;
	isKilled: boolean;
}

export class Crew {
	done = 0;
	lost = 0;
	private readonly members: Member[] = [];

	static async open(orders: WorkerOrder[]): Promise<Crew> {
		const crew = new Crew();
		await Promise.all(orders.map(async (order) => await crew.add(order)));
		return crew;
	}

	/** Each process sends so many, all at once. */
	send(each: number): void {
		for (const member of this.members) {
			member.asked += each;
			tell(member, { send: each });
		}
	}

	/** SIGKILL. What it had queued is nobody's any more. */
	kill(index: number): void {
		const member = this.members[index];
		if (!member) return;
		member.isKilled = true;
		member.child.kill('SIGKILL');
	}

	/** Waits until all that is asked of the living is done or lost, or the time is over. */
	async finish(limitMs: number): Promise<void> {
		const endsAt = performance.now() + limitMs;
		while (performance.now() < endsAt && this.done + this.lost < this.asked) await rest(50);
	}

	/** Requests of processes that live. */
	get asked(): number {
		return this.members.reduce((sum, { asked, isKilled }) => sum + (isKilled ? 0 : asked), 0);
	}

	close(): void {
		for (const { child } of this.members) child.kill('SIGKILL');
	}

	private async add(order: WorkerOrder): Promise<void> {
		const child = fork(path.join(__dirname, 'worker.ts'), { execArgv: ['--import', 'tsx'] });
		const member = { child, asked: 0, isKilled: false };
		this.members[order.index] = member;
		await new Promise<void>((resolve) => {
			child.on('message', (message: FromWorker) => {
				if (message === 'open') resolve();
				else if (!member.isKilled) this[message] += 1;
			});
			tell(member, { open: order });
		});
	}
}

function tell({ child }: Member, message: ToWorker): void {
	child.send(message);
}
