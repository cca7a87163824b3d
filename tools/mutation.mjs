// Mutation testing of what decides over the quota, over repeats and over what is in the books: StrykerJS changes one
// expression at a time, and a test has to notice. By hand, as it takes a while:
//     npm run test:mutation                                  all of the list below
//     npm run test:mutation -- transport/window operation/ledger
// Each file meets the tests that are about it; of those in n8n's engine only the quick ones. What survived is printed, and
// written to artifacts/mutation.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import Table from 'cli-table3';

const sources = 'nodes/LexwareOffice';
const jestConfig = createRequire(import.meta.url)('../jest.config.js');

/** Files below nodes/LexwareOffice, and their tests below test/. */
const testsOf = {
	'transport/decide': ['transport/decide'],
	'operation/ledger': ['operation/ledger', 'operation/record', 'nodes/ledger'],
	'operation/writes': ['operation/ledger', 'nodes/ledger', 'nodes/idempotency'],
	'transport/window': ['transport/window'],
	'transport/fairQueue': ['transport/fairQueue'],
	'transport/retryAfter': ['transport/retryAfter'],
	'transport/errors': ['transport/errors'],
	'transport/retry': ['transport/retry'],
	'transport/backoff': ['transport/decide'],
	'transport/guard': ['transport/guard'],
	'transport/timeSlots': ['transport/turns'],
	'transport/turns': ['transport/turns'],
	'transport/gate': ['transport/gate', 'transport/limiter', 'transport/turns'],
	'transport/serverClock': ['transport/serverClock'],
	'operation/unfinished': ['operation/unfinished'],
	'operation/sameContent': ['operation/sameContent'],
	'operation/parse': ['operation/parse', 'operation/values', 'operation/record'],
	'operation/values': ['operation/values', 'operation/record', 'nodes/badInput'],
	'operation/processWrites': ['operation/processWrites'],
	'operation/lookUp': ['operation/lookUp'],
	'operation/inquiry': ['operation/inquiry'],
};

const survived = new Set(['Survived', 'NoCoverage']);
const killed = new Set(['Killed', 'Timeout']);

async function mutate(name) {
	const testMatch = testsOf[name].map((test) => `<rootDir>/test/${test}.test.ts`);
	const stryker = new Stryker({
		mutate: [`${sources}/${name}.ts`],
		testRunner: 'jest',
		jest: { config: { ...jestConfig, testMatch }, enableFindRelatedTests: false },
		coverageAnalysis: 'perTest',
		ignorePatterns: ['dist', 'artifacts', '*.tgz', 'test/e2e', 'test/bench'],
		concurrency: 2,
		timeoutMS: 10_000,

		reporters: [],
		logLevel: 'error',
		allowConsoleColors: false,
		// Outside of the checkout: neither lint nor Jest nor the package ever meets a mutated file.
		tempDirName: path.join(tmpdir(), 'lexware-office-mutation'),
		cleanTempDir: 'always',
	});
	const mutants = await stryker.runMutationTest();
	const lines = readFileSync(`${sources}/${name}.ts`, 'utf8').split('\n');
	return {
		name,
		killed: mutants.filter(({ status }) => killed.has(status)).length,
		survivors: mutants
			.filter(({ status }) => survived.has(status))
			.map(({ status, location: { start }, mutatorName, replacement }) => ({
				place: `${name}.ts:${start.line}:${start.column}`,
				status,
				mutatorName,
				line: lines[start.line - 1]?.trim(),
				replacement,
			})),
	};
}

/** Killed of those that could be; mutants that do not run at all count for nothing. */
const scoreOf = ({ killed: dead, survivors }) =>
	((100 * dead) / Math.max(1, dead + survivors.length)).toFixed(1);

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in testsOf));
if (unknown.length > 0)
	throw new Error(`Not in the list of tools/mutation.mjs: ${unknown.join(', ')}`);

const table = new Table({
	head: ['file', 'killed', 'survived', 'score %'],
	style: { head: [], border: [] },
});
const results = [];
for (const name of chosen.length > 0 ? chosen : Object.keys(testsOf)) {
	const result = await mutate(name);
	results.push(result);
	for (const { place, mutatorName, line, replacement } of result.survivors)
		process.stdout.write(`${place} ${mutatorName}\n    ${line}\n    → ${replacement}\n`);
	process.stdout.write(`${name}: ${scoreOf(result)} %\n`);
	table.push([name, result.killed, result.survivors.length, scoreOf(result)]);
}
const total = {
	killed: results.reduce((sum, result) => sum + result.killed, 0),
	survivors: results.flatMap(({ survivors }) => survivors),
};
table.push(['all', total.killed, total.survivors.length, scoreOf(total)]);
mkdirSync('artifacts', { recursive: true });
writeFileSync('artifacts/mutation.json', `${JSON.stringify(results, undefined, '\t')}\n`);
process.stdout.write(`${table.toString()}\n`);
