-- Saves the draft of a showroom's layout if nobody else saved one, or published, in the meantime.
-- Keys: 1 showrooms, 2 drafts
-- Arguments: 1 showroom id, 2 document JSON with the next revision, 3 revision that the showroom was read with, 4 draft
--            as it was read (JSON; "" when there was none)
-- Returns: "ok" | "missing" | "conflict"
local showrooms, drafts = KEYS[1], KEYS[2]
local id, document, expected, draftRead = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]

local showroom = redis.call("HGET", showrooms, id)
if not showroom then return "missing" end
if cjson.decode(showroom).revision ~= expected then return "conflict" end
if (redis.call("HGET", drafts, id) or "") ~= draftRead then return "conflict" end
redis.call("HSET", drafts, id, document)
return "ok"
