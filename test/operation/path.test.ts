import { path, PathError } from '../../nodes/LexwareOffice/operation/path';

const uuid = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';

describe('a path', () => {
	it.each([
		['one segment', path`/v1/contacts/${uuid}`, `/v1/contacts/${uuid}`],
		['a segment in between', path`/v1/invoices/${uuid}/file`, `/v1/invoices/${uuid}/file`],
		['blanks around a segment taken off', path`/v1/a/${' x '}`, '/v1/a/x'],
		['several segments', path`/${'a'}/${'b'}`, '/a/b'],
		['a segment with reserved characters', path`/v1/${'a b&c=d;e:f'}`, '/v1/a%20b%26c%3Dd%3Be%3Af'],
		['no segment', path`/v1/profile`, '/v1/profile'],
	])('takes %s', (_, route, expected) => {
		expect(route).toBe(expected);
	});

	it.each([
		'',
		' ',
		'.',
		'..',
		' .. ',
		'../profile',
		'a/b',
		'/',
		'a\\b',
		`${uuid}?finalize=true`,
		`${uuid}#x`,
		'%2e%2e',
		'a%2Fb',
		'a\u0000b',
		'a\nb',
		'ümlaut',
		'\u2215',
		'\uff0e\uff0e',
	])('refuses %j, which could lead elsewhere', (segment) => {
		const build = () => path`/v1/contacts/${segment}`;
		expect(build).toThrow(PathError);
		expect(build).toThrow(`'${segment}' is not an ID`);
	});
});
