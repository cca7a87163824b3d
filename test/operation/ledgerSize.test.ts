import { Ledger } from '../../nodes/LexwareOffice/operation/ledger';
import type { ApiRequest } from '../../nodes/LexwareOffice/transport/request';

const id = '66196c43-bfee-baf3-4335-d64b8f6d0d8b';
const result = {
	id,
	resourceUri: `https://api.lexware.io/v1/contacts/${id}`,
	createdDate: '2026-11-24T10:00:00.000+01:00',
	updatedDate: '2026-11-24T10:00:00.000+01:00',
	version: 1,
};

describe('the ledger of a run of 10,000 items', () => {
	it.each([
		['done', true],
		['of unknown outcome', false],
	])('stays small and holds no request: all %s', (_, isDone) => {
		const storage: Record<string, unknown> = {};
		const context = {
			getContext: () => storage,
			getWorkflowDataProxy: () => ({ $runIndex: 0 }) as never,
			isToolExecution: () => false,
		};
		const ledger = new Ledger(context, 'contact.create');
		for (let item = 0; item < 10_000; item++) {
			const body = { company: { name: `Geheim AG ${item}` }, note: 'x'.repeat(2000) };
			const request: ApiRequest = { method: 'POST', path: '/v1/contacts', body };
			const record = ledger.itemAt(item, 'a'.repeat(64));
			const write = record.open(request);
			if (!isDone) continue;
			write.answer = JSON.stringify(result);
			record.finish([{ json: result }]);
		}
		const text = JSON.stringify(storage);
		expect(text).not.toMatch(/Geheim|xxxx/);
		expect(text.length / 10_000).toBeLessThan(400);
	});
});
