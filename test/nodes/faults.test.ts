/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the table goes to stdout, past jest's console */
// Every fault of the server times every kind of request times the settings of the node that make n8n repeat or go on:
// what the user is told is held against the server's own books.
import Table from 'cli-table3';
import { LoggerProxy } from 'n8n-workflow';

import { CalmStart } from '../support/faultMatrix/calmStart';
import { carryOut, cellsOf, type Result } from '../support/faultMatrix/cells';
import { faults, isSpoiled } from '../support/faultMatrix/faults';
import { judge, type Verdict } from '../support/faultMatrix/judge';
import { misplaced, placesOf } from '../support/faultMatrix/leaks';
import { Stalls } from '../support/faultMatrix/stalls';
import { verbs } from '../support/faultMatrix/verbs';
import { startLexware, type LexwareServer } from '../support/lexware/server';

const sideBySide = 16;
/** It takes two minutes on an idle machine of two cores; the table says how long it took. */
const mostMs = 900_000;
/** In every name, however it is encoded, and in the files. */
const secrets = ['Geheim', Buffer.from('%PDF-1.7 Geheim').toString('base64')];

let lexware: LexwareServer;
let startedAt: number;
const results: Result[] = [];
const verdicts = new Map<Result, Verdict>();
const logged: unknown[] = [];
const stalls = new Stalls();

beforeAll(async () => {
	const log = (...line: unknown[]) => void logged.push(line);
	LoggerProxy.init({ error: log, warn: log, info: log, debug: log } as never);
	lexware = await startLexware({ quota: { policy: 'none', requests: 1, windowMs: 1 } });
	startedAt = performance.now();
	const left = cellsOf(faults, verbs).values();
	const start = new CalmStart();
	void stalls.watch();
	const work = async () => {
		for (const cell of left) {
			await start.wait();
			results.push(await carryOut(cell, lexware));
		}
	};
	await Promise.all(Array.from({ length: sideBySide }, work));
	stalls.end();
	for (const result of results) verdicts.set(result, judge(result, lexware));
}, mostMs);

afterAll(async () => {
	process.stdout.write(`${drawTable()}\n`);
	await lexware.close();
});

function describeCell({ cell: { fault, verb, isRetried, continues } }: Result): string {
	const settings = [isRetried && 'Retry On Fail', continues && 'continue'].filter(Boolean);
	return [fault.name, verb.name, ...settings].join(' × ');
}

const cellsWhere = (isWrong: (verdict: Verdict, result: Result) => boolean) =>
	[...verdicts]
		.filter(([result, verdict]) => isWrong(verdict, result))
		.map(([result]) => describeCell(result));

/** For what depends on the second that an attempt has: without cells in which the process stood still. */
const calmCellsWhere = (isWrong: (verdict: Verdict, result: Result) => boolean) =>
	cellsWhere((verdict, result) => isWrong(verdict, result) && !isDisturbed(result));

const isDisturbed = ({ startedAt: from, endedAt }: Result) => stalls.touch(from, endedAt);

/** One row per fault: what the first item came to without and with Retry On Fail, stopping and continuing. */
function drawTable(): string {
	const table = new Table({
		head: ['fault', ...verbs.map(({ name }) => name)],
		style: { head: [], border: [] },
	});
	for (const fault of faults) {
		const row = verbs.map((verb) => {
			const summaries = [...verdicts]
				.filter(([{ cell }]) => cell.fault === fault && cell.verb === verb)
				.map(([, { summary }]) => summary);
			return [...new Set(summaries)].join(' | ');
		});
		table.push([fault.name, ...row]);
	}
	const sum = (name: 'doubled' | 'lostSilently' | 'mistaken' | 'duringHold') =>
		[...verdicts.values()].reduce((total, verdict) => total + verdict[name], 0);
	const seconds = Math.round((performance.now() - startedAt) / 1000);
	return `${table.toString()}\n${results.length} cells in ${seconds} s: doubled ${sum('doubled')}, lost silently ${sum('lostSilently')}, mistaken ${sum('mistaken')}, sent during a hold ${sum('duringHold')}; ${results.filter(isDisturbed).length} cells in which the process stood still`;
}

describe('over every fault, request and setting', () => {
	it('every cell has been carried out', () => {
		expect(results).toHaveLength(faults.length * verbs.length * 4);
	});

	it('nothing is doubled', () => {
		expect(cellsWhere(({ doubled }) => doubled > 0)).toEqual([]);
	});

	it('nothing is lost silently, and every unknown outcome is named', () => {
		expect(cellsWhere(({ lostSilently }) => lostSilently > 0)).toEqual([]);
	});

	it('every item comes out with the id of its own record', () => {
		expect(cellsWhere(({ mistaken }) => mistaken > 0)).toEqual([]);
	});

	it('an unknown outcome that ends the run says which request it is about', () => {
		const isUnnamed = (_: Verdict, { finished }: Result) => {
			const { message = '', description } = finished.of('Lexware Office').error ?? {};
			const text = [message, description].join('\n');
			return message.startsWith('It is unknown') && !/(POST|PUT|DELETE) \/v1\/\w+/.test(text);
		};
		expect(cellsWhere(isUnnamed)).toEqual([]);
	});

	it('nothing is sent during a hold', () => {
		expect(calmCellsWhere(({ duringHold }) => duringHold > 0)).toEqual([]);
	});

	it('a single fault stops nothing that can be repeated safely', () => {
		const isRefused = /^(403|409|406|429, Retry-After huge)/;
		// An answer that proves nothing about a write, and a throttle that may not be one: only reads go again.
		const isRepeatedForReadsOnly = /^(500 with throttle text|200 HTML|.*JSON|empty body)/;
		const stopped = calmCellsWhere(
			({ summary }, { cell: { fault, verb } }) =>
				fault.times === 1 &&
				!isRefused.test(fault.name) &&
				!verb.name.startsWith('POST') &&
				(verb.isRead || !isRepeatedForReadsOnly.test(fault.name)) &&
				summary !== 'done',
		);
		expect(stopped).toEqual([]);
	});

	it('a creation that was surely not carried out is sent again', () => {
		const isSafe = (name: string, verb: string) =>
			(name.startsWith('429') && !name.endsWith('huge')) ||
			(name === '406 number taken' && verb === 'POST contact');
		const stopped = calmCellsWhere(
			({ summary }, { cell: { fault, verb } }) =>
				verb.name.startsWith('POST') && isSafe(fault.name, verb.name) && summary !== 'done',
		);
		expect(stopped).toEqual([]);
	});

	it('an invoice that was made is found', () => {
		const notFound = calmCellsWhere(
			({ summary }, { cell: { fault, verb } }) =>
				verb.name === 'POST invoice' &&
				(fault.name.endsWith(', after executing') || isSpoiled(fault)) &&
				summary !== 'found',
		);
		expect(notFound).toEqual([]);
	});

	it('no key is anywhere in the execution, the hints or the logs', () => {
		const leaks = results.flatMap((result) => placesOf(result.finished.run, result.cell.key));
		expect(leaks).toEqual([]);
		expect(placesOf(logged, 'geheimer-schluessel')).toEqual([]);
	});

	it('no name is anywhere but in the items', () => {
		for (const secret of secrets) {
			const leaks = results.flatMap((result) => misplaced(result.finished, secret));
			expect(leaks).toEqual([]);
			expect(placesOf(logged, secret)).toEqual([]);
		}
	});
});
