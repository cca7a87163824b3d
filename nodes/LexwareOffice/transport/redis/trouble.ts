// Why Redis cannot be used, as a sentence for whoever runs the workflow. Pure; used by sharedQuota.ts.
// Never contains user or password, nor more of Redis's own text than its error code.
import type { Place } from './place';

export interface Trouble {
	sentence: string;
	/** Only a changed credential or server helps, so it is tried again less often. */
	isLasting: boolean;
}

type Pattern = [pattern: RegExp, describe: (where: string, place: Place) => string];

const lasting: Pattern[] = [
	[
		/MODULE_NOT_FOUND|Cannot find (module|package)/,
		() => "this n8n comes without the Redis client 'ioredis'",
	],
	[
		/WRONGPASS|NOAUTH|invalid password|invalid username|wrong number of arguments for 'auth'/,
		(where) => `${where} refuses the login; check user and password in the credential`,
	],
	[
		/NOPERM/,
		(where) => `${where} does not let this user run scripts, publish and subscribe to 'lx:*'`,
	],
	[
		/DB index|SELECT is not allowed/i,
		(where, { database }) => `${where} has no database ${database}`,
	],
	[
		/TLS|SSL|EPROTO|certificate|self.signed|ERR_OSSL/i,
		(where) => `the TLS connection to ${where} failed; check certificate, port and 'Redis TLS'`,
	],
];

/** What follows from a lost connection, and says nothing of why it was lost. */
const consequence =
	/Connection is closed|Connection closed|Command timed out|max retries|not writeable|Command aborted/i;

/**
 * @param error whatever ioredis or Node.js gave; nothing when a connection just ended
 * @param before what was known, which a mere consequence of it does not replace
 */
export function describeTrouble(error: unknown, place: Place, before?: Trouble): Trouble {
	const { code, message, isReply } = readError(error);
	const text = `${code} ${message}`;
	if (before && consequence.test(text)) return before;
	const where = `Redis at ${place.host}:${place.port}`;
	const [, describe] = lasting.find(([pattern]) => pattern.test(text)) ?? [];
	if (describe) return { sentence: describe(where, place), isLasting: true };
	const [word = ''] = /\b[A-Z][A-Z_]{3,}\b/.exec(text) ?? [];
	const hint = word === '' ? '' : ` (${word})`;
	const sentence = isReply
		? `${where} does not serve${hint}`
		: `${where} cannot be reached${hint}; check that it runs, and host and port in the credential`;
	return { sentence, isLasting: false };
}

/** Not by `instanceof`: errors of Node.js's own modules may come from another realm. */
function readError(error: unknown) {
	const { code, message, name }: Partial<Record<string, unknown>> =
		typeof error === 'object' && error !== null ? { ...error, ...named(error) } : {};
	return {
		code: typeof code === 'string' ? code : '',
		message: typeof message === 'string' ? message : 'Connection closed',
		/** Whether Redis itself said so. */
		isReply: name === 'ReplyError',
	};
}

/** Message and name of an error are not its own enumerable members. */
function named(error: object): { message?: unknown; name?: unknown } {
	return {
		message: 'message' in error ? error.message : undefined,
		name: 'name' in error ? error.name : undefined,
	};
}
