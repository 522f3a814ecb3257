-- Writes a showroom if nobody changed it in the meantime.
-- Keys:    showrooms of one brand
-- Args:    showroom id, document (JSON, already with the next revision), expected revision (0: must be new)
-- Returns: "ok" | "missing" | "conflict"
local current = redis.call('HGET', KEYS[1], ARGV[1])
local expected = tonumber(ARGV[3])
if not current and expected ~= 0 then return 'missing' end
if current and cjson.decode(current).revision ~= expected then return 'conflict' end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 'ok'
