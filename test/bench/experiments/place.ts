// Where an experiment happens: a server that nobody else uses meanwhile, and a key of its own.
import type { Target } from '../contenders/contender';
import type { Network } from '../loopback';

export interface Place extends Network {
	url: string;
	apiKey: string;
}

/** What a contender is told: the server's own limits. */
export function targetOf({ url, apiKey, quota: { requests, windowMs } }: Place): Target {
	return { url, apiKey, requests, windowMs };
}

/** One line of the report. */
export interface Promised {
	name: string;
	/** What is promised. */
	bar: string;
	measured: string;
	isKept: boolean;
	/** A count, which no busy machine excuses; times are only shown. */
	isCount: boolean;
}
