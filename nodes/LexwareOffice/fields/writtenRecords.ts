// Where the record of a write can be found whose answer was lost: one look-up per kind of list that the API has.
// Given by resources to their creates as `findWritten`.
import { nameOf } from './contactSummary';
import { voucherListPageSize, voucherListPath } from './voucherList';
import { toBerlinDay } from '../operation/dates';
import { isWithin, type FindWritten, type Quest } from '../operation/lookUp';
import { path } from '../operation/path';
import { permalinkTo } from '../operation/permalink';
import { memberAt } from '../operation/record';
import { isContained } from '../operation/sameContent';
import { encodeSearchText } from '../operation/searchText';
import { readRecord } from '../operation/update';
import type { ApiRequest, Json, JsonObject, Query } from '../transport/request';

/** So many candidates are read; if there are more, none is taken. */
const mostCandidates = 20;

/** A sales document; bookkeeping vouchers name their type in the record. */
export function findInVoucherList(segment: string, voucherType?: string): FindWritten {
	return {
		isProof: true,
		isMatch: isSameVoucher,
		find: async (quest) => {
			const query = listQuery(voucherType, quest);
			const list: ApiRequest = { method: 'GET', path: voucherListPath, query };
			const rows = await quest.sendAllPages(list, { pageSize: voucherListPageSize });
			const candidates = rows.filter((row) => isCandidate(row, quest));
			const few = candidates.slice(0, mostCandidates);
			const matches: JsonObject[] = [];
			for (const { id } of few) {
				const route = path`/v1/${segment}/${String(id)}`;
				const record = readRecord(await quest.send({ method: 'GET', path: route }));
				if (isCreatedIn(quest, record) && isSameVoucher(quest.request, record))
					matches.push(record);
			}
			return {
				place: describeList(query),
				candidates: few.map(({ id, voucherNumber }) => ({
					id: String(id),
					// The number of a bookkeeping voucher is the user's own, not the server's.
					number: voucherType && textOf(voucherNumber),
					link: permalinkTo(segment, String(id)),
				})),
				matches: few.length === candidates.length ? matches : [],
			};
		},
	};
}

function listQuery(voucherType: string | undefined, { request, created }: Quest): Query {
	const { body = {} } = request;
	const day = toBerlinDay(body.voucherDate);
	const ownNumber = voucherType ? undefined : textOf(body.voucherNumber);
	return {
		voucherType: voucherType ?? textOf(body.type) ?? 'any',
		voucherStatus: 'any',
		contactId: textOf(memberAt(body, 'address.contactId') ?? body.contactId),
		voucherNumber: encodeSearchText(ownNumber),
		voucherDateFrom: day,
		voucherDateTo: day,
		createdDateFrom: created && toBerlinDay(new Date(created.fromMs)),
		createdDateTo: created && toBerlinDay(new Date(created.toMs)),
		sort: 'createdDate,DESC',
	};
}

/** As the resource Voucher List takes it; the number stays out, for it is the item's own content. */
function describeList({ voucherType, contactId, voucherDateFrom, createdDateFrom }: Query): string {
	return [
		`Voucher List of type ${voucherType}`,
		contactId && `contact ${contactId}`,
		voucherDateFrom && `voucher date ${voucherDateFrom}`,
		createdDateFrom && `created ${createdDateFrom}`,
	]
		.filter(Boolean)
		.join(', ');
}

function isSameVoucher({ body = {}, query = {} }: ApiRequest, record: JsonObject): boolean {
	const { precedingSalesVoucherId: preceding, finalize } = query;
	const { relatedVouchers } = record;
	const follows = (Array.isArray(relatedVouchers) ? relatedVouchers : []).some(
		(related) => memberAt(related, 'id') === preceding,
	);
	return (
		isContained(body, record) &&
		(finalize !== true || record.voucherStatus !== 'draft') &&
		(preceding === undefined || follows)
	);
}

