// Builds request paths: every inserted segment is checked and encoded, so that no value can reach another route.
// Used by resources as a template tag.

/** A path segment that cannot be sent; the sentence names the value. */
export class PathError extends Error {}

/**
 * ``path`/v1/contacts/${id}` `` with every inserted value encoded.
 * @throws PathError when a value is empty, `.`, `..`, or holds a slash or control character
 */
export function path(literals: TemplateStringsArray, ...segments: string[]): string {
	return literals.reduce((route, literal, index) => {
		return `${route}${encodeSegment(segments[index - 1] ?? '')}${literal}`;
	});
}

function encodeSegment(segment: string): string {
	const trimmed = segment.trim();
	const isUnsafe =
		trimmed === '' || trimmed === '.' || trimmed === '..' || /[/\\?#%]|[^\x20-\x7e]/.test(trimmed);
	if (isUnsafe) throw new PathError(`'${segment}' is not an ID`);
	return encodeURIComponent(trimmed);
}
