import { contentDispositionName } from '../../nodes/LexwareOffice/operation/contentDisposition';

/** As Node.js hands over header bytes that are UTF-8. */
const asLatin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('the file name in a Content-Disposition header', () => {
	it.each([
		['quoted', 'attachment; filename="Rechnung_RE0001.pdf"', 'Rechnung_RE0001.pdf'],
		['bare', 'attachment; filename=Rechnung_RE0001.pdf', 'Rechnung_RE0001.pdf'],
		['bare with blanks', 'attachment; filename=Rechnung RE 0001.pdf', 'Rechnung RE 0001.pdf'],
		['bare before another parameter', 'attachment; filename=a.pdf; size=3', 'a.pdf'],
		['with blanks around the sign', 'attachment; filename = "a.pdf"', 'a.pdf'],
		['in capitals', 'ATTACHMENT; FILENAME="a.pdf"', 'a.pdf'],
		['inline', 'inline; filename="a.pdf"', 'a.pdf'],
		['with a semicolon in it', 'attachment; filename="a;b.pdf"', 'a;b.pdf'],
		['with quotes in it', 'attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
		['with an equals sign in it', 'attachment; filename="filename=x.pdf"', 'filename=x.pdf'],
		[
			'with percent signs, which mean nothing here',
			'attachment; filename="50%20.pdf"',
			'50%20.pdf',
		],
		['in Latin-1', 'attachment; filename="Gr\u00fc\u00dfe.pdf"', 'Grüße.pdf'],
		[
			'in UTF-8 read as Latin-1',
			`attachment; filename="${asLatin1('Grüße €.pdf')}"`,
			'Grüße €.pdf',
		],
		['in UTF-8 read as UTF-8', 'attachment; filename="Grüße €.pdf"', 'Grüße €.pdf'],
		['extended', "attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.pdf", 'Grüße €.pdf'],
		['extended with a language', "attachment; filename*=utf-8'de'Gr%c3%bcn.pdf", 'Grün.pdf'],
		['extended in Latin-1', "attachment; filename*=iso-8859-1''Gr%FCn.pdf", 'Grün.pdf'],
		['extended and quoted all the same', 'attachment; filename*="UTF-8\'\'a%20b.pdf"', 'a b.pdf'],
		[
			'extended beside a plain one, whichever comes first',
			'attachment; filename="Gr_n.pdf"; filename*=UTF-8\'\'Gr%C3%BCn.pdf',
			'Grün.pdf',
		],
		[
			'extended first',
			'attachment; filename*=UTF-8\'\'Gr%C3%BCn.pdf; filename="Gr_n.pdf"',
			'Grün.pdf',
		],
		['plain where the extended one is broken', 'attachment; filename*=x; filename=a.pdf', 'a.pdf'],
	])('is read when it is %s', (_, header, name) => {
		expect(contentDispositionName(header)).toBe(name);
	});

	it.each([
		['attachment; filename="/etc/passwd"', 'passwd'],
		['attachment; filename="..\\\\..\\\\a.pdf"', 'a.pdf'],
		['attachment; filename="C:\\\\tmp\\\\a.pdf"', 'a.pdf'],
		["attachment; filename*=UTF-8''..%2F..%2Fa.pdf", 'a.pdf'],
		["attachment; filename*=UTF-8''a%0D%0Ab%00.pdf", 'ab.pdf'],
	])('has no path and no control characters: %s', (header, name) => {
		expect(contentDispositionName(header)).toBe(name);
	});

	it.each([
		'',
		'attachment',
		'attachment; filename=',
		'attachment; filename=""',
		'attachment; filename="  "',
		'attachment; filename=".."',
		'attachment; filename="a/."',
		"attachment; filename*=UTF-8''%2F",
		'attachment; size=3',
	])('is missing in %j', (header) => {
		expect(contentDispositionName(header)).toBeUndefined();
	});
});
