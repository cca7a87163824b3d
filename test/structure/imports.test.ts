/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '../../nodes/LexwareOffice');

interface Import {
	from: string;
	to: string;
	isTypeOnly: boolean;
}

function importsOf(file: string): Import[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(path.join(root, file), 'utf8'),
		ts.ScriptTarget.ES2022,
	);
	return source.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
		if (!ts.isStringLiteral(statement.moduleSpecifier)) return [];
		const { text } = statement.moduleSpecifier;
		if (!text.startsWith('.')) return [];
		const to = path.relative(root, path.resolve(root, path.dirname(file), text));
		return [{ from: file, to, isTypeOnly: isTypeOnly(statement.importClause) }];
	});
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.isTypeOnly) return true;
	const named = clause.namedBindings;
	const elements = named && ts.isNamedImports(named) ? [...named.elements] : [];
	return !clause.name && elements.length > 0 && elements.every((element) => element.isTypeOnly);
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.ts'),
);
const imports = files.flatMap(importsOf);

function between(from: string, to: string[]): string[] {
	return imports
		.filter(
			(one) =>
				one.from.startsWith(`${from}/`) && to.some((folder) => one.to.startsWith(`${folder}/`)),
		)
		.map((one) => `${one.from} → ${one.to}`);
}

describe('the import graph', () => {
	it('is read at all', () => {
		expect(imports.length).toBeGreaterThan(100);
	});

	it('never leads out of the transport', () => {
		expect(between('transport', ['operation', 'fields', 'resources', 'search', 'trigger'])).toEqual(
			[],
		);
	});

	it('never leads from the operation back to what uses it', () => {
		expect(between('operation', ['fields', 'resources', 'search', 'trigger'])).toEqual([]);
	});

	it('never leads from fields to resources', () => {
		expect(between('fields', ['resources', 'search', 'trigger'])).toEqual([]);
	});

	it('has one door to Bottleneck', () => {
		const doors = imports.filter(({ to }) => to.endsWith('vendor/bottleneck'));
		expect(doors.map(({ from }) => from)).toEqual(['transport/limiter.ts']);
	});

	it('has one caller of the request helper of n8n', () => {
		const callers = files.filter((file) =>
			/\.httpRequest/.test(readFileSync(path.join(root, file), 'utf8')),
		);
		expect(callers).toEqual(['transport/http.ts']);
	});

	it('gives resources no way to send on their own', () => {
		const ways = imports.filter(
			({ from, to, isTypeOnly: isType }) =>
				/^(resources|fields)\//.test(from) &&
				/^transport\/(client|http|limiter|retry|gate)$/.test(to) &&
				!isType,
		);
		expect(ways).toEqual([]);
	});
});
