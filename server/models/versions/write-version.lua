-- Writes a version of a product's model if nobody changed it in the meantime, with the lists that it belongs in.
-- Keys: 1 versions of the product, 2 version numbers, 3 unfinished versions, 4 publish times
-- Arguments: 1 product id, 2 version id, 3 document JSON with the next revision, 4 expected revision (0: must be new),
--            5 number of the version, 6 "1" while it is unfinished, 7 time to publish at (ms) or "", 8 most unfinished
--            versions that the brand may have (looked at for a new one and one that begins again)
-- Returns: "ok" | "conflict" | "full"
local versions, numbers, unfinished, times = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local productId, versionId, document, expected = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local number, isUnfinished, publishAt, most = tonumber(ARGV[5]), ARGV[6] == "1", ARGV[7], tonumber(ARGV[8])
local member = productId .. "/" .. versionId

local current = redis.call("HGET", versions, versionId)
local revision = current and cjson.decode(current).revision or 0
if revision ~= expected then return "conflict" end
if expected == 0 and tonumber(redis.call("HGET", numbers, productId) or "0") ~= number - 1 then return "conflict" end

if isUnfinished then
  local isListed = redis.call("SISMEMBER", unfinished, member) == 1
  if not isListed and redis.call("SCARD", unfinished) >= most then return "full" end
  redis.call("SADD", unfinished, member)
else
  redis.call("SREM", unfinished, member)
end

if publishAt == "" then
  redis.call("ZREM", times, member)
else
  redis.call("ZADD", times, publishAt, member)
end
if expected == 0 then redis.call("HSET", numbers, productId, number) end
redis.call("HSET", versions, versionId, document)
return "ok"
