-- Writes a version of a product's model if nobody changed it in the meantime, with the lists that it belongs in.
-- Keys:    versions of the product, version numbers, unfinished versions, publish times of one brand
-- Args:    product id, version id, document (JSON, already with the next revision), expected revision (0: must be new),
--          number of the version, "1" while it is unfinished, time to publish at in milliseconds or "",
--          most unfinished versions that the brand may have (looked at for a new one and one that begins again)
-- Returns: "ok" | "conflict" | "full"
local versions, numbers, unfinished, times = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local product_id, version_id, document, expected = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local number, is_unfinished, publish_at, most = tonumber(ARGV[5]), ARGV[6] == '1', ARGV[7], tonumber(ARGV[8])
local member = product_id .. '/' .. version_id

local current = redis.call('HGET', versions, version_id)
local revision = current and cjson.decode(current).revision or 0
if revision ~= expected then return 'conflict' end
if expected == 0 and tonumber(redis.call('HGET', numbers, product_id) or '0') ~= number - 1 then return 'conflict' end

if is_unfinished then
  local is_listed = redis.call('SISMEMBER', unfinished, member) == 1
  if not is_listed and redis.call('SCARD', unfinished) >= most then return 'full' end
  redis.call('SADD', unfinished, member)
else
  redis.call('SREM', unfinished, member)
end

if publish_at == '' then
  redis.call('ZREM', times, member)
else
  redis.call('ZADD', times, publish_at, member)
end
if expected == 0 then redis.call('HSET', numbers, product_id, number) end
redis.call('HSET', versions, version_id, document)
return 'ok'
