import { readPlace, type Place } from '../../nodes/LexwareOffice/transport/redis/place';
import { ServerTime } from '../../nodes/LexwareOffice/transport/redis/serverTime';
import { describeTrouble } from '../../nodes/LexwareOffice/transport/redis/trouble';

const place: Place = {
	host: 'redis.example',
	port: 6380,
	database: 3,
	user: 'n8n',
	password: 'top-secret',
	isTls: true,
};

describe('the fields for Redis', () => {
	const findingsOf = (data: Parameters<typeof readPlace>[0]) => {
		const findings: string[] = [];
		readPlace(data, findings);
		return findings;
	};

	it('become a place', () => {
		const data = {
			redisHost: ' redis.example ',
			redisPort: 6380,
			redisDatabase: 3,
			redisUser: 'n8n',
			redisPassword: 'top-secret',
			redisTls: true,
		};
		expect(readPlace(data, [])).toEqual(place);
		expect(readPlace({ redisHost: 'a' }, [])).toMatchObject({ port: 6379, database: 0, user: '' });
	});

	it.each([
		[{ redisHost: '' }, "'Redis Host' is empty"],
		[{ redisHost: 'redis://a' }, "'Redis Host' has to be a host name or an IP address"],
		[{ redisHost: 'a', redisPort: 0 }, "'Redis Port' is '0', and a whole number from 1 to 65535"],
		[{ redisHost: 'a', redisDatabase: 1.5 }, "'Redis Database' is '1.5'"],
		[{ redisHost: 'a', redisUser: 'n8n' }, "'Redis User' needs a 'Redis Password'"],
	])('of %j are refused with a sentence', (data, sentence) => {
		expect(findingsOf(data)).toEqual([expect.stringContaining(sentence)]);
	});
});

describe('a trouble with Redis', () => {
	const replyError = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });
	const nodeError = (code: string, message = code) => Object.assign(new Error(message), { code });

	it.each([
		[nodeError('ECONNREFUSED'), /cannot be reached \(ECONNREFUSED\); check that it runs/, false],
		[nodeError('ENOTFOUND'), /cannot be reached \(ENOTFOUND\)/, false],
		[new Error('Command timed out'), /cannot be reached; check/, false],
		[undefined, /cannot be reached; check/, false],
		[replyError('WRONGPASS invalid username-password pair'), /refuses the login/, true],
		[replyError('NOAUTH Authentication required.'), /refuses the login/, true],
		[replyError('ERR DB index is out of range'), /has no database 3$/, true],
		[replyError('NOPERM this user has no permissions'), /does not let this user run scripts/, true],
		[nodeError('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), /TLS connection/, true],
		[nodeError('MODULE_NOT_FOUND', "Cannot find module 'ioredis'"), /without the Redis cl/, true],
		[
			replyError("READONLY You can't write against a replica."),
			/does not serve \(READONLY\)/,
			false,
		],
	])('from %p is a sentence', (error, sentence, isLasting) => {
		const trouble = describeTrouble(error, place);
		expect(trouble).toEqual({ sentence: expect.stringMatching(sentence), isLasting });
		expect(trouble.sentence).not.toContain(place.password);
	});

	it('is not replaced by what merely follows from it', () => {
		const first = describeTrouble(replyError('WRONGPASS'), place);
		const next = new Error('Reached the max retries per request limit (which is 0)');
		expect(describeTrouble(next, place, first)).toBe(first);
		const other = describeTrouble(nodeError('ECONNREFUSED'), place, first);
		expect(other.sentence).toContain('ECONNREFUSED');
	});
});

describe("Redis's clock", () => {
	it('is known to the shortest way back that was seen, and never too early', () => {
		const time = new ServerTime();
		time.learn(100, 140, 1_000_030);
		time.learn(200, 202, 1_000_101);
		time.learn(300, 390, 1_000_201);
		// True offset: 999,900. The second exchange leaves one millisecond of doubt.
		expect(time.toOwn(1_000_400) - 500).toBeGreaterThanOrEqual(0);
		expect(time.toOwn(1_000_400) - 500).toBeLessThan(1.2);
		expect(time.toServer(time.toOwn(1_000_400))).toBeCloseTo(1_000_400);
	});

	it('may be set: the last exchange counts then', () => {
		const time = new ServerTime();
		time.learn(0, 2, 5_000_001);
		time.learn(100, 102, 1_000_101);
		expect(Math.abs(time.toOwn(1_000_200) - 200)).toBeLessThanOrEqual(2);
	});
});
