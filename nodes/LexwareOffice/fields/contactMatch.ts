// Which contacts an upsert means: those with an email address, or the one with a number.
import { encodeSearchText } from '../operation/searchText';
import type { Fields, ValuesOf } from '../operation/field';
import { memberAt } from '../operation/record';
import type { Json, JsonObject, Query } from '../transport/request';

export const matchFields = {
	matchBy: {
		type: 'options',
		displayName: 'Match By',
		default: 'email',
		options: [
			{ name: 'Email', value: 'email' },
			{
				name: 'Number',
				value: 'number',
				description: 'Customer or vendor number; Lexware Office gives a new contact its own',
			},
		],
	},
	email: {
		type: 'string',
		displayName: 'Email',
		required: true,
		minLength: 3,
		maxLength: 128,
		placeholder: 'e.g. name@email.com',
		description: 'Becomes the business email of a new contact that is given none',
		showFor: { matchBy: ['email'] },
	},
	number: {
		type: 'number',
		displayName: 'Number',
		required: true,
		minValue: 0,
		decimals: 0,
		showFor: { matchBy: ['number'] },
	},
} as const satisfies Fields;

/** An address that was copied with blanks around it would be found by nobody, and added once more each time. */
function addressOf({ email }: ValuesOf<typeof matchFields>): string | undefined {
	return email?.trim();
}

type Match = ValuesOf<typeof matchFields>;

/** The API searches for parts of an address and knows wildcards; both would find too much. */
export function matchQuery(match: Match): Query {
	const email = addressOf(match);
	return email === undefined
		? { number: match.number }
		: { email: encodeSearchText(email.replace(/[\\%_]/g, '\\$&')) };
}

/** A filter that the API does not know is ignored, and every contact comes back: what is found is looked at again. */
export function isMatch(record: JsonObject, match: Match): boolean {
	const email = addressOf(match)?.toLowerCase();
	if (email !== undefined) return emailsOf(record).some((known) => known.toLowerCase() === email);
	const numbers = ['customer', 'vendor'].map((role) => memberAt(record, `roles.${role}.number`));
	return numbers.some((number) => number !== undefined && Number(number) === match.number);
}

/** Without the address, the next upsert would not find the contact that this one adds. */
export function withEmail(body: JsonObject, match: Match): JsonObject {
	const email = addressOf(match);
	return email === undefined || body.emailAddresses
		? body
		: { ...body, emailAddresses: { business: [email] } };
}

/** Contact persons count, as they do in the API's search. */
function emailsOf(record: JsonObject): string[] {
	const lists = Object.values(memberAt(record, 'emailAddresses') ?? {});
	const persons = listOf(memberAt(record, 'company.contactPersons'));
	const all = [...lists.flatMap(listOf), ...persons.map((one) => memberAt(one, 'emailAddress'))];
	return all.filter((email) => typeof email === 'string');
}

function listOf(value: unknown): Json[] {
	return Array.isArray(value) ? value : [];
}
