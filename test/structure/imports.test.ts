/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const root = path.join(__dirname, '../../nodes/LexwareOffice');

interface Import {
	/** Path below nodes/LexwareOffice, without extension. */
	from: string;
	/** The same for a file of ours, else the name of the package. */
	to: string;
	isTypeOnly: boolean;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.replace(/\.ts$/, '').split(path.sep).join('/'));

const sources = new Map(
	files.map((file) => {
		const text = readFileSync(path.join(root, `${file}.ts`), 'utf8');
		return [file, ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)];
	}),
);

/** Imports, re-exports, and calls of `import()` and `require()`. */
function importsOf(from: string, source: ts.SourceFile): Import[] {
	const found: Import[] = [];
	const add = (specifier: ts.Node | undefined, isType: boolean) => {
		if (specifier && ts.isStringLiteralLike(specifier))
			found.push({ from, to: resolve(from, specifier.text), isTypeOnly: isType });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
		else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeExport(node));
		else if (ts.isCallExpression(node) && isLoading(node)) add(node.arguments[0], false);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isLoading({ expression }: ts.CallExpression): boolean {
	const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
	return isImport || (ts.isIdentifier(expression) && expression.text === 'require');
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings;
	const elements = named && ts.isNamedImports(named) ? [...named.elements] : [];
	return !clause.name && elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
	if (isTypeOnly) return true;
	const elements =
		exportClause && ts.isNamedExports(exportClause) ? [...exportClause.elements] : [];
	return elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string): string {
	if (!specifier.startsWith('.')) return specifier;
	const to = path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
	return existsSync(path.join(root, to, 'index.ts')) ? `${to}/index` : to;
}

const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));

const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');
const show = ({ from, to }: Import) => `${from} → ${to}`;

function between(from: string[], to: string[], isMeant: (one: Import) => boolean = () => true) {
	return imports
		.filter((one) => from.includes(folderOf(one.from)) && to.includes(folderOf(one.to)))
		.filter(isMeant)
		.map(show);
}

/** Files that lead back to themselves, each with the shortest way round. */
function cyclesOf(edges: Import[]): string[] {
	const next = new Map<string, string[]>();
	for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
	const cycles = files.flatMap((file) => wayBack(file, next) ?? []);
	return [...new Set(cycles)];
}

function wayBack(start: string, next: Map<string, string[]>): string | undefined {
	const ways = [[start]];
	const seen = new Set<string>();
	for (const way of ways) {
		for (const file of next.get(way.at(-1) ?? '') ?? []) {
			if (file === start) return [...way].sort().join(' ↔ ');
			if (!seen.has(file)) ways.push([...way, file]);
			seen.add(file);
		}
	}
	return undefined;
}

describe('the import graph', () => {
	it('is read at all', () => {
		expect(files.length).toBeGreaterThan(50);
		expect(imports.length).toBeGreaterThan(200);
		expect(imports.some(({ isTypeOnly }) => isTypeOnly)).toBe(true);
	});

	it('leads to files that exist, and to nothing that n8n does not have', () => {
		const packages = ['../../vendor/bottleneck', 'n8n-workflow', 'node:crypto', 'ioredis'];
		const known = new Set([...files, ...packages]);
		expect(imports.filter(({ to }) => !known.has(to)).map(show)).toEqual([]);
	});

	it('never leads out of the transport', () => {
		const ways = imports.filter(
			({ from, to }) =>
				folderOf(from) === 'transport' && files.includes(to) && folderOf(to) !== 'transport',
		);
		expect(ways.map(show)).toEqual([]);
	});

	it('never leads from the operation back to what uses it', () => {
		expect(between(['operation'], ['fields', 'resources', 'search', 'trigger'])).toEqual([]);
	});

	it('never leads from fields to resources', () => {
		expect(between(['fields'], ['resources', 'search', 'trigger'])).toEqual([]);
	});

	it('never leads from resources to the parts of the node beside them', () => {
		expect(between(['resources'], ['search', 'trigger'])).toEqual([]);
	});

	it('leads from resources and fields to the transport for the words of a request only', () => {
		const isMore = ({ to, isTypeOnly }: Import) => to !== 'transport/request' || !isTypeOnly;
		expect(between(['resources', 'fields'], ['transport'], isMore)).toEqual([]);
	});

	it('leads from resources and fields to nothing of n8n', () => {
		const uses = imports.filter(
			({ from, to }) => ['resources', 'fields'].includes(folderOf(from)) && to === 'n8n-workflow',
		);
		expect(uses.map(show)).toEqual([]);
	});

	it('leads from the transport to n8n only where it sleeps', () => {
		const users = imports.filter(
			({ from, to, isTypeOnly }) =>
				folderOf(from) === 'transport' && to === 'n8n-workflow' && !isTypeOnly,
		);
		expect(users.map(({ from }) => from).sort()).toEqual(['transport/clock', 'transport/deadline']);
	});

	it('has one door to Bottleneck', () => {
		const doors = imports.filter(({ to }) => to.endsWith('vendor/bottleneck'));
		expect(doors.map(({ from }) => from)).toEqual(['transport/limiter']);
	});

	it('has one door to Redis, which is opened only when it is needed', () => {
		const doors = imports.filter(({ to }) => to === 'ioredis');
		expect(new Set(doors.map(({ from }) => from))).toEqual(new Set(['transport/sharedQuota']));
		const text = sources.get('transport/sharedQuota')?.text ?? '';
		expect(text.match(/from 'ioredis'/g)).toHaveLength(1);
		expect(text).toContain("import type { Redis } from 'ioredis';");
	});

	it('has no cycle at run time', () => {
		expect(cyclesOf(imports.filter(({ isTypeOnly }) => !isTypeOnly))).toEqual([]);
	});
});

describe('what only one file does', () => {
	/** Files in which a member of that name is used, comments and texts aside. */
	const usersOf = (name: RegExp) =>
		[...sources].filter(([, source]) => usesMember(source, name)).map(([file]) => file);

	function usesMember(node: ts.Node, name: RegExp): boolean {
		if (ts.isPropertyAccessExpression(node) && name.test(node.name.text)) return true;
		return ts.forEachChild(node, (child) => usesMember(child, name) || undefined) ?? false;
	}

	it('is calling the request helpers of n8n', () => {
		expect(usersOf(/^(httpRequest|requestWith|requestOAuth)/)).toEqual(['transport/http']);
	});

	it('is reading parameters for operations', () => {
		const readers = usersOf(/^getNodeParameter$/).filter((file) => folderOf(file) === 'operation');
		expect(readers.sort()).toEqual(['operation/choose', 'operation/prepare']);
	});
});

describe('type assertions', () => {
	it('stand where the types of the table come from, and nowhere else', () => {
		const places = [...sources].filter(([, source]) => hasAssertion(source)).map(([file]) => file);
		const allowed = ['operation/define', 'operation/values'];
		expect(places.filter((file) => !allowed.includes(file))).toEqual([]);
	});

	function hasAssertion(node: ts.Node): boolean {
		const isAssertion =
			ts.isTypeAssertionExpression(node) ||
			(ts.isAsExpression(node) && node.type.getText() !== 'const');
		return (
			isAssertion || (ts.forEachChild(node, (child) => hasAssertion(child) || undefined) ?? false)
		);
	}
});
