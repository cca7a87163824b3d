// Whether an uploaded file had been there before: the API recognizes it by its checksum, discards the upload and answers
// with the ids of the first one, and does not say so.
import type { Answer } from '../transport/request';

/** File ids this process was given lately; to be given one again means that the content was there. */
const knownIds = new Set<string>();
const mostKnown = 10_000;

/** Between the clocks of the servers that answer, and for a header that counts whole seconds. */
const toleranceMs = 2000;

/** @returns whether this process was given the id before */
export function remember(fileId: string): boolean {
	const isKnown = knownIds.has(fileId);
	knownIds.add(fileId);
	const [oldest] = knownIds;
	if (knownIds.size > mostKnown && oldest !== undefined) knownIds.delete(oldest);
	return isKnown;
}

/**
 * Whether the voucher was there before the upload began, all by the server's clock.
 * @param uploadMs how long the upload took at most
 */
export function existedBefore(
	createdDate: unknown,
	{ headers }: Answer,
	uploadMs: number,
): boolean {
	const answeredAt = Date.parse(String(headers.date ?? ''));
	const createdAt = Date.parse(String(createdDate ?? ''));
	return createdAt < answeredAt - uploadMs - toleranceMs;
}
