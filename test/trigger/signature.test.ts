import {
	createHash,
	createSign,
	constants,
	generateKeyPairSync,
	type KeyObject,
} from 'node:crypto';

import { isAuthentic, readPublicKey, vendorKey } from '../../nodes/LexwareOffice/trigger/signature';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = pemOf(publicKey);

const delivery = {
	organizationId: '6a1d1b9a-7f0c-4a7e-8f0e-2b1f8a5d9c11',
	eventType: 'invoice.status.changed',
	resourceId: '0333f0c7-2b89-4889-b64e-68b3ca3f167a',
	eventDate: '2026-11-24T10:15:30.512+01:00',
};
const body = Buffer.from(JSON.stringify(delivery));
const signature = sign(body);

function pemOf(key: KeyObject): string {
	return key.export({ type: 'spki', format: 'pem' }).toString();
}

function sign(content: Buffer, algorithm = 'sha512', key = privateKey): string {
	return createSign(algorithm).update(content).sign(key, 'base64');
}

function signPss(content: Buffer): string {
	const padding = constants.RSA_PKCS1_PSS_PADDING;
	return createSign('sha512').update(content).sign({ key: privateKey, padding }, 'base64');
}

describe('a genuine delivery', () => {
	it('is accepted', () => {
		expect(isAuthentic(body, signature, pem)).toBe(true);
	});

	it('is accepted whatever letters it is made of', () => {
		const other = Buffer.from('{"organizationId":"Müller & Söhne"}');
		expect(isAuthentic(other, sign(other), pem)).toBe(true);
	});

	it('is accepted with a key that has the line ends of Windows', () => {
		expect(isAuthentic(body, signature, pem.replace(/\n/g, '\r\n'))).toBe(true);
	});
});

describe('a delivery that is not genuine', () => {
	const pretty = Buffer.from(JSON.stringify(delivery, null, 2));
	const tampered = Buffer.from(body.toString().replace('status.changed', 'created'));
	const reordered = Buffer.from(
		JSON.stringify(Object.fromEntries(Object.entries(delivery).reverse())),
	);
	const oversized = Buffer.from(JSON.stringify({ ...delivery, filler: 'x'.repeat(5000) }));

	it.each<[string, Buffer | undefined, unknown, string?]>([
		['signed by another key', body, sign(body, 'sha512', foreign.privateKey)],
		['checked with another key', body, signature, pemOf(foreign.publicKey)],
		['checked with the key of the vendor', body, signature, vendorKey],
		['tampered with', tampered, signature],
		['pretty-printed on the way', pretty, signature],
		['reordered on the way', reordered, signature],
		['followed by a line end', Buffer.from(`${body}\n`), signature],
		['without a signature', body, undefined],
		['with an empty signature', body, ''],
		['with a truncated signature', body, signature.slice(0, -9)],
		['with a signature that goes on', body, `${signature}AAAA`],
		['with a signature in another alphabet', body, signature.replace(/[+/]/g, '-') + '-'],
		['with a signature that is no Base64', body, 'not a signature!'],
		['with a list of signatures in one header', body, `${signature}, ${signature}`],
		['with the header twice', body, [signature, signature]],
		['with an object for a signature', body, { length: 344 }],
		['signed with SHA-256', body, sign(body, 'sha256')],
		['signed with SHA-1', body, sign(body, 'sha1')],
		['signed with PSS padding', body, signPss(body)],
		['without a body', undefined, signature],
		['with an empty body, signed', Buffer.alloc(0), sign(Buffer.alloc(0))],
		['too long, signed', oversized, sign(oversized)],
		['with a body of the signature of another', Buffer.from('{}'), signature],
		['checked with no key at all', body, signature, 'not a key'],
		['checked with an empty key', body, signature, ''],
	])('is refused: %s', (_, content, given, key = pem) => {
		expect(isAuthentic(content, given, key)).toBe(false);
	});

	it('is refused for a hundred random signatures of the right length', () => {
		for (let n = 0; n < 100; n++) {
			const random = createHash('shake256', { outputLength: 256 })
				.update(String(n))
				.digest('base64');
			expect(isAuthentic(body, random, pem)).toBe(false);
		}
	});
});

describe('a public key', () => {
	it('of the vendor is built in: RSA with 4096 bits and the exponent 65537', () => {
		const key = readPublicKey(vendorKey);
		expect(key?.asymmetricKeyDetails).toEqual({ modulusLength: 4096, publicExponent: 65537n });
	});

	it('of the vendor has the fingerprint that is documented', () => {
		const der = readPublicKey(vendorKey)?.export({ type: 'spki', format: 'der' });
		const fingerprint = createHash('sha256')
			.update(der ?? '')
			.digest('hex');
		expect(fingerprint).toBe('6a42debdf6c613137f8da76b231711c93c3b4fc2dc0e7a2998e08c7f479f80b1');
	});

	it.each([
		['nothing', ''],
		['prose', 'the key of Lexware'],
		['Base64 without its frame', pem.split('\n').slice(1, -2).join('')],
		['half of it', pem.slice(0, 200)],
		['another kind', pemOf(generateKeyPairSync('ed25519').publicKey)],
		['PSS', pemOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey)],
		['too short to be safe', pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
	])('is none: %s', (_, text) => {
		expect(readPublicKey(text)).toBeUndefined();
	});
});
