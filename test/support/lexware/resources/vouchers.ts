// https://developers.lexware.io/docs/#vouchers-endpoint
import { randomUUID } from 'node:crypto';
import type { Account } from '../account';
import { actionResult } from '../actionResult';
import { json, Refusal, type Answer, type Call, type Resource } from '../answer';
import { cents } from '../money';
import { pageOf, readPage } from '../paging';
import { berlinMidnight, berlinTimestamp } from '../time';
import { isObject, readBody } from '../validate';
import { storedForm } from './contactSearch';
import { attachFile } from './fileUpload';
import type { PaymentItem } from './payments';
import { voucherSchema, type VoucherBody } from './voucherSchema';

export interface VoucherRecord extends Omit<VoucherBody, 'voucherStatus' | 'version'> {
	id: string;
	organizationId: string;
	voucherStatus: string;
	createdDate: string;
	updatedDate: string;
	version: number;
}

export interface BookkeepingVoucher {
	record: VoucherRecord;
	/** Null while unchecked. */
	openAmount: number | null;
	paidDate?: string;
	paymentItems: PaymentItem[];
}

export const vouchers: Resource = {
	name: 'vouchers',
	errors: 'legacy',
	routes: [
		{
			method: 'GET',
			path: '/vouchers',
			query: ['voucherNumber', 'page', 'size'],
			handle: listByNumber,
		},
		{
			method: 'GET',
			path: '/vouchers/:id',
			handle: (call) => json(200, findVoucher(call).record),
		},
		{ method: 'POST', path: '/vouchers', body: 'json', handle: create },
		{ method: 'PUT', path: '/vouchers/:id', body: 'json', handle: replace },
		{ method: 'POST', path: '/vouchers/:id/files', body: 'multipart', handle: attach },
	],
};

export function findVoucher({ account, params }: Call): BookkeepingVoucher {
	const voucher = account.vouchers.get(params.id ?? '');
	if (!voucher) throw new Refusal(404, []);
	return voucher;
}

function listByNumber({ account, query }: Call): Answer {
	const { voucherNumber } = query;
	if (!voucherNumber) {
		throw new Refusal(400, [], "Required request parameter 'voucherNumber' is not present");
	}
	const rows = [...account.vouchers.values()]
		.map(({ record }) => record)
		.filter((record) => storedForm(record.voucherNumber ?? '') === voucherNumber);
	return json(200, pageOf(rows, readPage(query, 250)));
}

function create(call: Call): Answer {
	const body = readBody(voucherSchema(false), call, 'legacy');
	// Documented to be allowed for `unchecked`, refused since 2026-08-23.
	refuseStatus(body, ['open']);
	const now = berlinTimestamp(new Date());
	const stamps = { id: randomUUID(), createdDate: now, updatedDate: now, version: 1 };
	const record = toRecord(call.account, body, stamps, 'open');
	store(call.account, record);
	return actionResult(200, call, 'vouchers', record);
}

function replace(call: Call): Answer {
	const { record: known } = findVoucher(call);
	const wantsOpen = isObject(call.body) && call.body.voucherStatus === 'open';
	const staysUnchecked = known.voucherStatus === 'unchecked' && !wantsOpen;
	const body = readBody(voucherSchema(staysUnchecked), call, 'legacy');
	if (body.version === undefined) {
		throw new Refusal(406, [{ field: 'version', key: 'missing_entity' }]);
	}
	if (body.version !== known.version) {
		throw new Refusal(409, [{ field: 'version', key: 'invalid_value' }]);
	}
	refuseStatus(body, ['open']);
	const status = body.voucherStatus ?? known.voucherStatus;
	const updatedDate = berlinTimestamp(new Date());
	const { id, createdDate, version } = known;
	const stamps = { id, createdDate, updatedDate, version: version + 1 };
	const record = toRecord(call.account, body, stamps, status);
	// What the new record does not name is deleted for good.
	for (const fileId of known.files) {
		if (!record.files.includes(fileId)) call.account.files.delete(fileId);
	}
	store(call.account, record);
	return actionResult(200, call, 'vouchers', record);
}

function refuseStatus({ voucherStatus }: VoucherBody, allowed: string[]): void {
	if (voucherStatus === undefined || allowed.includes(voucherStatus)) return;
	throw new Refusal(406, [{ field: 'voucherStatus', key: 'invalid_value' }]);
}

type Stamps = Pick<VoucherRecord, 'id' | 'createdDate' | 'updatedDate' | 'version'>;

function toRecord(
	account: Account,
	body: VoucherBody,
	stamps: Stamps,
	voucherStatus: string,
): VoucherRecord {
	const { useCollectiveContact, contactId, contactName, voucherDate, shippingDate, dueDate } = body;
	if (!useCollectiveContact && !account.contacts.has(contactId ?? '')) {
		throw new Refusal(406, [{ field: 'contactId', key: 'invalid_value' }]);
	}
	const unknown = body.files.filter((id) => !account.files.has(id));
	if (unknown.length > 0) throw new Refusal(406, [{ field: 'files', key: 'invalid_value' }]);
	const midnightOf = (date?: string) => (date === undefined ? undefined : berlinMidnight(date));
	const collectiveName = body.type.startsWith('sales') ? 'Sammelkunde' : 'Sammellieferant';
	return {
		...body,
		...stamps,
		organizationId: account.profile.organizationId,
		voucherStatus,
		voucherDate: midnightOf(voucherDate),
		shippingDate: midnightOf(shippingDate),
		dueDate: midnightOf(dueDate ?? voucherDate),
		contactId: useCollectiveContact ? undefined : contactId,
		contactName: useCollectiveContact ? (contactName ?? collectiveName) : undefined,
	};
}

function store(account: Account, record: VoucherRecord): void {
	const known = account.vouchers.get(record.id);
	const paid = (known?.paymentItems ?? []).reduce((sum, { amount }) => sum + amount, 0);
	account.vouchers.set(record.id, {
		paymentItems: [],
		...known,
		record,
		openAmount:
			record.voucherStatus === 'unchecked' ? null : cents((record.totalGrossAmount ?? 0) - paid),
	});
	account.revision += 1;
}

async function attach(call: Call): Promise<Answer> {
	const { record } = findVoucher(call);
	const { file } = await call.readUpload();
	const id = attachFile(call.account, record, file);
	record.version += 1;
	record.updatedDate = berlinTimestamp(new Date());
	call.account.revision += 1;
	return json(202, { id });
}
