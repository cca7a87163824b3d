// So many requests through one contender, all at once or one after another at random: how much of the quota they use,
// what the server refuses, how long they wait, how evenly executions are served.
import { seededRandom } from '../../support/lexware/random';
import { contenders, type ContenderName } from '../contenders';
import type { Contender } from '../contenders/contender';
import {
	create,
	fairness,
	read,
	rest,
	spreadOf,
	utilisation,
	watchLag,
	type Lag,
	type Spread,
} from '../measure';
import { controlOf, type Summary } from '../loopback';
import { targetOf, type Place } from './place';

export interface Load {
	contender: ContenderName;
	count: number;
	/** How many workflow executions share the requests. */
	executions: number;
	isWrite?: boolean;
	/** Given: requests come at random times, at this share of the quota. Left out: all at once. */
	arrivalShare?: number;
	/** What is not done by then is given up. */
	limitMs: number;
}

export interface LoadFigures {
	/** Percent of what the server allows; for writes, which go one at a time, of what the round trip allows. */
	used: number;
	refused: number;
	/** Given up by the contender. */
	lost: number;
	/** Not done within the time limit. */
	unfinished: number;
	/** Writes in the books beyond those that were asked for. */
	doubled: number;
	/** Milliseconds from the wish to send until the first attempt leaves. */
	wait: Spread;
	/** Jain's index over executions, at the time at which half of the requests were done. */
	jain: number;
	lag: Lag;
}

export async function runLoad(place: Place, load: Load): Promise<LoadFigures> {
	const target = targetOf(place);
	const open = contenders[load.contender];
	const opened = Array.from({ length: load.executions }, () => open(target));
	const readLag = watchLag();
	const course = new Course(load, opened);
	await Promise.race([course.finish(meanGapMs(place, load)), rest(load.limitMs)]);
	const figures = course.figures();
	const lag = readLag();
	for (const contender of opened) contender.stop();
	const summary = await controlOf(place.url).summary(place.apiKey);
	return {
		...figures,
		used: usedOf(place, load, summary, figures.roundTripMs),
		refused: summary.refused,
		doubled: load.isWrite ? Math.max(0, summary.executedWrites - load.count) : 0,
		lag,
	};
}

function meanGapMs({ quota }: Place, { arrivalShare }: Load): number {
	return arrivalShare ? quota.windowMs / quota.requests / arrivalShare : 0;
}

function usedOf(
	{ quota: { requests, windowMs } }: Place,
	{ isWrite }: Load,
	{ passedAt }: Summary,
	roundTripMs: number,
): number {
	const quotaPerMs = requests / windowMs;
	const mostPerMs = isWrite ? Math.min(quotaPerMs, 1 / roundTripMs) : quotaPerMs;
	return utilisation(passedAt, requests, mostPerMs);
}

class Course {
	private done = 0;
	private lost = 0;
	private roundTripsMs = 0;
	private jain = 1;
	private readonly waits: number[] = [];
	private readonly shares: number[];

	constructor(
		private readonly load: Load,
		private readonly opened: Contender[],
	) {
		this.shares = opened.map(() => 0);
	}

	async finish(gapMs: number): Promise<void> {
		const random = seededRandom(7);
		const sent: Array<Promise<void>> = [];
		for (let index = 0; index < this.load.count; index++) {
			if (gapMs > 0) await rest(-Math.log(1 - random()) * gapMs);
			sent.push(this.sendOne(index));
		}
		await Promise.all(sent);
	}

	figures() {
		const { done, lost, jain } = this;
		const unfinished = this.load.count - done - lost;
		const roundTripMs = this.roundTripsMs / done;
		return { done, lost, unfinished, jain, roundTripMs, wait: spreadOf(this.waits) };
	}

	private async sendOne(index: number): Promise<void> {
		const owner = index % this.opened.length;
		const request = this.load.isWrite ? create(`Company ${index}`) : { ...read };
		const askedAt = performance.now();
		let leftAt = NaN;
		const noteLeaving = () => {
			if (Number.isNaN(leftAt)) this.waits.push(performance.now() - askedAt);
			leftAt = performance.now();
		};
		const isDone = await this.opened[owner]?.send(request, noteLeaving).then(
			() => true,
			() => false,
		);
		if (isDone) this.noteDone(owner, performance.now() - leftAt);
		else this.lost += 1;
	}

	private noteDone(owner: number, roundTripMs: number): void {
		this.done += 1;
		this.roundTripsMs += roundTripMs;
		this.shares[owner] = (this.shares[owner] ?? 0) + 1;
		if (this.done === Math.floor(this.load.count / 2)) this.jain = fairness(this.shares);
	}
}
