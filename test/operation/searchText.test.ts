import { encodeSearchText } from '../../nodes/LexwareOffice/operation/searchText';
import { toWire } from '../../nodes/LexwareOffice/transport/wire';

describe('a search text', () => {
	it.each([
		['johnson & partner', 'johnson &amp; partner'],
		['<b> & </b>', '&lt;b&gt; &amp; &lt;/b&gt;'],
		['&amp;', '&amp;amp;'],
		['"Grüße" %_\\ \'', '"Grüße" %_\\ \''],
		['', ''],
		[undefined, undefined],
	])('%j is asked for as the database keeps it', (text, stored) => {
		expect(encodeSearchText(text)).toBe(stored);
	});

	it('looks on the wire as the documentation shows it', () => {
		const query = { name: encodeSearchText('johnson & partner') };
		const { url } = toWire(
			{ method: 'GET', path: '/v1/contacts', query },
			'https://api.lexware.io',
		);
		expect(url).toBe('https://api.lexware.io/v1/contacts?name=johnson%20%26amp%3B%20partner');
	});
});
