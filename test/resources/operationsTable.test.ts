import { resources } from '../../nodes/LexwareOffice/resources';
import { insertTable, operationsTable, readReadme } from '../../tools/operationsTable';

describe('the README', () => {
	it('lists every operation and its endpoints as the code has them (npx tsx tools/operationsTable.ts)', async () => {
		const text = readReadme();
		expect(text).toBe(insertTable(text, await operationsTable(resources)));
	});
});
