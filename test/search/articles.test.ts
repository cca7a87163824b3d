import { searchArticles } from '../../nodes/LexwareOffice/search/articles';
import { searchPostingCategories } from '../../nodes/LexwareOffice/search/postingCategories';
import type { Question } from '../../nodes/LexwareOffice/search/listSearch';
import type { ApiRequest, Json } from '../../nodes/LexwareOffice/transport/request';

const article = (n: number) => ({ id: `id-${n}`, title: `Schraube ${n}`, articleNumber: `S-${n}` });

/** A list of articles in pages of 250, and the pages that were asked for. */
function shop(count: number) {
	const pages: unknown[] = [];
	const ask = async (filter: string, page = 0) =>
		await searchArticles({
			filter,
			page,
			send: answering(({ query }) => {
				const asked = Number(query?.page);
				pages.push(asked);
				const start = asked * 250;
				const size = Math.max(0, Math.min(250, count - start));
				const content = Array.from({ length: size }, (_, n) => article(start + n));
				return { content, last: start + 250 >= count };
			}),
		});
	return { pages, ask };
}

function answering(give: (request: ApiRequest) => Json): Question['send'] {
	return async (request) => ({
		kind: 'answer',
		status: 200,
		headers: {},
		body: Buffer.from(JSON.stringify(give(request))),
	});
}

describe('the search for articles', () => {
	it('shows page by page while nothing is typed', async () => {
		const { pages, ask } = shop(600);
		const first = await ask('');
		expect(first.results).toHaveLength(250);
		expect(first.results[0]).toEqual({ name: 'Schraube 0 (S-0)', value: 'id-0' });
		expect(first.paginationToken).toBe('1');
		expect((await ask('', 2)).paginationToken).toBeUndefined();
		expect(pages).toEqual([0, 2]);
	});

	it('finds by part of the title or the number, whatever the capitals', async () => {
		const { ask } = shop(600);
		expect((await ask('schraube 59')).results).toHaveLength(11);
		expect((await ask('s-599')).results).toEqual([
			{ name: 'Schraube 599 (S-599)', value: 'id-599' },
		]);
		expect((await ask('Mutter')).results).toEqual([]);
	});

	it('spends no more than four requests at once, and goes on from there', async () => {
		const { pages, ask } = shop(2000);
		const first = await ask('Schraube 19');
		expect(pages).toEqual([0, 1, 2, 3]);
		expect(first.paginationToken).toBe('4');
		const next = await ask('Schraube 19', 4);
		expect(pages).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
		expect(next.paginationToken).toBeUndefined();
		expect(next.results).toHaveLength(100);
	});
});

describe('the search for posting categories', () => {
	it('finds by name and group, and tells income from outgo', async () => {
		const send = answering(() => [
			{ id: 'a', name: 'Reisen', type: 'outgo', groupName: 'Reise' },
			{ id: 'b', name: 'Einnahmen', type: 'income', groupName: 'Erlöse' },
		]);
		const ask = async (filter: string) =>
			(await searchPostingCategories({ filter, page: 0, send })).results;
		expect(await ask('')).toEqual([
			{ name: 'Reisen (outgo, Reise)', value: 'a' },
			{ name: 'Einnahmen (income, Erlöse)', value: 'b' },
		]);
		expect(await ask('ERLÖSE')).toHaveLength(1);
		expect(await ask('income')).toHaveLength(1);
	});
});
