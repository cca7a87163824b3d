// The fields of a credential → where the Redis is and how to log in. Pure; used by service.ts.
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export interface Place {
	host: string;
	port: number;
	database: number;
	/** Empty for Redis's default user. */
	user: string;
	/** Empty for none. */
	password: string;
	isTls: boolean;
}

const mostDatabases = 10_000;

export function readPlace(data: ICredentialDataDecryptedObject, findings: string[]): Place {
	const host = readText(data.redisHost);
	if (host === '') findings.push("'Redis Host' is empty");
	else if (/[\s/@]/.test(host))
		findings.push("'Redis Host' has to be a host name or an IP address, without scheme and port");
	const user = readText(data.redisUser);
	const password = typeof data.redisPassword === 'string' ? data.redisPassword : '';
	if (user !== '' && password === '')
		findings.push("'Redis User' needs a 'Redis Password'; leave both empty for no login");
	return {
		host,
		port: readNumber(data.redisPort ?? 6379, 'Redis Port', 1, 65_535, findings),
		database: readNumber(data.redisDatabase ?? 0, 'Redis Database', 0, mostDatabases, findings),
		user,
		password,
		isTls: data.redisTls === true,
	};
}

function readText(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function readNumber(
	value: unknown,
	label: string,
	least: number,
	most: number,
	findings: string[],
): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < least || number > most)
		findings.push(
			`'${label}' is '${String(value)}', and a whole number from ${least} to ${most} is allowed`,
		);
	return number;
}
