// Whether a delivery comes from Lexware Office: RSA with SHA-512 over the bytes of the body (PKCS#1 v1.5).
// https://developers.lexware.io/docs/#event-subscriptions-endpoint-verify-authenticity-of-callback
import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** The vendor's key, one for all customers. */
export const vendorKey = `-----BEGIN PUBLIC KEY-----
MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEAtCkZXZqT2zFRmA83KsBC
tQSv9t+AaWiZpRWvzE4wiQEh0aHzNYkT/DlP419pngqoLxnqW9SsgWfKOG3utoEV
z+Lru9odZntW/n/yaRK3f0AcMtuWs/Z1PZ4BbN/RlFYyqlPg0VfuAvZMAa+J9WAl
Fuy0T4Y0EdO0d+EL8BpzSLqj3XLI+YuK4hUhlTOxHmdDtNUkugnT9b9khb+oPDmB
3yxRP6Rmo2qo6waSc+pihCdOiZKzwA4fA1HT8DM54OaNQ4qd9NRf5uECijFlpQu6
vZdW7Z+LZ8HTgGQVSsJdCzUtM1wiWOERrHvd8IpBMvUAvGM/qaJnAmwsEr4J/El4
yCmur8wwYBtSUH0Xue42YysdmSS0pOMMUAAvr70HQMDHagYkErMtu6FAyAmPz8p/
tAqJJpwAhxITbnc5WsmZOu0Ke255nXQ/2Go1TKv+45mSb7RLsvpmhVZ4nFByFt24
vG6IwNReuLhJJL468jrdTpxyZRn0QqkxiQV7jDd9Dp1NVd/W3+n86Aos9LnJa+ut
kN+jOOWmJdJjnQetJlbDVg3ex+XHVmCjiRYggCGPlpXVJwdEUNGzxhPGKjxmeiQT
ahwFA9iHtwBw7yK5VfM/hA+JeF2FXYhTdehfClAQt1YCYXkgUEFxm9idRdBoCY6U
bmFUXQLdi7tZyDor8Rxoq2MCAwEAAQ==
-----END PUBLIC KEY-----`;

/** A delivery has four short members; more than this is none, and is not worth a signature check. */
const longestBody = 4096;
const fewestBits = 2048;

/**
 * Fails closed: anything but a valid signature of exactly these bytes is `false`. Never throws.
 * @param signature value of `X-Lxo-Signature`, Base64
 */
export function isAuthentic(
	body: Buffer | undefined,
	signature: unknown,
	publicKey: string = vendorKey,
): boolean {
	if (!body || body.length === 0 || body.length > longestBody) return false;
	if (typeof signature !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false;
	const key = readPublicKey(publicKey);
	return key !== undefined && verify('sha512', body, key, Buffer.from(signature, 'base64'));
}

/** Reading a key takes four times as long as checking a signature, and it is the same key again and again. */
let latest: { pem: string; key: KeyObject | undefined } | undefined;

/** `undefined` when the text is not a public RSA key of reasonable length in PEM. */
export function readPublicKey(pem: string): KeyObject | undefined {
	if (latest?.pem !== pem) latest = { pem, key: parseKey(pem) };
	return latest.key;
}

function parseKey(pem: string): KeyObject | undefined {
	try {
		const key = createPublicKey(pem);
		const bits = key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength;
		return bits && bits >= fewestBits ? key : undefined;
	} catch {
		return undefined;
	}
}
