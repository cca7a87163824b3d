// The words of the contenders: what each is given, and what it has to do. One is opened per workflow execution, because
// n8n hands nothing from one execution to the next; whoever wants to share a quota has to see to it.
import type { ApiRequest } from '../../../nodes/LexwareOffice/transport/request';

export interface Target {
	url: string;
	apiKey: string;
	/** The quota that the contender is told; the server keeps the same. */
	requests: number;
	windowMs: number;
}

export interface Contender {
	/**
	 * Resolves when the request was answered with success, rejects when it came to nothing.
	 * @param onLeave called whenever an attempt leaves; each request that is watched has to be an object of its own
	 */
	send(request: ApiRequest, onLeave?: () => void): Promise<unknown>;
	/** Drops what is queued and ends what is under way. */
	stop(): void;
}

export type OpenContender = (target: Target) => Contender;
