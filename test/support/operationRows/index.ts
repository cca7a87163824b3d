import { articleRows } from './articles';
import { contactRows } from './contacts';
import { documentRows } from './documents';
import { listRows } from './lists';
import { receiptRows } from './receipts';
import type { Rows } from './row';

export const rows: Rows = {
	...articleRows,
	...contactRows,
	...documentRows,
	...listRows,
	...receiptRows,
};
