// Links to records as the web app gives them out (fact sheet 1.12). Used to draw locators and to read them.
const app = 'https://app.lexware.de';

/** Matches a link to such a record on any host (the app has had two); the first group is the record's id. */
export function permalinkPattern(segment: string): string {
	return `^https?://[^/]+/permalink/${segment}/(?:view|edit)/([0-9a-fA-F-]{36})`;
}

/** The link that shows a record, such as one of the path segment `contacts`. */
export function permalinkTo(segment: string, id: string): string {
	return `${app}/permalink/${segment}/view/${id}`;
}
