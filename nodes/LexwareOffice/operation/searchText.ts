// Search texts of contacts, vouchers and the voucher list: the database keeps these characters HTML-encoded.
// https://developers.lexware.io/docs/#faq-search-string-encoding

/** `johnson & partner` → `johnson &amp; partner`; the transport percent-encodes the result. */
export function encodeSearchText<T extends string | undefined>(text: T): T | string {
	return text === undefined
		? text
		: text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
