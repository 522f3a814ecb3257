-- Saves the draft of a showroom's layout if nobody else saved one, or published, in the meantime.
-- Keys:    showrooms, drafts of one brand
-- Args:    showroom id, document (JSON, already with the next revision), revision that the showroom was read with,
--          draft as it was read (JSON; "" when there was none)
-- Returns: "ok" | "missing" | "conflict"
local showrooms, drafts = KEYS[1], KEYS[2]
local id, document, expected, draft_read = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local showroom = redis.call('HGET', showrooms, id)
if not showroom then return 'missing' end
if cjson.decode(showroom).revision ~= expected then return 'conflict' end
if (redis.call('HGET', drafts, id) or '') ~= draft_read then return 'conflict' end
redis.call('HSET', drafts, id, document)
return 'ok'
