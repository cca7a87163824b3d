// Where a custom request goes: a route below /v1 of the account's own host, and nowhere else.
import type { Fields, ValuesOf } from '../operation/field';
import { path } from '../operation/path';

export const pairFields = {
	name: { type: 'string', displayName: 'Name', required: true },
	value: { type: 'string', displayName: 'Value' },
} as const satisfies Fields;

type Pair = ValuesOf<typeof pairFields>;

/** `contacts/…` or `/contacts/…`, with or without `/v1` before it. */
export function checkRoute(text: string): string[] {
	if (/^\s*([a-z][a-z\d+.-]*:|\/\/)/i.test(text))
		return ["'Path' is a whole address; give the part behind /v1, such as /contacts"];
	if (/[?#]/.test(text)) return ["'Path' has a query in it; give that in 'Query Parameters'"];
	const segments = segmentsOf(text);
	const isPlain = segments.every(
		(segment) => /^[\w.~-]+$/.test(segment) && segment !== '.' && segment !== '..',
	);
	return isPlain && segments.length > 0
		? []
		: [`'Path' is '${text}', which is not a route such as /contacts/{id}`];
}

export function toRoute(text: string): string {
	return `/v1${segmentsOf(text)
		.map((segment) => path`/${segment}`)
		.join('')}`;
}

function segmentsOf(text: string): string[] {
	const inner = text.trim().replace(/^\//, '').replace(/\/$/, '');
	return inner.replace(/^v1(?:\/|$)/, '').split('/');
}

/** Issuing a document cannot be undone, so that it hangs on a switch which no expression and no AI agent can set. */
export function checkParameters(parameters: Pair[]): string[] {
	return parameters.some(({ name }) => name.trim().toLowerCase() === 'finalize')
		? [
				"'Query Parameters' has finalize; issue a document with the Finalize switch of its Create operation",
			]
		: [];
}

export function toParameters(parameters: Pair[]): Record<string, string> {
	return Object.fromEntries(parameters.map(({ name, value = '' }) => [name.trim(), value]));
}
