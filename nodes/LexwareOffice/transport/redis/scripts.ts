// The shared window as Lua, which Redis runs as one step and on its own clock: no time of a client's clock ever goes in,
// only durations. Used by reservations.ts. Needs Redis 5 or newer.
//
// Keys, each with a time to live: `log`, the times that are given away, ascending, at most 2N; `meta`, hold and guard;
// `procs`, when each process was last here.
import { createHash } from 'node:crypto';

export interface Script {
	readonly code: string;
	readonly sha: string;
}

const prelude = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + clock[2] / 1000
local log, meta, procs = KEYS[1], KEYS[2], KEYS[3]
local n, window, guard = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local me, channel = ARGV[4], ARGV[5]
local seen = math.max(15000, 3 * window)
local function text(x) return string.format('%.3f', x) end
local function field(name) return tonumber(redis.call('HGET', meta, name) or nil) or 0 end
local function entry(index) return tonumber(redis.call('LINDEX', log, index) or nil) end
local function keep()
	local ttl = math.ceil(math.max(600000, 600 * window))
	for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ttl) end
end
local function state(first, second, third)
	local heldUntil = field('until')
	local raisedAt = field('raisedAt')
	return { text(now), first, text(second), text(third),
		text(heldUntil), text(field('byServer')), text(field('inARow')), text(field('started')),
		text(raisedAt > 0 and now - raisedAt or -1), text(field('excess')),
		text(math.max(0, field('strictUntil') - now)), text(field('strikes')) }
end
`;

/**
 * The next free time → `now, 'open', at, isProbe, …` and P and rank at the end; while the key is held, or its
 * probe is under way, `now, 'wait', until, 0, …`.
 * ARGV 6: spacing, 7: spacing under sustained load, 8: age of the last own dispatch or -1, 9: a time that was given away
 * and not kept, or empty, 10…: ages of dispatches that the log does not know.
 */
const reserve = `
local spacing, paced, lastAge = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
redis.call('ZREMRANGEBYSCORE', procs, '-inf', text(now - seen))
redis.call('ZADD', procs, text(now), me)
local names = redis.call('ZRANGE', procs, 0, -1)
table.sort(names)
local rank = 0
for index, name in ipairs(names) do if name == me then rank = index - 1 end end
-- Redis started anew, lost the key or had its clock set: who knows what was sent counts as full.
local last = entry(-1)
local isLost = lastAge >= 0 and (not last or last < now - lastAge - 50)
local isFuture = last and last > now + (#names + 2) * (window + guard)
if isLost or isFuture then
	redis.call('DEL', log)
	for _ = 1, n do redis.call('RPUSH', log, text(now)) end
elseif #ARGV > 9 then
	if ARGV[9] ~= '' then redis.call('LREM', log, -1, ARGV[9]) end
	local times = redis.call('LRANGE', log, 0, -1)
	for index = 10, #ARGV do table.insert(times, text(now - tonumber(ARGV[index]))) end
	table.sort(times, function(a, b) return tonumber(a) < tonumber(b) end)
	redis.call('DEL', log)
	for index = math.max(1, #times - 2 * n + 1), #times do redis.call('RPUSH', log, times[index]) end
end
local heldUntil = field('until')
if heldUntil > now + 3700000 then heldUntil = 0 end
local probe = redis.call('HGET', meta, 'probe')
if probe then heldUntil = math.max(heldUntil, tonumber(probe)) end
local reply
if heldUntil > now then
	reply = state('wait', heldUntil, 0)
else
	local early = entry(-math.ceil(1.5 * n))
	if early and early > now - 2 * window then spacing = math.max(spacing, paced) end
	local nth = entry(-n)
	last = entry(-1)
	local at = math.max(now, last and last + spacing or 0, nth and nth + window + guard or 0)
	redis.call('RPUSH', log, text(at))
	redis.call('LTRIM', log, -2 * n, -1)
	local isProbe = probe and tonumber(probe) == 0
	-- The first after a hold goes alone until its outcome is known; nobody waits for it longer than a window.
	if isProbe then redis.call('HSET', meta, 'probe', text(at + window + guard))
	elseif probe then redis.call('HDEL', meta, 'probe') end
	reply = state('open', at, isProbe and 1 or 0)
end
keep()
table.insert(reply, text(#names))
table.insert(reply, text(rank))
return reply
`;

/**
 * A refusal. One that left before the last hold began belongs to the same incident. What was given away beyond now is
 * given up by everybody.
 * ARGV 6: length, 7: 1 if the server named it, 8: age of the refused request, 9 to 11: guard excess, strict for, strikes.
 */
const hold = `
local ms, byServer, sentAgo = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local isSame = now - sentAgo <= field('started')
local lastUntil = field('until')
if (byServer == 1 or not isSame) and now + ms > field('until') then
	redis.call('HSET', meta, 'until', text(now + ms), 'byServer', byServer)
end
if not isSame then
	-- Long after the last hold, nothing is in a row with it.
	local inARow = now - lastUntil < 10 * window and field('inARow') or 0
	redis.call('HSET', meta, 'started', text(now), 'inARow', inARow + 1, 'probe', 0,
		'raisedAt', text(now), 'excess', ARGV[9], 'strictUntil', text(now + tonumber(ARGV[10])), 'strikes', ARGV[11])
	while (entry(-1) or 0) > now do redis.call('RPOP', log) end
end
keep()
redis.call('PUBLISH', channel, 'hold ' .. me)
return state('held', now, 0)
`;

/** The outcome of a probe. ARGV 6: age of its dispatch, 7: 1 if it was no refusal. */
const resume = `
if now - tonumber(ARGV[6]) <= field('started') then return state('late', now, 0) end
redis.call('HDEL', meta, 'probe')
if ARGV[7] == '1' then redis.call('HSET', meta, 'inARow', 0) end
redis.call('PUBLISH', channel, 'resume ' .. me)
return state('resumed', now, 0)
`;

/** Changes nothing. → `now, 'seen', requests in the window, processes, …` */
const look = `
local used = 0
for _, at in ipairs(redis.call('LRANGE', log, 0, -1)) do
	if tonumber(at) > now - window - guard then used = used + 1 end
end
return state('seen', used, redis.call('ZCOUNT', procs, text(now - seen), '+inf'))
`;

function scriptOf(body: string): Script {
	const code = `${prelude}${body}`;
	return { code, sha: createHash('sha1').update(code).digest('hex') };
}

export const scripts = {
	reserve: scriptOf(reserve),
	hold: scriptOf(hold),
	resume: scriptOf(resume),
	look: scriptOf(look),
};
