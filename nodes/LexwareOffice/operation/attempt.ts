// Carrying on after a refusal: what was thrown becomes a value, so that the caller can decide on it.
// Used by operations for which some refusals are no failure.
import { ApiError } from '../transport/errors';
import type { Answer, ApiRequest } from '../transport/request';
import type { SendRequest } from './define';

export type Attempt<T> = { result: T } | { error: unknown };

export async function attempt<T>(action: () => Promise<T>): Promise<Attempt<T>> {
	try {
		return { result: await action() };
	} catch (error) {
		return { error };
	}
}

/**
 * @returns the answer, or `undefined` when the API refused the request with that very status
 * @throws ApiError of everything else
 */
export async function sendUnlessRefused(
	send: SendRequest,
	request: ApiRequest,
	status: number,
): Promise<Answer | undefined> {
	const sent = await attempt(async () => await send(request));
	if ('result' in sent) return sent.result;
	const { error } = sent;
	if (error instanceof ApiError && error.kind === 'refused' && error.status === status)
		return undefined;
	throw error;
}
