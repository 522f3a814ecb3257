-- Takes the lease on the stored data: whoever has it migrates. One that was not renewed in time counts for nothing.
-- Keys: 1 stored data (hash: version, cursor, holder, heldUntil)
-- Arguments: 1 token of the asker, 2 how long the lease lasts (ms)
-- Returns: {"held"} | {"taken", version or "", cursor or ""}
local found = redis.call("HMGET", KEYS[1], "version", "cursor", "heldUntil")
local version, cursor, heldUntil = found[1], found[2], found[3]
local time = redis.call("TIME")
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
if heldUntil and tonumber(heldUntil) > now then return { "held" } end
redis.call("HSET", KEYS[1], "holder", ARGV[1], "heldUntil", string.format("%.0f", now + tonumber(ARGV[2])))
return { "taken", version or "", cursor or "" }
