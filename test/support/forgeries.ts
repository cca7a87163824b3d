// Deliveries to a trigger that did not come from Lexware Office, or did not stay as they were, and one that did; all of
// one event. Used by the tests through n8n-core's contexts and in a real n8n.
import { constants, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

export interface Letter {
	title: string;
	body: string;
	headers: Record<string, string | string[]>;
	/** The least that the answer has to be. */
	status: number;
}

export interface Event {
	organizationId: string;
	eventType: string;
	resourceId: string;
	eventDate: string;
}

const header = 'x-lxo-signature';

// Keys of these tests, so that they can sign what the API never would.
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** PEM. What the trigger takes for the vendor's key. */
export const forgeryKey = own.publicKey.export({ type: 'spki', format: 'pem' }).toString();

export function genuineLetter(event: Event): Letter {
	return signed('genuine', JSON.stringify(event), 200);
}

/** @param event which `genuineLetter` would bring */
export function forgeries(event: Event): Letter[] {
	const body = JSON.stringify(event);
	const signature = sign(body);
	const changed = (change: Partial<Event>) => JSON.stringify({ ...event, ...change });
	const withSignature = (title: string, value: string | string[], sent = body): Letter => ({
		title,
		body: sent,
		headers: { [header]: value },
		status: 401,
	});
	const reversed = Object.fromEntries(Object.entries(event).reverse());
	return [
		{ title: 'without a signature', body, headers: {}, status: 401 },
		{
			title: 'with the signature in another header',
			body,
			headers: { 'x-signature': signature },
			status: 401,
		},
		withSignature('with an empty signature', ''),
		withSignature('with a truncated signature', signature.slice(0, -9)),
		withSignature('with a signature that goes on', `${signature}AAAA`),
		withSignature('with a signature that is no Base64', 'not a signature!'),
		withSignature('with the signature twice', [signature, signature]),
		withSignature('with the signature of another event', sign(changed({ resourceId: 'other' }))),
		withSignature('signed by another key', sign(body, { key: foreign.privateKey })),
		withSignature('signed with SHA-256', sign(body, { algorithm: 'sha256' })),
		withSignature('signed with SHA-1', sign(body, { algorithm: 'sha1' })),
		withSignature('signed with PSS padding', sign(body, { isPss: true })),
		withSignature('about another record', signature, changed({ resourceId: 'other' })),
		withSignature('of another type', signature, changed({ eventType: 'contact.deleted' })),
		withSignature('of another time', signature, changed({ eventDate: '2020-01-01T00:00:00Z' })),
		withSignature('pretty-printed on the way', signature, JSON.stringify(event, null, 2)),
		withSignature('reordered on the way', signature, JSON.stringify(reversed)),
		withSignature('followed by a line end', signature, `${body}\n`),
		signed('too long, though signed', JSON.stringify({ ...event, filler: 'x'.repeat(100_000) })),
		signed('empty, though signed', ''),
		signed('of another organisation, though signed', changed({ organizationId: 'another' })),
		signed('no event, though signed', '{"ping":true}', 400),
		signed('a list, though signed', `[${body}]`, 400),
	];
}

function signed(title: string, body: string, status = 401): Letter {
	return { title, body, headers: { [header]: sign(body) }, status };
}

function sign(
	body: string,
	options: { algorithm?: string; key?: KeyObject; isPss?: boolean } = {},
): string {
	const { algorithm = 'sha512', key = own.privateKey, isPss = false } = options;
	const padding = isPss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
	return createSign(algorithm).update(body).sign({ key, padding }, 'base64');
}
