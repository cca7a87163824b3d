import type { Finding, FindWritten, Quest } from '../../nodes/LexwareOffice/operation/lookUp';
import { effectSpan, isWithin, lookUp } from '../../nodes/LexwareOffice/operation/lookUp';

const sentAt = Date.parse('2026-11-24T10:00:00.000Z');
const at = (ms: number) => new Date(sentAt + ms).toISOString();

describe('the time in which a lost creation took effect', () => {
	it.each([
		[-2001, false],
		[-2000, true],
		[0, true],
		[120_000, true],
		[120_001, false],
	])('%i ms after it was sent: %s', (ms, isIn) => {
		expect(isWithin(at(ms), effectSpan(sentAt))).toBe(isIn);
	});

	it('is not that of a record which does not tell when it was created', () => {
		expect(isWithin(undefined, effectSpan(sentAt))).toBe(false);
		expect(isWithin('', effectSpan(sentAt))).toBe(false);
	});

	it('is any where nothing is known of it', () => {
		expect(isWithin(undefined, undefined)).toBe(true);
		expect(isWithin(at(0), undefined)).toBe(true);
	});
});

describe('a look-up', () => {
	const none: Finding = { place: 'the list', candidates: [], matches: [] };
	const one: Finding = { ...none, matches: [{ id: '1' }] };
	const quest = {} as Quest;
	const neither = { isProof: false, isMatch: () => false };

	/** Finds what is given, time after time; an error is thrown. */
	function finder(isProof: boolean, ...results: Array<Finding | Error>) {
		let looked = 0;
		const find = async () => {
			const result = results[looked++];
			return result instanceof Error || !result ? await Promise.reject(result) : result;
		};
		const findWritten: FindWritten = { ...neither, isProof, find };
		return { findWritten, looked: () => looked };
	}

	it('ends with the first match', async () => {
		const { findWritten, looked } = finder(true, none, one, none);
		expect(await lookUp(findWritten, quest)).toBe(one);
		expect(looked()).toBe(2);
	});

	it('looks once where a match proves nothing', async () => {
		const { findWritten, looked } = finder(false, none, one);
		expect(await lookUp(findWritten, quest)).toBe(none);
		expect(looked()).toBe(1);
	});

	it('keeps what it found before it failed', async () => {
		const { findWritten, looked } = finder(true, none, new Error('away'), one);
		expect(await lookUp(findWritten, quest)).toBe(none);
		expect(looked()).toBe(2);
	});

	it('has nothing to tell where it failed at once', async () => {
		const { findWritten } = finder(true, new Error('away'), one);
		expect(await lookUp(findWritten, quest)).toBeUndefined();
	});
});
