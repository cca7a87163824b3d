// A write of which nobody knows whether it was carried out, and everything a user needs to find out.
// Thrown by writes.ts, put into words for n8n by nodeErrors.ts.
import { ApiError } from '../transport/errors';
import type { Finding } from './lookUp';

/** What was done to find out. */
export interface Search {
	/** Left out when nothing was looked up. */
	finding?: Finding;
	/** Why nothing came of it: a sentence. */
	reason?: string;
	/** Another write that the record fits as well was under way, or its answer was lost too. */
	hasRival?: boolean;
}

export class UnknownOutcome extends Error {
	constructor(
		/** The attempt whose answer was lost. */
		readonly lost: ApiError,
		readonly search: Search,
	) {
		super(lost.message);
	}
}

/** Sentences, one a line: what was tried, what may be the record, how to get on. */
export function describeSearch({ lost, search }: UnknownOutcome): string {
	const { method, path } = lost.request;
	const { finding, reason } = search;
	const candidates = finding?.candidates ?? [];
	const lines = [
		`${method} ${path} was sent once and not repeated.`,
		reason,
		finding && `Looked in ${finding.place}: ${describeMatches(finding, search)}.`,
		candidates.length > 0 && `Candidates: ${candidates.map(describeCandidate).join('; ')}`,
		candidates.length > 0 &&
			'A person or a parallel process may have written equal content: compare before you take one for this item’s.',
		`Look in Lexware Office${finding ? ' or there' : ''} whether the record exists before this item runs again in a new execution.`,
	];
	return lines.filter(Boolean).join('\n');
}

function describeMatches({ matches, candidates }: Finding, { hasRival }: Search): string {
	if (matches.length > 1)
		return `${matches.length} records have this content, and one may come from a parallel process`;
	if (matches.length === 1 && hasRival)
		return 'one record has this content, and another write that it fits as well got no answer yet, so it may belong to either';
	if (candidates.length > 0) return `${candidates.length} found, none of them proved to be it`;
	return 'nothing found so far';
}

function describeCandidate({ id, number, link }: Finding['candidates'][number]): string {
	return [link ?? id, number && `(${number})`].filter(Boolean).join(' ');
}