/** Among the articles: their number is unique. */
export const findArticle: FindWritten = {
	...findInList('/v1/articles', 'Article List', ({ articleNumber }) => ({
		articleNumber: textOf(articleNumber),
	})),
	describeGap: ({ body = {} }) =>
		textOf(body.articleNumber)
			? undefined
			: 'An article without a number cannot be told from others, so it was not looked for.',
};

/** A subscription is known by what it is: event and callback URL. Its id has another name when it is read. */
export const findSubscription = findInList(
	'/v1/event-subscriptions',
	'Event Subscription List',
	() => ({}),
	'subscriptionId',
);

/** Rows that carry the whole record. */
function findInList(
	list: string,
	place: string,
	toQuery: (body: JsonObject) => Query,
	idName = 'id',
): FindWritten {
	return {
		isProof: true,
		isMatch: hasBody,
		find: async (quest) => {
			const { body = {} } = quest.request;
			const request: ApiRequest = { method: 'GET', path: list, query: toQuery(body) };
			const read = await quest.sendAllPages(request, { pageSize: 250 });
			const rows = read.map((row) => ({ ...row, id: row[idName] }));
			const matches = rows.filter((row) => isCandidate(row, quest) && hasBody(quest.request, row));
			return { place, candidates: matches.map(({ id }) => ({ id: String(id) })), matches };
		},
	};
}

/** Contacts do not tell when they were created: those of the same name are named, and none is taken. */
export const findContact: FindWritten = {
	isProof: false,
	isMatch: hasBody,
	find: async (quest) => {
		const { body = {} } = quest.request;
		const query = { name: nameFilter(nameOf(body)) };
		const rows = await quest.sendAllPages(
			{ method: 'GET', path: '/v1/contacts', query },
			{ pageSize: 250, limit: 250 },
		);
		const named = rows.filter(
			(row) => nameOf(row) === nameOf(body) && !quest.isTaken(String(row.id)),
		);
		return {
			place: 'Contact List by name',
			candidates: named.slice(0, mostCandidates).map((row) => ({
				id: String(row.id),
				number: textOf(
					memberAt(row, 'roles.customer.number') ?? memberAt(row, 'roles.vendor.number'),
				),
				link: permalinkTo('contacts', String(row.id)),
			})),
			matches: named.filter((row) => hasBody(quest.request, row)),
		};
	},
};

/** Dunnings are not listed, but their invoice names what follows it. */
export const findDunning: FindWritten = {
	isProof: false,
	isMatch: () => false,
	find: async (quest) => {
		const invoiceId = String(quest.request.query?.precedingSalesVoucherId);
		const route = path`/v1/invoices/${invoiceId}`;
		const { relatedVouchers } = readRecord(await quest.send({ method: 'GET', path: route }));
		const dunnings = (Array.isArray(relatedVouchers) ? relatedVouchers : []).filter(
			(related) => memberAt(related, 'voucherType') === 'dunning',
		);
		const ids = dunnings.map((related) => String(memberAt(related, 'id')));
		return {
			place: `dunnings of ${permalinkTo('invoices', invoiceId)}`,
			candidates: ids
				.filter((id) => !quest.isTaken(id))
				.map((id) => ({ id, link: permalinkTo('dunnings', id) })),
			matches: [],
		};
	},
};

function isCandidate(row: JsonObject, quest: Quest): boolean {
	return !quest.isTaken(String(row.id)) && isCreatedIn(quest, row);
}

function isCreatedIn({ created }: Quest, { createdDate }: JsonObject): boolean {
	return isWithin(createdDate, created);
}

function hasBody({ body = {} }: ApiRequest, record: JsonObject): boolean {
	return isContained(body, record);
}

/** The filter takes 3 to 128 characters, encoded, and some of them are placeholders (fact sheet 1.7). */
function nameFilter(name: string): string | undefined {
	if (name.length < 3) return undefined;
	return encodeSearchText(name.slice(0, 60).replace(/[\\%_]/g, '\\$&'));
}

function textOf(value: Json | undefined): string | undefined {
	return value === undefined || value === null || value === '' ? undefined : String(value);
}
