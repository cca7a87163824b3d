// The file name in a Content-Disposition header (RFC 6266): quoted, bare, or with a character set (RFC 5987). Pure.
// Used by downloads.

/** The name without any path, or `undefined` when the header gives none. The extended form wins over the plain one. */
export function contentDispositionName(header: string): string | undefined {
	const extended = /filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"]+)/i.exec(header);
	const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header);
	const bare = /filename\s*=\s*([^";]+)/i.exec(header);
	const name =
		decodeExtended(extended?.[1], extended?.[2]) ??
		(quoted?.[1] === undefined ? undefined : decodePlain(quoted[1].replace(/\\(.)/g, '$1'))) ??
		(bare?.[1] === undefined ? undefined : decodePlain(bare[1]));
	const last = name?.split(/[/\\]/).at(-1) ?? '';
	const plain = withoutControlCharacters(last).trim();
	return plain === '' || plain === '.' || plain === '..' ? undefined : plain;
}

function withoutControlCharacters(text: string): string {
	return [...text].filter((character) => character >= ' ' && character !== '\x7f').join('');
}

function decodeExtended(
	charset: string | undefined,
	value: string | undefined,
): string | undefined {
	if (charset === undefined || value === undefined) return undefined;
	const bytes = Buffer.from(
		value
			.trim()
			.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	);
	return bytes.toString(/^utf-?8$/i.test(charset) ? 'utf8' : 'latin1');
}

/** Node.js reads header bytes as Latin-1; many servers send UTF-8 all the same. */
function decodePlain(value: string): string {
	const bytes = Buffer.from(value, 'latin1');
	const isLatin1 = bytes.toString('latin1') === value;
	const asUtf8 = bytes.toString('utf8');
	return isLatin1 && !asUtf8.includes('\ufffd') ? asUtf8 : value;
}
