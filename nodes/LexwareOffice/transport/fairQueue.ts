// Who goes next: priority classes, in each a round over executions, in each execution first come, first served.
// Pure; used by gate.ts only.

import type { Execution } from './slot';

/** As much of a request as its place in the queue depends on. */
export interface Queued {
	readonly execution: Execution;
	readonly isWrite: boolean;
	/** Ascending in the order in which requests were first asked for. */
	readonly order: number;
}

interface Lane<T> {
	level: number;
	jobs: T[];
}

type Ring<T> = Map<Execution, Lane<T>>;

/** An execution with more requests than this is a bulk run and yields to the others. */
const fewRequests = 5;
const picksInARow = 3;

export class FairQueue<T extends Queued> {
	size = 0;
	private reads = 0;
	private readonly lanes = new Map<Execution, Lane<T>>();
	/** Urgent, few requests so far, bulk. The first execution of a ring is the next to be served. */
	private readonly rings: Array<Ring<T>> = [new Map(), new Map(), new Map()];
	private readonly streaks = [0, 0, 0];
	private readonly asked = new WeakMap<Execution, number>();

	/** A request that comes back goes before everything its execution asked for later. */
	push(job: T, isAgain: boolean): void {
		const { execution } = job;
		if (!isAgain) this.asked.set(execution, (this.asked.get(execution) ?? 0) + 1);
		const lane = this.laneFor(execution);
		if (isAgain) {
			const position = lane.jobs.findIndex(({ order }) => order > job.order);
			lane.jobs.splice(position < 0 ? lane.jobs.length : position, 0, job);
		} else {
			lane.jobs.push(job);
		}
		this.count(job, 1);
	}

	/** Whether there is anything that may leave now. */
	canPick(isWriteInFlight: boolean): boolean {
		return isWriteInFlight ? this.reads > 0 : this.size > 0;
	}

	/** Takes the next request; a write only when no other write is in flight. */
	pick(isWriteInFlight: boolean): T | undefined {
		const lanes = this.rings.map((ring) => this.findLane(ring, isWriteInFlight));
		const level = lanes.findIndex((lane, i) => lane && this.isTurnOf(i, lanes));
		const lane = lanes[level];
		const job = lane?.jobs.shift();
		if (!lane || !job) return undefined;
		this.noteTurn(level, lanes);
		this.count(job, -1);
		this.rings[level]?.delete(job.execution);
		if (lane.jobs.length > 0) this.rings[level]?.set(job.execution, lane);
		else this.lanes.delete(job.execution);
		return job;
	}

	has(execution: Execution): boolean {
		return this.lanes.has(execution);
	}

	/** Drops everything an execution has queued and returns it. */
	remove(execution: Execution): T[] {
		return this.takeFrom(execution, () => true);
	}

	/** Takes out of the middle whatever fits. */
	takeWhere(isWanted: (job: T) => boolean): T[] {
		return [...this.lanes.keys()].flatMap((execution) => this.takeFrom(execution, isWanted));
	}

	private takeFrom(execution: Execution, isWanted: (job: T) => boolean): T[] {
		const lane = this.lanes.get(execution);
		if (!lane) return [];
		const taken: T[] = [];
		const kept: T[] = [];
		for (const job of lane.jobs) (isWanted(job) ? taken : kept).push(job);
		for (const job of taken) this.count(job, -1);
		lane.jobs = kept;
		if (kept.length > 0) return taken;
		this.rings[lane.level]?.delete(execution);
		this.lanes.delete(execution);
		return taken;
	}

	private laneFor(execution: Execution): Lane<T> {
		const level = execution.urgent ? 0 : (this.asked.get(execution) ?? 0) <= fewRequests ? 1 : 2;
		const lane = this.lanes.get(execution) ?? { level, jobs: [] };
		if (lane.level !== level) this.rings[lane.level]?.delete(execution);
		lane.level = level;
		this.lanes.set(execution, lane);
		const ring = this.rings[level];
		if (ring && !ring.has(execution)) ring.set(execution, lane);
		return lane;
	}

	private findLane(ring: Ring<T>, isWriteInFlight: boolean): Lane<T> | undefined {
		if (isWriteInFlight && this.reads === 0) return undefined;
		for (const lane of ring.values()) {
			if (!isWriteInFlight || !lane.jobs[0]?.isWrite) return lane;
		}
		return undefined;
	}

	/** After three picks in a row a class lets the next one have a turn. */
	private isTurnOf(level: number, lanes: Array<Lane<T> | undefined>): boolean {
		const isLast = lanes.slice(level + 1).every((lane) => lane === undefined);
		return isLast || (this.streaks[level] ?? 0) < picksInARow;
	}

	private noteTurn(level: number, lanes: Array<Lane<T> | undefined>): void {
		this.streaks.fill(0, 0, level);
		const isContested = lanes.slice(level + 1).some((lane) => lane !== undefined);
		this.streaks[level] = isContested ? (this.streaks[level] ?? 0) + 1 : 0;
	}

	private count(job: T, by: 1 | -1): void {
		this.size += by;
		if (!job.isWrite) this.reads += by;
	}
}
