// Whether a text can be the code of a country. Pure. Used by parse.ts and rules.ts.

/**
 * ISO 3166, or a code of the API's own for a region such as `ES_CN` or `GR_69` (fact sheet 3.4).
 * @returns a finding, which continues a sentence that starts with the field's label
 */
export function findCountry(value: unknown): string | undefined {
	return /^[A-Z]{2}(_[A-Z0-9]+)?$/.test(String(value))
		? undefined
		: `is '${String(value)}', which is no country code; write two capital letters, such as DE`;
}
